import { IconChevronLeft } from '@tabler/icons-react';
import type { StaffSignIn as SignIn } from '../../../shared/contract/staff-views.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useTouch } from '../../bridge/use-touch.ts';
import { Action } from '../../components/Action.tsx';
import { Screen } from '../../components/Screen.tsx';
import { KioskTheme } from '../../theme/KioskTheme.tsx';
import { t } from '../../i18n/translate.ts';
import { PinEntry } from './PinEntry.tsx';
import styles from './StaffSignIn.module.css';

interface StaffSignInProps {
  readonly signIn: SignIn;
}

/** Who of the staff is there, and their PIN. */
export function StaffSignIn({ signIn }: StaffSignInProps) {
  const bridge = useBridge();
  const { session_id: sessionId, accounts, chosen } = signIn;
  useTouch(sessionId);
  return (
    <KioskTheme>
      <Screen name="staff_sign_in" sessionId={null} className={styles.signIn}>
        <header className={styles.header}>
          <h1 className={styles.title}>{t('sign_in.title')}</h1>
          <Action
            icon={<IconChevronLeft aria-hidden="true" />}
            testId="staff-back"
            onPress={() => void bridge.session.end({ session_id: sessionId })}
          >
            {t('sign_in.back')}
          </Action>
        </header>
        {chosen === null ? (
          <div className={styles.choice}>
            {accounts.length > 0 && (
              <>
                <h2 className={styles.question}>{t('sign_in.who')}</h2>
                <ul className={styles.accounts}>
                  {accounts.map(({ name, role }) => (
                    <li key={name}>
                      <button
                        type="button"
                        className={styles.account}
                        onClick={() => void bridge.staffDoor.choose({ session_id: sessionId, name })}
                        data-testid={`staff-account-${name}`}
                      >
                        <span dir="auto" className={styles.name}>
                          {name}
                        </span>
                        <span className={styles.role}>{t(`role.${role}`)}</span>
                      </button>
                    </li>
                  ))}
                </ul>
              </>
            )}
            {signIn.takes_cards && (
              <p className={styles.hint}>{t(accounts.length > 0 ? 'sign_in.card' : 'sign_in.card_only')}</p>
            )}
          </div>
        ) : (
          <PinEntry key={chosen} signIn={signIn} name={chosen} />
        )}
      </Screen>
    </KioskTheme>
  );
}
