import { localDays } from '../../../shared/base/local-days.ts';
import type { GoalMetric, GoalDraft } from '../../../shared/contract/goals-api.ts';
import { goalPresets, PRESET_WEEKS } from '../../../shared/domain/goals/goal-presets.ts';
import { GOAL_METRICS, goalStart } from '../../../shared/domain/goals/judge-goal.ts';
import { usableReadings } from '../../../shared/domain/metrics/usable-readings.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import { phraseOf } from '../../../shared/domain/wording/phrases.ts';
import { wordingFor } from '../../../shared/domain/wording/wording-for.ts';
import { adjustOwnGoal, endGoal, previewGoal, setGoal, type GoalWish } from './set-goal.ts';
import type { Store } from '../store/store.ts';
import { listGoals } from '../store/tables/goals.ts';
import { findLatestMetric, listMetric } from '../store/tables/progress-metrics.ts';
import { memberOnly } from '../screen/procedures.ts';

export const goalsHandlers = memberOnly.goals.router({
  form: memberOnly.goals.form.handler(({ context: { store, member } }) => {
    return {
      today: localDays(store.gym.zone).dateOf(store.nowMs()),
      metrics: goalMetrics(store, member, store.nowMs()),
      goals: listGoals(store.db, member.id).map((goal) => ({
        goal_id: goal.id,
        metric_type: goal.metricType,
        target_value: goal.targetValue,
        target_date: goal.targetDate,
        status: goal.status,
        auto_adjust: goal.autoAdjust,
      })),
    };
  }),
  preview: memberOnly.goals.preview.handler(({ context: { store, member }, input }) => {
    const seen = previewGoal(store, toWish(input, member, store.nowMs()));
    if (!seen.ok) return { outcome: 'refused' as const, code: seen.code };
    const words = wordingFor(store.gym.language);
    return {
      outcome: 'possible' as const,
      outlook: phraseOf(words.goalOutlook, seen.value.outlook),
      probability: seen.value.probability,
    };
  }),
  set: memberOnly.goals.set.handler(({ context: { store, member, changed }, input }) => {
    const done = setGoal(store, toWish(input, member, store.nowMs()));
    if (!done.ok) return { outcome: 'refused' as const, code: done.code };
    changed();
    return { outcome: 'done' as const };
  }),
  change: memberOnly.goals.change.handler(({ context: { store, member, changed }, input, errors }) => {
    const done = adjustOwnGoal(store, toWish(input, member, store.nowMs()));
    if (!done.ok) {
      if (done.code === 'unknown_goal') throw errors.NOT_FOUND();
      return { outcome: 'refused' as const, code: done.code };
    }
    changed();
    return { outcome: 'done' as const };
  }),
  end: memberOnly.goals.end.handler(({ context: { store, member, changed }, input, errors }) => {
    const ended = endGoal(store, { id: input.goal_id, member, atMs: store.nowMs() });
    if (!ended.ok) throw errors.NOT_FOUND();
    changed();
  }),
});

function toWish(sent: GoalDraft, member: Member, atMs: number): GoalWish {
  return {
    id: sent.goal_id,
    member,
    metricType: sent.metric_type,
    targetValue: sent.target_value,
    targetDate: sent.target_date,
    autoAdjust: sent.auto_adjust,
    atMs,
  };
}

function goalMetrics({ db, gym }: Store, member: Member, nowMs: number): GoalMetric[] {
  const words = wordingFor(gym.language);
  const days = localDays(gym.zone);
  const sinceMs = days.startOfDayMs(days.weekOf(nowMs) - PRESET_WEEKS * 7);
  return GOAL_METRICS.map((metric) => {
    const start = startOf(goalStart(metric, findLatestMetric(db, member.id, metric.type, nowMs), nowMs));
    const readings = metric.isCounted
      ? usableReadings(listMetric(db, member.id, metric.type, sinceMs), nowMs)
      : [];
    return {
      metric_type: metric.type,
      title: words.metricTitle(metric),
      unit: metric.unit,
      decimals: metric.decimals,
      max: metric.plausible.max,
      is_counted: metric.isCounted,
      ...start,
      presets: goalPresets(metric, readings, start.start, nowMs, days).map((preset) => ({
        target_value: preset.targetValue,
        target_date: preset.targetDate,
        usual_per_week: preset.usualPerWeek,
      })),
    };
  });
}

function startOf(start: ReturnType<typeof goalStart>): Pick<GoalMetric, 'start' | 'missing'> {
  return start.ok ? { start: start.value, missing: null } : { start: null, missing: start.code };
}
