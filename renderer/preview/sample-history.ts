import type { ProgressHistory, TimeRange } from '../../shared/domain/progress/progress-history.ts';
import { sampleSeries } from './sample-dashboard.ts';

const DAY_MS = 86_400_000;
const DAYS: Readonly<Record<TimeRange, number>> = { week: 7, month: 30, year: 365, all: 540 };

/** A body weight that falls a little, with a goal ahead. */
export function sampleHistory(nowMs: number, range: TimeRange): ProgressHistory {
  const days = DAYS[range];
  const everyDays = Math.max(1, days / 60);
  const count = Math.max(3, Math.floor(days / everyDays) - 1);
  const start = 66.9 + 0.03 * days;
  const history = sampleSeries(nowMs, { start, perDay: -0.03, swing: 0.5, everyDays, count });
  const end = start - 0.03 * (count - 1) * everyDays;
  const smoothed = history.map((point, index) => ({ ...point, value: start - 0.03 * index * everyDays }));
  const ahead = Math.max(7, Math.round(days / 4));
  const isoDate = (inDays: number) => new Date(nowMs + inDays * DAY_MS).toISOString().slice(0, 10);
  return {
    history: history.map((point) => ({ ...point, source: 'device' as const })),
    drawn: { form: 'dots', per: 'day', values: history },
    comparison:
      range === 'all'
        ? null
        : {
            of: 'mean',
            present: end + 0.4,
            previous: start + 0.3,
            previous_from: isoDate(-2 * days),
            previous_to: isoDate(-days - 1),
          },
    trends: {
      usual: (start + end) / 2,
      method: 'theil-sen@1',
      n: history.length,
      values_of: 'day',
      slope_per_day: -0.03,
      slope_low: -0.042,
      slope_high: -0.019,
      confidence: 0.8,
      direction: range === 'week' ? 'unclear' : 'down',
      reason: range === 'week' ? { code: 'short_span', have: 7, need: 10 } : null,
      change: -0.03 * days,
      change_percent: -1.2,
      smoothed,
      least_squares: null,
    },
    projections: {
      method: 'damped-trend@1',
      points:
        range === 'week'
          ? []
          : Array.from({ length: 9 }, (_, index) => {
              const inDays = (ahead * index) / 8;
              const value = end - 0.026 * inDays;
              const spread = 0.25 + 0.14 * Math.sqrt(inDays);
              return {
                date: isoDate(inDays),
                value,
                low80: value - spread,
                high80: value + spread,
                low95: value - 1.5 * spread,
                high95: value + 1.5 * spread,
              };
            }),
      goals: [
        {
          goal_id: 'g-2',
          earliest: isoDate(58),
          expected: isoDate(84),
          latest: isoDate(131),
          probability_by_target_date: 0.46,
        },
      ],
    },
    related_goals: [
      {
        goal_id: 'g-2',
        metric_type: 'body_weight',
        target_value: 64,
        current_value: 66.9,
        target_date: isoDate(80),
        status: 'active',
        progress: 0.52,
        reached_at: null,
        reached_value: null,
      },
    ],
  };
}

/** Workouts a week, up and down: bars without a direction. */
export function sampleCounts(nowMs: number, range: TimeRange): ProgressHistory {
  const full = sampleHistory(nowMs, range);
  const per = range === 'week' ? 'day' : 'week';
  const step = per === 'day' ? 1 : 7;
  const count = range === 'week' ? 7 : range === 'month' ? 5 : 53;
  const values = Array.from({ length: count }, (_, index) => ({
    recorded_at: new Date(nowMs - (count - 1 - index) * step * DAY_MS).toISOString(),
    value: per === 'day' ? index % 2 : (index * 7) % 5,
  }));
  return {
    ...full,
    drawn: { form: 'bars', per, values },
    comparison:
      full.comparison === null ? null : { ...full.comparison, of: 'total', present: 11, previous: 8 },
    trends: {
      ...full.trends,
      values_of: 'week',
      n: Math.max(0, count - 1),
      usual: 2.5,
      direction: 'unclear',
      reason: { code: 'within_spread' },
    },
    projections: { ...full.projections, points: [], goals: [] },
    related_goals: [],
  };
}
