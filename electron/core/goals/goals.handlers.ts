import { localDays } from '../../../shared/base/local-days.ts';
import type { GoalMetric, GoalWishSent } from '../../../shared/contract/goals-api.ts';
import { goalPresets, PRESET_WEEKS } from '../../../shared/domain/goals/goal-presets.ts';
import { GOAL_METRICS, goalStart } from '../../../shared/domain/goals/judge-goal.ts';
import { usableReadings } from '../../../shared/domain/metrics/usable-readings.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import { say } from '../../../shared/domain/wording/phrases.ts';
import { wordingFor } from '../../../shared/domain/wording/wording-for.ts';
import { adjustOwnGoal, endGoal, previewGoal, setGoal, type GoalWish } from './set-goal.ts';
import type { Store } from '../store/store.ts';
import { listGoals } from '../store/tables/goals.ts';
import { findLatestMetric, listMetric } from '../store/tables/progress-metrics.ts';
import { running } from '../screen/procedures.ts';

export const goalsHandlers = running.goals.router({
  form: running.goals.form.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    const { store } = context;
    return {
      today: localDays(store.gym.zone).dateOf(context.nowMs()),
      metrics: goalMetrics(store, session.member, context.nowMs()),
      goals: listGoals(store.db, session.member.id).map((goal) => ({
        goal_id: goal.id,
        metric_type: goal.metricType,
        target_value: goal.targetValue,
        target_date: goal.targetDate,
        status: goal.status,
        auto_adjust: goal.autoAdjust,
      })),
    };
  }),
  preview: running.goals.preview.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    const seen = previewGoal(context.store, toWish(input, session.member, context.nowMs()));
    if (!seen.ok) return { outcome: 'refused' as const, code: seen.code };
    const words = wordingFor(context.store.gym.language);
    return {
      outcome: 'possible' as const,
      outlook: say(words.goalOutlook, seen.value.outlook),
      probability: seen.value.probability,
    };
  }),
  set: running.goals.set.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    const done = setGoal(context.store, toWish(input, session.member, context.nowMs()));
    if (!done.ok) return { outcome: 'refused' as const, code: done.code };
    context.changed();
    return { outcome: 'done' as const };
  }),
  change: running.goals.change.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    const done = adjustOwnGoal(context.store, toWish(input, session.member, context.nowMs()));
    if (!done.ok) {
      if (done.code === 'unknown_goal') throw errors.NOT_FOUND();
      return { outcome: 'refused' as const, code: done.code };
    }
    context.changed();
    return { outcome: 'done' as const };
  }),
  end: running.goals.end.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    const { member } = session;
    const ended = endGoal(context.store, { id: input.goal_id, member, atMs: context.nowMs() });
    if (!ended.ok) throw errors.NOT_FOUND();
    context.changed();
  }),
});

function toWish(sent: GoalWishSent, member: Member, atMs: number): GoalWish {
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
    const start = startOf(goalStart(metric, findLatestMetric(db, member.id, metric.type), nowMs));
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
