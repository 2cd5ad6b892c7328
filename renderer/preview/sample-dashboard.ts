import type { Dashboard, MetricTile } from '../../shared/domain/dashboard/dashboard.ts';

const DAY_MS = 86_400_000;

interface Shape {
  readonly start: number;
  readonly perDay: number;
  readonly swing: number;
  readonly everyDays: number;
  readonly count: number;
}

/** A metric's series that drifts and swings, the newest reading yesterday. The same every time. */
export function sampleSeries(nowMs: number, shape: Shape): { recorded_at: string; value: number }[] {
  return Array.from({ length: shape.count }, (_, index) => {
    const age = (shape.count - 1 - index) * shape.everyDays + 1;
    const wave = Math.sin(index * 1.9) * 0.6 + Math.sin(index * 0.7 + 1) * 0.4;
    const value = shape.start + shape.perDay * index * shape.everyDays + wave * shape.swing;
    return { recorded_at: new Date(nowMs - age * DAY_MS).toISOString(), value };
  });
}

function metric(nowMs: number, shape: Shape, facts: Omit<MetricTile, 'series' | 'latest'>): MetricTile {
  const series = sampleSeries(nowMs, shape);
  const last = series.at(-1)!;
  return { ...facts, series, latest: { ...last, source: facts.formula === null ? 'device' : 'automated' } };
}

/** A member who has trained here for a year and a half. */
export function sampleDashboard(nowMs: number): Dashboard {
  const today = (hour: number, days = 0) => {
    const day = new Date(nowMs + days * DAY_MS);
    day.setHours(hour, 30, 0, 0);
    return day.toISOString();
  };
  const isoDate = (days: number) => new Date(nowMs + days * DAY_MS).toISOString().slice(0, 10);
  const visits = [2, 3, 1, 2, 3, 3, 0, 2, 3, 4, 3, 3];
  return {
    generated_at: new Date(nowMs).toISOString(),
    profile_summary: {
      member_id: 'm-1',
      first_name: 'Mara',
      attendance_pattern: 'You usually come three times a week, mostly Tuesday and Thursday evenings.',
      visits_this_week: 3,
      visits_total: 148,
      streak_weeks: 5,
      last_visit_at: today(18, -2),
      weekly_visits: visits.map((count, index) => ({
        week_start: isoDate((index - 11) * 7 - 3),
        visits: count,
      })),
      heat_map: sampleHeatMap(nowMs),
      last_week: {
        week_start: isoDate(-10),
        text: 'Three visits last week, one more than usual.',
        visits: 3,
        usual_visits: 2,
        training_min: 165,
        calories_kcal: 1_240,
        effort_points: 214,
        achievement_types: [],
      },
    },
    upcoming_classes: [
      classTile('c-1', 'Spin 45', 'Jonas', today(19), 45, 3, 'booked'),
      classTile('c-2', 'Strength Basics', 'Aylin', today(18, 2), 60, 5, 'waitlisted'),
    ],
    recommended_classes: [
      {
        ...classTile('c-3', 'HIIT Express', 'Tom', today(18, 1), 30, 4, null),
        reason: 'Fits your Thursdays at six',
      },
    ],
    achievements: [
      { achievement_type: 'streak', description: 'Five weeks in a row', achieved_at: today(19, -2) },
      {
        achievement_type: 'record',
        description: 'Most effort points in a week: 214',
        achieved_at: today(19, -9),
      },
      { achievement_type: 'visits', description: 'Twelve visits in one month', achieved_at: today(19, -30) },
      { achievement_type: 'classes', description: 'Four kinds of class tried', achieved_at: today(19, -44) },
    ],
    goals: [
      {
        goal_id: 'g-1',
        metric_type: 'effort_points',
        title: '600 effort points a month',
        unit: 'points',
        start_value: 0,
        current_value: 432,
        target_value: 600,
        target_date: isoDate(11),
        status: 'active',
        progress: 0.72,
        reached_at: null,
        reached_value: null,
        outlook: 'Two more workouts like the last one and you are there.',
      },
      {
        goal_id: 'g-2',
        metric_type: 'body_weight',
        title: 'Body weight',
        unit: 'kg',
        start_value: 70,
        current_value: 66.9,
        target_value: 64,
        target_date: isoDate(80),
        status: 'active',
        progress: 0.52,
        reached_at: null,
        reached_value: null,
        outlook: 'On course for early spring.',
      },
    ],
    progress_metrics: [
      metric(
        nowMs,
        { start: 2, perDay: 0.01, swing: 1, everyDays: 7, count: 12 },
        {
          metric_type: 'workout_count',
          title: 'Workouts',
          unit: 'workouts',
          decimals: 0,
          formula: 'attendance@1',
          direction: 'unclear',
          is_improvement: null,
          change_text: '2 so far this week, 3 last week',
        },
      ),
      metric(
        nowMs,
        { start: 60, perDay: 0.35, swing: 16, everyDays: 2.4, count: 38 },
        {
          metric_type: 'effort_points',
          title: 'Effort points',
          unit: 'points',
          decimals: 0,
          formula: 'effort-points@1',
          direction: 'up',
          is_improvement: true,
          change_text: '+24 points a week since September',
        },
      ),
      metric(
        nowMs,
        { start: 69.8, perDay: -0.031, swing: 0.45, everyDays: 3, count: 31 },
        {
          metric_type: 'body_weight',
          title: 'Body weight',
          unit: 'kg',
          decimals: 1,
          formula: null,
          direction: 'down',
          is_improvement: true,
          change_text: '−2.9 kg in 90 days',
        },
      ),
      metric(
        nowMs,
        { start: 66, perDay: -0.05, swing: 2, everyDays: 4, count: 24 },
        {
          metric_type: 'resting_heart_rate',
          title: 'Resting heart rate',
          unit: 'bpm',
          decimals: 0,
          formula: null,
          direction: 'down',
          is_improvement: true,
          change_text: '−5 bpm in 90 days',
        },
      ),
      metric(
        nowMs,
        { start: 410, perDay: 0.6, swing: 90, everyDays: 3, count: 30 },
        {
          metric_type: 'calories_burned',
          title: 'Calories burned',
          unit: 'kcal',
          decimals: 0,
          formula: 'keytel-2005@1',
          direction: 'unclear',
          is_improvement: null,
          change_text: 'No clear trend yet',
        },
      ),
      metric(
        nowMs,
        { start: 21, perDay: 0.06, swing: 3, everyDays: 5, count: 18 },
        {
          metric_type: 'heart_rate_recovery_60s',
          title: 'Recovery in one minute',
          unit: 'bpm',
          decimals: 0,
          formula: 'recovery-60s@1',
          direction: 'up',
          is_improvement: true,
          change_text: '+5 bpm in 90 days',
        },
      ),
    ],
    insights: [
      {
        kind: 'unusual_reading',
        metric_type: 'body_weight',
        text: 'Body weight of 66.9 kg is unusual for you.',
        strength: 0.9,
        evidence: { n: 31, p_value: null },
      },
      {
        kind: 'best_weekday',
        text: 'Tuesdays are your strongest: 92 effort points, 71 on other days.',
        strength: 0.7,
        evidence: { n: 24, p_value: 0.01 },
      },
      {
        kind: 'streak_step',
        text: 'Come again next week and it is 6 weeks in a row. That would be your longest row of weeks since the spring.',
        strength: 0.5,
        evidence: { n: 5, p_value: null },
      },
      {
        kind: 'more_often',
        text: 'You come more often since September: three times a week, two before.',
        strength: 0.4,
        evidence: { n: 26, p_value: 0.02 },
      },
    ],
    community_highlights: [
      { kind: 'challenge', text: 'Together: 312 of 420 visits this week.', share: 312 / 420 },
      { kind: 'leaders', text: 'Falke leads this week with 5 visits.' },
      { kind: 'own_rank', text: 'You are number 4 of 31 in visits this week.' },
      { kind: 'achievement', text: 'Zitrone earned a new achievement.' },
    ],
  };
}

