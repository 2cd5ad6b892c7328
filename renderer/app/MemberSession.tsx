import { Suspense, useState } from 'react';
import type { KioskState, MemberSession as Session } from '../../shared/contract/kiosk-api.ts';
import { RevisionProvider } from '../bridge/RevisionProvider.tsx';
import { useDashboard } from '../bridge/use-dashboard.ts';
import { useTouch } from '../bridge/use-touch.ts';
import { Welcome } from '../screens/check-in/Welcome.tsx';
import { IdlePrompt } from '../components/IdlePrompt.tsx';
import { MemberArea } from './member-parts.ts';

interface MemberSessionProps {
  readonly session: Session;
  readonly devices: KioskState['devices'];
  readonly demo: boolean;
}

/** One member in front of the kiosk: the greeting first, while the dashboard is already loading. */
export function MemberSession(props: MemberSessionProps) {
  return (
    <RevisionProvider revision={props.session.revision}>
      <GreetedMember {...props} />
    </RevisionProvider>
  );
}

function GreetedMember({ session, devices, demo }: MemberSessionProps) {
  const [greeted, setGreeted] = useState(false);
  const dashboard = useDashboard(session.session_id);
  useTouch(session.session_id);
  return (
    <>
      {greeted ? (
        <Suspense fallback={null}>
          <MemberArea session={session} devices={devices} demo={demo} dashboard={dashboard} />
        </Suspense>
      ) : (
        <Welcome session={session} onDone={() => setGreeted(true)} />
      )}
      <IdlePrompt session={session} />
    </>
  );
}
