import { IconScale } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Screen } from '../../components/Screen.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { cx } from '../../theme/cx.ts';
import { t } from '../../i18n/translate.ts';
import { weightText, type WeightUnit } from './weight-text.ts';
import styles from './WeighIn.module.css';

interface WeighInFrameProps {
  readonly sessionId: string;
  readonly title: string;
  readonly text?: string | null;
  /** Stands opposite the title. */
  readonly corner?: ReactNode;
  readonly weight: { readonly kg: number; readonly unit: WeightUnit } | null;
  /** `settled` once the number is final. */
  readonly tone: 'quiet' | 'settled';
  /** What stands below the number. */
  readonly note?: ReactNode;
  readonly children?: ReactNode;
  readonly actions: ReactNode;
  readonly hasFailed: boolean;
}

/** Every step of a weigh-in has the same shape, so that the number stays where it is. */
export function WeighInFrame(props: WeighInFrameProps) {
  const formats = useFormats();
  const { weight } = props;
  return (
    <Screen name="weigh-in" sessionId={props.sessionId} className={styles.weighIn}>
      <header className={styles.header}>
        <div>
          <h1 className={styles.title}>{props.title}</h1>
          {props.text != null && <p className={styles.text}>{props.text}</p>}
        </div>
        {props.corner}
      </header>
      <div className={cx(styles.hero, props.tone === 'settled' && styles.settled)}>
        {weight === null ? (
          <IconScale className={styles.scale} aria-hidden="true" />
        ) : (
          <p className={styles.weight} data-testid="weight">
            {weightText(weight.kg, weight.unit, formats)}
            <span className={styles.unit}>{weight.unit}</span>
          </p>
        )}
        {props.note != null && (
          <p className={styles.note} role="status">
            {props.note}
          </p>
        )}
      </div>
      {props.children}
      <footer className={styles.actions}>
        {props.actions}
        {props.hasFailed && (
          <p className={styles.failed} role="alert">
            {t('weigh_in.failed')}
          </p>
        )}
      </footer>
    </Screen>
  );
}