const HEAT_MAP_WEEKS = 52;

/** Mostly Tuesdays and Thursdays, with a holiday and a few double days; the same every time. */
function sampleHeatMap(nowMs: number): { from: string; visits: number[] } {
  const today = (new Date(nowMs).getUTCDay() + 6) % 7;
  const days = HEAT_MAP_WEEKS * 7 + today + 1;
  return {
    from: new Date(nowMs - (days - 1) * DAY_MS).toISOString().slice(0, 10),
    visits: Array.from({ length: days }, (_, index) => {
      const week = Math.floor(index / 7);
      const isHabit = index % 7 === 1 || index % 7 === 3 || (index % 7 === 5 && week % 3 === 0);
      if (!isHabit || (week > 20 && week < 24) || (index * 7) % 11 === 0) return 0;
      return index % 17 === 0 ? 2 : 1;
    }),
  };
}

/** Somebody who is here for the first time. */
export function sampleNewcomer(nowMs: number): Dashboard {
  const full = sampleDashboard(nowMs);
  return {
    ...full,
    profile_summary: {
      ...full.profile_summary,
      first_name: 'Noor',
      attendance_pattern: 'This is your first visit. Welcome!',
      visits_this_week: 1,
      visits_total: 1,
      streak_weeks: 1,
      last_visit_at: null,
      weekly_visits: full.profile_summary.weekly_visits.slice(-1).map((week) => ({ ...week, visits: 1 })),
      heat_map: {
        ...full.profile_summary.heat_map!,
        visits: full.profile_summary.heat_map!.visits.map((_visits, index, all) =>
          index === all.length - 1 ? 1 : 0,
        ),
      },
      last_week: undefined,
    },
    upcoming_classes: [],
    recommended_classes: [],
    achievements: [],
    goals: [],
    progress_metrics: [],
    insights: [],
    community_highlights: [],
  };
}

/** A name as long as the product takes. */
export const LONG_NAME = 'Maximiliana-Alexandrina Wolkenstein';

/** Words as long as other languages make them, to see what gives way. */
export function sampleLongWords(nowMs: number): Dashboard {
  const full = sampleDashboard(nowMs);
  return {
    ...full,
    profile_summary: {
      ...full.profile_summary,
      first_name: LONG_NAME,
      visits_total: 2_148,
      streak_weeks: 104,
      attendance_pattern:
        'You come irregularly at the moment, most often on Wednesday afternoons and Saturday mornings, about two and a half times a week.',
    },
    upcoming_classes: full.upcoming_classes.map((one) => ({
      ...one,
      name: 'Functional Strength and Mobility for Beginners',
      instructor: 'Maximiliana-Alexandrina',
    })),
    goals: [
      {
        ...full.goals[0]!,
        title: 'Heart rate variability in the morning',
        status: 'adjusted',
        outlook:
          'At this pace you get there between 12 December 2026 and 24 February 2027, in time for the date you set.',
      },
    ],
    progress_metrics: full.progress_metrics.map((one) => ({
      ...one,
      change_text: 'No clear trend yet: a few more readings will tell, this week or next',
    })),
  };
}

function classTile(
  id: string,
  name: string,
  instructor: string,
  startsAt: string,
  minutes: number,
  places: number,
  status: string | null,
) {
  return {
    class_id: id,
    name,
    class_type: 'class',
    instructor,
    starts_at: startsAt,
    duration_min: minutes,
    places_left: places,
    booking_status: status,
  };
}
