import { IconScale } from '@tabler/icons-react';
import { useState } from 'react';
import { roleOf } from '../../../shared/domain/devices/device-roles.ts';
import type { KioskState, MemberSession } from '../../../shared/contract/kiosk-api.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { Action } from '../../components/Action.tsx';
import { t } from '../../i18n/translate.ts';

interface WeighInButtonProps {
  readonly session: MemberSession;
  readonly devices: KioskState['devices'];
  readonly onOpenOffer: () => void;
}

/** The way to the scale, where there is one; first to a weight that may be this member's already. */
export function WeighInButton({ session, devices, onOpenOffer }: WeighInButtonProps) {
  const bridge = useBridge();
  const [hasFailed, setFailed] = useState(false);
  const { weigh_in: weighIn } = session;
  const icon = <IconScale aria-hidden="true" />;
  if (weighIn.phase === 'none' && weighIn.offer !== null) {
    return (
      <Action icon={icon} testId="open-weight-offer" onPress={onOpenOffer}>
        {t('weigh_in.open_offer')}
      </Action>
    );
  }
  const hasScale = devices.some(({ family, state }) => roleOf(family) === 'scale' && state === 'ready');
  if (!hasScale) return null;
  const start = async () => setFailed(!(await bridge.weighIn.start({ session_id: session.session_id })).ok);
  return (
    <Action
      icon={icon}
      testId="start-weigh-in"
      {...(hasFailed ? { label: `${t('weigh_in.open')}. ${t('weigh_in.failed')}` } : {})}
      onPress={() => void start()}
    >
      {t('weigh_in.open')}
    </Action>
  );
}
