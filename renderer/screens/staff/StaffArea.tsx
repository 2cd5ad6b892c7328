import { IconLogout2 } from '@tabler/icons-react';
import { useState } from 'react';
import { mayCall } from '../../../shared/contract/staff-api.ts';
import type { StaffSession } from '../../../shared/contract/staff-views.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useTouch } from '../../bridge/use-touch.ts';
import { Action } from '../../components/Action.tsx';
import { ChoiceChips } from '../../components/ChoiceChips.tsx';
import { IdlePrompt } from '../../components/IdlePrompt.tsx';
import { Screen } from '../../components/Screen.tsx';
import { KioskTheme } from '../../theme/KioskTheme.tsx';
import { t } from '../../i18n/translate.ts';
import styles from './StaffArea.module.css';
import { STAFF_PAGES, type StaffPageName } from './staff-pages.ts';

interface StaffAreaProps {
  readonly session: StaffSession;
}

/** Staff mode: the pages of this role, and who is signed in. */
export function StaffArea({ session }: StaffAreaProps) {
  const bridge = useBridge();
  const pages = STAFF_PAGES.filter(({ needs }) => mayCall(session.role, needs));
  const [name, setName] = useState<StaffPageName>('devices');
  const Page = pages.find((page) => page.name === name)?.page;
  useTouch(session.session_id);
  return (
    <KioskTheme>
      <Screen name="staff" sessionId={session.session_id} className={styles.area}>
        <header className={styles.header}>
          <div>
            <h1 className={styles.title}>{t('nav.title')}</h1>
            <p className={styles.who}>
              <bdi>{session.name}</bdi> · {t(`role.${session.role}`)}
            </p>
          </div>
          <Action
            icon={<IconLogout2 aria-hidden="true" />}
            testId="staff-leave"
            onPress={() => void bridge.session.end({ session_id: session.session_id })}
          >
            {t('nav.leave')}
          </Action>
        </header>
        <nav className={styles.nav}>
          <ChoiceChips
            label={t('nav.title')}
            segmented
            choices={pages.map((page) => ({ value: page.name, label: t(`nav.${page.name}`) }))}
            chosen={name}
            onChoose={setName}
          />
        </nav>
        <div className={styles.page}>{Page !== undefined && <Page session={session} />}</div>
      </Screen>
      <IdlePrompt session={session} />
    </KioskTheme>
  );
}
