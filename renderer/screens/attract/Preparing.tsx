import type { PreparingStep } from '../../../shared/contract/kiosk-api.ts';
import { Emblem } from '../../components/Emblem.tsx';
import { Screen } from '../../components/Screen.tsx';
import { t } from '../../i18n/translate.ts';
import styles from './Preparing.module.css';

interface PreparingProps {
  readonly gymName: string;
  readonly step: PreparingStep;
  /** 0 to 1. */
  readonly progress: number;
}

/** The kiosk is starting and takes no cards yet. */
export function Preparing({ gymName, step, progress }: PreparingProps) {
  const title = t(`preparing.${step}`);
  return (
    <Screen name="preparing" sessionId={null} className={styles.preparing}>
      <Emblem calm />
      <div className={styles.words}>
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.hint}>{hintOf(step, gymName)}</p>
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={title}
        aria-valuenow={Math.round(progress * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <div className={styles.bar} style={{ transform: `scaleX(${progress})` }} />
      </div>
    </Screen>
  );
}

function hintOf(step: PreparingStep, gymName: string): string {
  if (step === 'demo_gym') return t('preparing.hint');
  if (step === 'recovering') return t('preparing.recovering_hint');
  if (step === 'waiting_for_disk') return t('preparing.waiting_hint');
  return gymName;
}
