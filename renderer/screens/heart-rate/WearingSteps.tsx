import { IconAccessPoint, IconDroplet, IconShirtSport } from '@tabler/icons-react';
import { t } from '../../i18n/translate.ts';
import styles from './WearingSteps.module.css';

const STEPS = [
  { key: 'pairing.step_wet', Icon: IconDroplet },
  { key: 'pairing.step_wear', Icon: IconShirtSport },
  { key: 'pairing.step_near', Icon: IconAccessPoint },
] as const;

/** How to wear a strap so that it is heard, while none is. */
export function WearingSteps() {
  return (
    <ol className={styles.steps}>
      {STEPS.map(({ key, Icon }, index) => (
        <li key={key} className={styles.step}>
          <span className={styles.sign} aria-hidden="true">
            <Icon />
          </span>
          <span className={styles.number} aria-hidden="true">
            {index + 1}
          </span>
          <p className={styles.text}>{t(key)}</p>
        </li>
      ))}
    </ol>
  );
}
