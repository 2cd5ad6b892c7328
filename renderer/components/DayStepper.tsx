import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useNow } from '../bridge/use-now.ts';
import { useFormats } from '../i18n/FormatsProvider.tsx';
import { t } from '../i18n/translate.ts';
import styles from './DayStepper.module.css';

/** "Today" may be a minute old. */
const REDRAW_MS = 60_000;

interface DayStepperProps {
  /** 0 is today. */
  readonly daysBack: number;
  readonly mostDaysBack: number;
  readonly onChange: (daysBack: number) => void;
}

/** A day of the past, a step at a time. */
export function DayStepper({ daysBack, mostDaysBack, onChange }: DayStepperProps) {
  const formats = useFormats();
  const nowMs = useNow(REDRAW_MS);
  const date = formats.dayBefore(nowMs, daysBack);
  const name =
    daysBack === 0
      ? t('next.today')
      : daysBack === 1
        ? t('entry.yesterday')
        : formats.weekdayOfDate(date, nowMs);
  return (
    <div className={styles.stepper} role="group" aria-label={t('entry.day')}>
      <button
        type="button"
        className={styles.step}
        aria-label={t('entry.day_earlier')}
        disabled={daysBack >= mostDaysBack}
        onClick={() => onChange(daysBack + 1)}
        data-testid="day-earlier"
      >
        <IconChevronLeft aria-hidden="true" />
      </button>
      <p className={styles.day} aria-live="polite" data-testid="entry-day">
        {name}
      </p>
      <button
        type="button"
        className={styles.step}
        aria-label={t('entry.day_later')}
        disabled={daysBack === 0}
        onClick={() => onChange(daysBack - 1)}
        data-testid="day-later"
      >
        <IconChevronRight aria-hidden="true" />
      </button>
    </div>
  );
}
