import { IconCheck, IconTrophy } from '@tabler/icons-react';
import type { HeartRateSummary, MemberSession } from '../../../shared/contract/kiosk-api.ts';
import { isWorkout, SHORTEST_WORKOUT_S } from '../../../shared/domain/metrics/metric-registry.ts';
import type { Dashboard } from '../../../shared/domain/dashboard/dashboard.ts';
import { reviewSession, type SessionReview } from '../../../shared/domain/heart-rate/session-review.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useNow } from '../../bridge/use-now.ts';
import { Action } from '../../components/Action.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { Screen } from '../../components/Screen.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { Stat } from '../../components/Stat.tsx';
import { ZoneBars } from './ZoneBars.tsx';
import { caloriesWords, effortWords, maximumWords } from './wording.ts';
import styles from './Summary.module.css';

/** Below this share of the time the summary says that the strap was silent for part of it. */
const FULLY_HEARD = 0.95;

/** A date's year may be a minute late. */
const REDRAW_MS = 60_000;
/** Of goals and of achievements; the rest stands on the dashboard. */
const MOST_EFFECTS = 2;

interface SummaryProps {
  readonly session: MemberSession;
  readonly summary: HeartRateSummary;
  /** As it is after the workout; null until it is read anew. */
  readonly dashboard: Dashboard | null;
}

/** What the workout came to. */
export function Summary({ session, summary, dashboard }: SummaryProps) {
  const bridge = useBridge();
  const formats = useFormats();
  const review =
    dashboard === null || isTooShort(summary) || !knowsOf(dashboard, summary)
      ? null
      : reviewSession(dashboard, {
          startedAtMs: summary.started_at,
          effortPoints: summary.effort_points,
        });
  const silentPart = summary.duration_s < summary.elapsed_s * FULLY_HEARD;
  return (
    <Screen name="summary" sessionId={session.session_id} className={styles.summary}>
      <header className={styles.hero} data-calm={isTooShort(summary) ? '' : undefined}>
        <h1 className={styles.title}>{titleOf(summary, session.first_name)}</h1>
        <Told summary={summary} />
        {review !== null && <Compared review={review} />}
      </header>
      <Stats summary={summary} recoveryBpm={review?.recoveryBpm ?? null} />
      <section className={styles.zones}>
        <h2 className={styles.zonesTitle}>{t('live.zones')}</h2>
        {summary.max_heart_rate_bpm === null ? (
          <p className={styles.unknown}>{t('live.maximum_unknown')}</p>
        ) : (
          <ZoneBars secondsPerZone={summary.seconds_per_zone} current={null} />
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
      {review !== null && <Effects review={review} />}
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

/** The one number of it: effort, or the time where it was too short to count for anything. */
function Told({ summary }: { readonly summary: HeartRateSummary }) {
  const formats = useFormats();
  if (isTooShort(summary)) {
    return (
      <>
        <p className={styles.effort}>{formats.duration(summary.duration_s)}</p>
        <p className={styles.verdict}>
          {t('summary.short_text', { minutes: formats.number(SHORTEST_WORKOUT_S / 60) })}
        </p>
      </>
    );
  }
  return (
    <>
      <p className={styles.effort}>{effortWords(summary.effort_points, formats)}</p>
      <p className={styles.effortLabel}>
        {t('summary.effort', { count: Math.floor(summary.effort_points ?? 0) })}
      </p>
    </>
  );
}

interface StatsProps {
  readonly summary: HeartRateSummary;
  readonly recoveryBpm: number | null;
}

/** The workout in numbers, each with where it comes from. */
function Stats({ summary, recoveryBpm }: StatsProps) {
  const formats = useFormats();
  const bpm = (value: number | null) => (value === null ? t('live.no_number') : formats.number(value));
  return (
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
      {recoveryBpm !== null && (
        <Stat
          label={t('summary.recovery')}
          value={formats.number(recoveryBpm)}
          unit={t('heart_rate.bpm')}
          note={t('summary.recovery_note')}
        />
      )}
    </dl>
  );
}

/** Beside the last workout and the usual one, and what to take away from it. */
function Compared({ review }: { readonly review: SessionReview }) {
  const formats = useFormats();
  const nowMs = useNow(REDRAW_MS);
  const { last, usual, verdict } = review;
  if (last === null) return <p className={styles.compared}>{t('summary.first')}</p>;
  const before = { last: formats.number(last.points), date: formats.dayMonth(last.at, nowMs) };
  return (
    <>
      {verdict !== null && <p className={styles.verdict}>{t(`summary.verdict_${verdict}`)}</p>}
      <p className={styles.compared}>
        {usual === null
          ? t('summary.compared_last', before)
          : t('summary.compared', { ...before, usual: formats.number(usual) })}
      </p>
    </>
  );
}

/** What the workout did to goals, and what was earned by it. */
function Effects({ review: { goals, achievements } }: { readonly review: SessionReview }) {
  const formats = useFormats();
  if (goals.length + achievements.length === 0) return null;
  return (
    <section className={styles.effects} aria-label={t('summary.effects')} data-testid="summary-effects">
      {achievements.slice(0, MOST_EFFECTS).map(({ description }) => (
        <p key={description} className={styles.effect}>
          <IconTrophy className={styles.sign} aria-hidden="true" />
          {description}
        </p>
      ))}
      {goals.slice(0, MOST_EFFECTS).map((goal) => (
        <div key={goal.goal_id} className={styles.goal}>
          <p>
            {goal.title}: {formats.percent(goal.progress)}
          </p>
          <ProgressBar
            share={goal.progress}
            isDone={goal.status === 'achieved'}
            label={t('goal.progress', { percent: formats.percent(goal.progress) })}
          />
        </div>
      ))}
    </section>
  );
}

/** Whether a dashboard was made after the workout: an older one would tell of goals as they were. */
function knowsOf(
  dashboard: Dashboard,
  { started_at: startedAt, elapsed_s: elapsedS }: HeartRateSummary,
): boolean {
  return Date.parse(dashboard.generated_at) >= startedAt + elapsedS * 1_000;
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
