import { rmSync } from 'node:fs';
import { learnFromGym, readCommunity } from '../../electron/core/progress/learn-from-gym.ts';
import { openDashboard, readProgress } from '../../electron/core/progress/open-dashboard.ts';
import type { Store } from '../../electron/core/store/store.ts';
import { findMember } from '../../electron/core/store/tables/users.ts';
import type { MemberId } from '../../shared/base/ids.ts';
import type { Dashboard } from '../../shared/domain/dashboard/dashboard.ts';
import { METRICS } from '../../shared/domain/metrics/metric-registry.ts';
import type { Member } from '../../shared/domain/members/member.ts';
import { LANGUAGES, type Language } from '../../shared/domain/wording/languages.ts';
import { DEMO_ZONE } from '../support/numbers/demo-gyms.ts';
import { createDemoStore, openGrownStore } from '../support/numbers/grown-store.ts';
import type { BenchOptions, BenchTable } from './report.ts';

/** A Thursday evening, when the gym is full. */
const NOW_MS = Date.parse('2026-02-19T18:30:00Z');
const MEMBERS = 250;

/**
 * The whole page of two members of the demo gym as text, for a person to judge: would you believe and
 * understand every sentence? One who has shared much with the kiosk, and one of the middle. With
 * `--long` in all languages.
 */
export async function story({ long }: BenchOptions): Promise<readonly BenchTable[]> {
  const languages: readonly Language[] = long ? LANGUAGES : ['en'];
  const dataDir = await createDemoStore(MEMBERS, NOW_MS);
  try {
    let members: readonly Member[] | null = null;
    return languages.flatMap((language) => {
      const store = openGrownStore(dataDir, NOW_MS, language);
      try {
        members ??= chosenMembers(store);
        return pages(store, members, language);
      } finally {
        store.close();
      }
    });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function pages(store: Store, members: readonly Member[], language: Language): readonly BenchTable[] {
  const steps = learnFromGym(store, NOW_MS);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  const community = readCommunity(store, NOW_MS);
  const knowledge = { recommendationModel: step.value ?? undefined, communityFor: () => community };
  return members.map((member) => ({
    title: `${member.firstName} ${member.lastName} (${language}), ${new Date(NOW_MS).toISOString()} in ${DEMO_ZONE}`,
    note: '',
    rows: [
      ...pageLines(openDashboard(store, member, NOW_MS, knowledge)),
      ...METRICS.flatMap(({ type }) => progressLines(store, member, type)),
    ].map((name) => ({ name, values: {} })),
  }));
}

/** By number of readings among members who still come: the richest history, and the median. */
function chosenMembers(store: Store): readonly Member[] {
  const ids = store.db
    .prepare(
      `SELECT user_id AS id FROM progress_metrics GROUP BY user_id HAVING max(recorded_at) > ?
       ORDER BY count(*) DESC, user_id`,
    )
    .all(NOW_MS - 7 * 86_400_000) as { id: MemberId }[];
  return [ids[0], ids[ids.length >> 1]].flatMap((row) => {
    const member = row === undefined ? null : findMember(store.db, row.id);
    return member === null ? [] : [member];
  });
}

function pageLines(page: Dashboard): readonly string[] {
  const { profile_summary: profile, insights = [] } = page;
  return [
    profile.attendance_pattern,
    `${profile.visits_this_week} this week, ${profile.visits_total} in all, ${profile.streak_weeks} weeks in a row`,
    `weeks: ${profile.weekly_visits.map(({ visits }) => visits).join(' ')}`,
    `likes: ${profile.preferences?.class_types.join(', ')}; ${profile.preferences?.time_of_day}`,
    `last week: ${profile.last_week?.text}`,
    ...insights.map(
      ({ text, evidence }) => `insight: ${text}  [n ${evidence.n}, p ${evidence.p_value?.toPrecision(2)}]`,
    ),
    ...page.goals.map(
      ({ title, start_value, current_value, target_value, target_date, unit, outlook, adjustment, status }) =>
        `goal: ${title} ${start_value.toFixed(1)} → ${target_value} ${unit} by ${target_date}, now ${current_value.toFixed(1)}, ${status}: ${outlook} ${adjustment ?? ''}`,
    ),
    ...page.progress_metrics.map(
      ({ title, latest, unit, decimals, change_text, direction, is_improvement }) =>
        `tile: ${title} ${latest.value.toFixed(decimals)} ${unit}: ${change_text}  [${direction}, better ${is_improvement}]`,
    ),
    ...page.achievements.map(
      ({ description, achieved_at }) => `earned: ${description} (${achieved_at.slice(0, 10)})`,
    ),
    ...page.upcoming_classes
      .slice(0, 4)
      .map((one) => `booked or next: ${one.name} ${one.starts_at} ${one.booking_status}`),
    ...page.recommended_classes.map(
      ({ name, instructor, starts_at, reason }) =>
        `suggested: ${name} with ${instructor}, ${starts_at}: ${reason}`,
    ),
    ...page.community_highlights.map(({ text }) => `gym: ${text}`),
  ];
}

function progressLines(store: Store, member: Member, metricType: string): readonly string[] {
  return (['month', 'year'] as const).flatMap((range) => {
    const { trends, projections } = readProgress(store.db, {
      member,
      metricType,
      range,
      nowMs: NOW_MS,
      zone: DEMO_ZONE,
    });
    const last = projections.points.at(-1);
    if (trends.n === 0) return [];
    const per = (slope: number | null): string => (slope === null ? '?' : (7 * slope).toFixed(3));
    const ahead =
      last === undefined
        ? 'no look ahead'
        : `by ${last.date} ${last.value.toFixed(1)}, 80 of 100 in ${last.low80.toFixed(1)}-${last.high80.toFixed(1)}, 95 in ${last.low95.toFixed(1)}-${last.high95.toFixed(1)}`;
    return [
      `progress, ${range}: ${metricType} n ${trends.n}, ${trends.direction}, ${per(trends.slope_per_day)} a week (${per(trends.slope_low)} to ${per(trends.slope_high)}); ${ahead}`,
    ];
  });
}
