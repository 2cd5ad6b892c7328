import { IconCheck } from '@tabler/icons-react';
import type { HeartRateSummary, MemberSession } from '../../../shared/contract/kiosk-api.ts';
import { isWorkout, SHORTEST_WORKOUT_S } from '../../../shared/domain/metrics/metric-registry.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { Action } from '../../components/Action.tsx';
import { Screen } from '../../components/Screen.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { Stat } from '../../components/Stat.tsx';
import { ZoneBars } from './ZoneBars.tsx';
import { caloriesWords, effortWords, maximumWords } from './wording.ts';
import styles from './Summary.module.css';

/** Below this share of the time the summary says that the strap was silent for part of it. */
const FULLY_HEARD = 0.95;

interface SummaryProps {
  readonly session: MemberSession;
  readonly summary: HeartRateSummary;
}

/** What the workout came to. */
export function Summary({ session, summary }: SummaryProps) {
  const bridge = useBridge();
  const formats = useFormats();
  const bpm = (value: number | null) => (value === null ? t('live.no_number') : formats.number(value));
  const silentPart = summary.duration_s < summary.elapsed_s * FULLY_HEARD;
  return (
    <Screen name="summary" sessionId={session.session_id} className={styles.summary}>
      <header className={styles.hero}>
        <h1 className={styles.title}>{titleOf(summary, session.first_name)}</h1>
        <p className={styles.effort}>{effortWords(summary.effort_points, formats)}</p>
        <p className={styles.effortLabel}>
          {t('summary.effort', { count: Math.floor(summary.effort_points ?? 0) })}
        </p>
      </header>
      <dl className={styles.stats}>
        <Stat label={t('summary.duration')} value={formats.duration(summary.duration_s)} />
        <Stat
          label={t('summary.calories')}
          value={summary.calories_kcal === null ? t('live.no_number') : formats.number(summary.calories_kcal)}
          unit={summary.calories_kcal === null ? null : 'kcal'}
          note={caloriesWords(summary.calories_formula, summary.calories_reason)}
        />
        <Stat label={t('summary.average')} value={bpm(summary.average_bpm)} unit={t('heart_rate.bpm')} />
        <Stat
          label={t('summary.maximum')}
          value={bpm(summary.maximum_bpm)}
          unit={t('heart_rate.bpm')}
          note={maximumWords(summary.max_heart_rate_bpm, summary.max_heart_rate_source)}
        />
      </dl>
      <section className={styles.zones}>
        <h2 className={styles.zonesTitle}>{t('live.zones')}</h2>
        {summary.max_heart_rate_bpm === null ? (
          <p className={styles.unknown}>{t('live.maximum_unknown')}</p>
        ) : (
          <ZoneBars secondsPerZone={summary.seconds_per_zone} current={null} />
        )}
        {isTooShort(summary) && (
          <p className={styles.silent}>
            {t('summary.short_text', { minutes: formats.number(SHORTEST_WORKOUT_S / 60) })}
          </p>
        )}
        {silentPart && (
          <p className={styles.silent}>
            {t('summary.heard_part', {
              heard: formats.duration(summary.duration_s),
              duration: formats.duration(summary.elapsed_s),
            })}
          </p>
        )}
      </section>
      <div className={styles.actions}>
        <Action
          tone="primary"
          fullWidth
          icon={<IconCheck aria-hidden="true" />}
          testId="close-summary"
          onPress={() => void bridge.heartRate.closeSummary({ session_id: session.session_id })}
        >
          {t('summary.done')}
        </Action>
      </div>
    </Screen>
  );
}

/** Too short to count as a workout: it is kept, and the numbers show, but nobody is praised for it. */
function isTooShort({ heard_s: heardS }: HeartRateSummary): boolean {
  return !isWorkout(heardS);
}

function titleOf(summary: HeartRateSummary, name: string): string {
  if (isTooShort(summary)) return t('summary.short_title', { name });
  // "Well done" beside no points at all would be mockery.
  const isCalm = summary.effort_points !== null && summary.effort_points < 1;
  return t(isCalm ? 'summary.calm_title' : 'summary.title', { name });
}
