import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { drawConclusions, readMemberRows, saveConclusions } from '../../central/flows/review-member.ts';
import { createReviewSweep, SETTLED_AFTER_MS } from '../../central/flows/review-sweep.ts';
import { statement } from '../../central/store/database.ts';
import { noteReviewStamp, selectGym } from '../../central/store/tables/gyms.ts';
import { lockReview } from '../../central/store/tables/member-reviews.ts';
import { storeRows } from '../../central/store/domain-rows.ts';
import { goalRow } from '../../shared/facts/domain-rows.ts';
import type { GoalId, GymId, MemberId } from '../../shared/base/ids.ts';
import type { WireFact } from '../../shared/contract/facts.ts';
import { dashboardSchema } from '../../shared/contract/member-documents.ts';
import type { Dashboard } from '../../shared/domain/dashboard/dashboard.ts';
import type { Goal } from '../../shared/domain/goals/goal.ts';
import { reviewStamp } from '../../shared/domain/progress/review-member.ts';
import {
  createKeptLog,
  leftOutStorage,
  storagesUnderTest,
  TEST_GYM,
  TEST_NOW_MS,
} from '../support/central/test-central.ts';
import { visit, weight } from '../support/central/test-gym-facts.ts';
import { waitFor } from '../support/wait-for.ts';
import { enrolment, type TestKiosk } from '../support/central/test-kiosk.ts';
import { addMember, openGymWithMembers, type GymWithMembers } from '../support/central/test-members.ts';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

type Person = Awaited<ReturnType<typeof addMember>>;

/** A year of a member's life at the gym: two visits a week, a weighing every other week. */
function yearOf(kiosk: TestKiosk, memberId: string): WireFact[] {
  return Array.from({ length: 52 }, (_, week) => {
    const atMs = TEST_NOW_MS - (51 - week) * WEEK_MS;
    const visits = [0, 2 * DAY_MS].map((earlierMs) => visit(kiosk, memberId, atMs - earlierMs));
    return week % 2 === 0 ? [...visits, weight(kiosk, 84 - week * 0.1, memberId, atMs)] : visits;
  }).flat();
}

describe.each(storagesUnderTest())('what central on $name concludes', (storageUnderTest) => {
  let gym: GymWithMembers;
  beforeAll(async () => {
    gym = await openGymWithMembers(storageUnderTest);
  });
  afterAll(() => gym.close());

  async function dashboardOf(person: Person): Promise<Dashboard> {
    const answer = await gym.get(`/api/dashboard/${person.id}`, await gym.tokenOf(person));
    expect(answer.status).toBe(200);
    return dashboardSchema.parse(await answer.json());
  }

  async function count(text: string, ...values: unknown[]): Promise<number> {
    const [row] = await gym.central.store.query(statement<{ n: number }>(text, values));
    return row?.n ?? -1;
  }

  const achievementsOf = ({ id }: Person): Promise<number> =>
    count('select count(*) as n from achievements where gym_id = $1 and user_id = $2', TEST_GYM, id);
  const derivedOf = ({ id }: Person): Promise<number> =>
    count(
      'select count(*) as n from progress_metrics where gym_id = $1 and user_id = $2 and inputs is not null',
      TEST_GYM,
      id,
    );
  /** Makes central find everything out again, from the rows alone. */
  const forget = ({ id }: Person): Promise<object[]> =>
    gym.central.store.query(statement('delete from member_reviews where user_id = $1', [id]));

  test('an entered reading that reaches a goal shows at once, with what was earned by it', async () => {
    const person = await addMember(gym);
    const goal: Goal = {
      id: `goal-${person.id}` as GoalId,
      memberId: person.id as MemberId,
      metricType: 'body_weight',
      startValue: 84,
      targetValue: 80,
      currentValue: 84,
      startDate: '2026-09-01',
      targetDate: '2026-12-31',
      status: 'active',
      autoAdjust: false,
    };
    await gym.central.store.query(storeRows(TEST_GYM, 'goals', [goalRow(goal, TEST_NOW_MS)]));
    expect((await dashboardOf(person)).goals).toMatchObject([{ status: 'active', progress: 0 }]);

    const token = await gym.tokenOf(person);
    const entered = await gym.post(`/api/progress/${person.id}/body_weight`, { value: 79.5 }, token);
    expect(entered.status).toBe(200);
    const [stored] = await gym.central.store.query(
      statement('select status, current_value from goals where id = $1', [goal.id]),
    );
    expect(stored).toEqual({ status: 'achieved', current_value: 79.5 });
    expect(await achievementsOf(person)).toBeGreaterThan(0);

    const after = await dashboardOf(person);
    expect(after.goals).toMatchObject([{ status: 'achieved', current_value: 79.5, progress: 1 }]);
    expect(after.progress_metrics).toMatchObject([{ metric_type: 'body_weight', latest: { value: 79.5 } }]);
    expect(after.achievements.map((tile) => tile.achievement_type)).toContain('goals_reached_1');
  });

  test('facts that a kiosk pushes show on the next dashboard, and the readings that follow from them', async () => {
    const person = await addMember(gym);
    const kiosk = await gym.newKiosk();
    expect((await dashboardOf(person)).profile_summary.visits_total).toBe(0);
    await gym.push(kiosk, yearOf(kiosk, person.id));
    const token = await gym.tokenOf(person);
    const streak = await gym.get(`/api/progress/${person.id}/attendance_streak?time_range=year`, token);
    const { history } = (await streak.json()) as { history: { value: number }[] };
    expect(history.at(-1)?.value).toBe(52);
    const dashboard = await dashboardOf(person);
    expect(dashboard.profile_summary).toMatchObject({ visits_total: 104, streak_weeks: 52 });
    expect(dashboard.achievements.map((tile) => tile.achievement_type)).toContain('streak_weeks_52');

    await gym.push(kiosk, [weight(kiosk, 70.5, person.id)]);
    const tile = (await dashboardOf(person)).progress_metrics.find(
      ({ metric_type: metricType }) => metricType === 'body_weight',
    );
    expect(tile?.latest.value).toBe(70.5);
  });

  test('the highest heart rate that sessions proved counts, even when it comes before the member does', async () => {
    const person = { id: `member-${randomUUID()}`, number: '3042', pin: '2468' };
    const kiosk = await gym.newKiosk();
    const raised = (bpm: number): WireFact =>
      kiosk.fact({
        kind: 'heart_rate.maximum_raised',
        memberId: person.id,
        payload: { session_id: randomUUID(), bpm, before_bpm: null },
      });
    await gym.push(kiosk, [raised(190), raised(185)]);
    await gym.push(kiosk, [kiosk.fact(enrolment(person.id, person.number))]);
    await addMember(gym, person);
    const token = await gym.tokenOf(person);
    await gym.post(`/api/progress/${person.id}/resting_heart_rate`, { value: 60 }, token);
    const fitness = async (): Promise<unknown> => {
      const tiles = (await dashboardOf(person)).progress_metrics;
      return tiles.find(({ metric_type: type }) => type === 'vo2max_estimate')?.latest.value;
    };
    expect(await fitness()).toBeCloseTo((15.3 * 190) / 60, 10);
    await gym.push(kiosk, [raised(200)]);
    expect(await fitness()).toBeCloseTo((15.3 * 200) / 60, 10);
  });

  test('a closed gym and a frozen membership forgive a missed week, whenever central hears of them', async () => {
    const [frozen, other] = [await addMember(gym), await addMember(gym)];
    const kiosk = await gym.newKiosk();
    const missed = new Date(TEST_NOW_MS - 3 * WEEK_MS);
    const isMissed = ({ happened_at: at }: WireFact): boolean =>
      Math.abs(Date.parse(at) - missed.getTime()) < 6 * DAY_MS;
    for (const { id } of [frozen, other]) {
      await gym.push(
        kiosk,
        yearOf(kiosk, id).filter((fact) => !isMissed(fact)),
      );
    }
    const streaks = async (): Promise<number[]> => {
      const dashboards = [await dashboardOf(frozen), await dashboardOf(other)];
      return dashboards.map(({ profile_summary: { streak_weeks: weeks } }) => weeks);
    };
    const before = await streaks();
    expect(Math.max(...before)).toBeLessThan(5);
    const dateOf = (days: number): string =>
      new Date(missed.getTime() + days * DAY_MS).toISOString().slice(0, 10);
    const payload = { from: dateOf(-8), to: dateOf(8) };
    await gym.push(kiosk, [kiosk.fact({ kind: 'membership.frozen', memberId: frozen.id, payload })]);
    const [forgiven = 0, broken] = await streaks();
    expect(forgiven).toBeGreaterThan(40);
    expect(broken).toBe(before[1]);
    await gym.push(kiosk, [kiosk.fact({ kind: 'gym.closed', memberId: null, payload })]);
    expect(await streaks()).toEqual([forgiven, forgiven]);
  });

  test('a closure writes into the row of the gym and into no review, and the sweep reviews everybody anew', async () => {
    const people = [await addMember(gym), await addMember(gym), await addMember(gym)];
    for (const person of people) await dashboardOf(person);
    const kiosk = await gym.newKiosk();
    const closed = (): WireFact =>
      kiosk.fact({ kind: 'gym.closed', memberId: null, payload: { from: '2026-12-24', to: '2026-12-26' } });
    const generation = (): Promise<number> =>
      count('select review_generation as n from gyms where gym_id = $1', TEST_GYM);
    const before = await generation();
    const versions = async (): Promise<string[]> => {
      const rows = await gym.central.store.query(
        statement<{ version: string }>(
          `select user_id || ' ' || xmin::text as version from member_reviews where generation <= $1`,
          [before],
        ),
      );
      return rows.map(({ version }) => version);
    };
    const kept = await versions();
    await gym.push(kiosk, [closed()]);
    expect(kept).toEqual(expect.arrayContaining(await versions()));
    expect(await generation()).toBe(before + 1);
    // What is known already outdates nothing.
    await gym.push(kiosk, [closed()]);
    expect(await generation()).toBe(before + 1);

    const { store: database, time } = gym.central;
    const { log } = createKeptLog();
    const clock = { nowMs: () => time.nowMs, monotonicMs: () => 0 };
    const sweep = createReviewSweep(TEST_GYM as GymId, { database, clock, log });
    while (await sweep());
    for (const { id } of people) {
      const old = await count(
        'select count(*) as n from member_reviews where user_id = $1 and generation <= $2',
        id,
        before,
      );
      expect(old).toBe(0);
    }
  });

  test('in whatever order facts arrive, and whoever looks in between, the dashboard comes to the same', async () => {
    const orders: ((facts: readonly WireFact[]) => WireFact[])[] = [
      (facts) => [...facts],
      (facts) => facts.toReversed(),
      (facts) => [...facts.filter((_, i) => i % 3 === 1), ...facts.filter((_, i) => i % 3 !== 1)],
    ];
    const documents: string[] = [];
    for (const inOrder of orders) {
      const person = await addMember(gym);
      const kiosk = await gym.newKiosk();
      const facts = inOrder(yearOf(kiosk, person.id));
      for (let from = 0; from < facts.length; from += 25) {
        await gym.push(kiosk, facts.slice(from, from + 25));
        await dashboardOf(person);
      }
      documents.push(JSON.stringify(await dashboardOf(person)).replaceAll(person.id, 'member'));
    }
    expect(JSON.parse(documents[1] ?? '')).toEqual(JSON.parse(documents[0] ?? ''));
    expect(documents[2]).toBe(documents[0]);
  });

  test('readers who come at once after a push see one document and leave one set of conclusions', async () => {
    const person = await addMember(gym);
    const kiosk = await gym.newKiosk();
    const token = await gym.tokenOf(person);
    await gym.push(kiosk, yearOf(kiosk, person.id));
    const answers = await Promise.all(
      Array.from({ length: 6 }, async () => (await gym.get(`/api/dashboard/${person.id}`, token)).json()),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const [achievements, derived] = [await achievementsOf(person), await derivedOf(person)];
    expect(achievements).toBeGreaterThan(5);
    expect(derived).toBeGreaterThan(100);
    await forget(person);
    expect(await dashboardOf(person)).toEqual(answers[0]);
    expect([await achievementsOf(person), await derivedOf(person)]).toEqual([achievements, derived]);
  });

  test('a dashboard that is read while facts and entries pour in is never left behind', async () => {
    const person = await addMember(gym);
    const [one, other] = [await gym.newKiosk(), await gym.newKiosk()];
    const token = await gym.tokenOf(person);
    const facts = [yearOf(one, person.id), yearOf(other, person.id)];
    const rounds = Array.from({ length: 12 }, (_, round) => round);
    await Promise.all([
      ...[one, other].map(async (kiosk, i) => {
        for (const round of rounds)
          await gym.push(kiosk, facts[i]?.slice(round * 10, (round + 1) * 10) ?? []);
      }),
      (async () => {
        for (const round of rounds) {
          const answer = await gym.post(
            `/api/progress/${person.id}/resting_heart_rate`,
            { value: 60 + round, id: randomUUID() },
            token,
          );
          expect(answer.status).toBe(200);
        }
      })(),
      (async () => {
        for (const _ of rounds)
          expect((await gym.get(`/api/dashboard/${person.id}`, token)).status).toBe(200);
      })(),
    ]);
    const kept = await dashboardOf(person);
    await forget(person);
    expect(await dashboardOf(person)).toEqual(kept);
  });

  test('a member whose facts nobody looks at is reviewed once they are quiet', async () => {
    const person = await addMember(gym);
    const kiosk = await gym.newKiosk();
    await gym.push(kiosk, yearOf(kiosk, person.id));
    const { store: database, time } = gym.central;
    const clock = { nowMs: () => time.nowMs, monotonicMs: () => 0 };
    const { log, lines } = createKeptLog();
    const sweep = createReviewSweep(TEST_GYM as GymId, { database, clock, log });
    expect(await sweep()).toBe(false);
    expect(await achievementsOf(person)).toBe(0);
    time.nowMs += SETTLED_AFTER_MS + 1;
    let steps = 0;
    while (await sweep()) steps += 1;
    time.nowMs = TEST_NOW_MS;
    expect(steps).toBeGreaterThan(0);
    expect(lines).toEqual([]);
    expect(await achievementsOf(person)).toBeGreaterThan(5);
    expect(await sweep()).toBe(false);
  });

  test('a reading whose conclusions cannot be drawn is kept, and they are drawn when they can be', async () => {
    const person = await addMember(gym);
    const token = await gym.tokenOf(person);
    const setZone = (zone: string): Promise<object[]> =>
      gym.central.store.query(statement('update gyms set timezone = $1 where gym_id = $2', [zone, TEST_GYM]));
    await setZone('Mars/Olympus_Mons');
    const entered = await gym.post(`/api/progress/${person.id}/body_weight`, { value: 71.5 }, token);
    const { store: database, time, lines } = gym.central;
    const clock = { nowMs: () => time.nowMs + SETTLED_AFTER_MS + 1, monotonicMs: () => 0 };
    const { log, lines: swept } = createKeptLog();
    const sweep = createReviewSweep(TEST_GYM as GymId, { database, clock, log });
    let steps = 0;
    while (await sweep()) steps += 1;
    await setZone('Europe/Berlin');
    expect(entered.status).toBe(200);
    expect(lines.filter(({ level, fields }) => level === 'error' && !('alarm' in fields))).toHaveLength(1);
    expect(steps).toBeGreaterThan(0);
    expect(swept.map(({ level }) => level)).toEqual(Array.from({ length: steps }, () => 'error'));
    expect((await dashboardOf(person)).progress_metrics).toMatchObject([{ latest: { value: 71.5 } }]);
  });

  test('facts of somebody who is not enrolled yet wait, and count when the enrolment arrives', async () => {
    const kiosk = await gym.newKiosk();
    const memberId = `late-${randomUUID()}`;
    await gym.push(kiosk, [visit(kiosk, memberId)]);
    await gym.push(kiosk, [kiosk.fact(enrolment(memberId, `L${memberId.slice(-8)}`))]);
    const person = await addMember(gym, { id: memberId, number: `L${memberId.slice(-8)}`, pin: '2468' });
    expect((await dashboardOf(person)).profile_summary.visits_total).toBe(1);
  });

  test('a new day brings new conclusions without any fact', async () => {
    const person = await addMember(gym);
    const kiosk = await gym.newKiosk();
    await gym.push(kiosk, [visit(kiosk, person.id)]);
    expect((await dashboardOf(person)).profile_summary.visits_this_week).toBe(1);
    gym.central.time.nowMs += WEEK_MS;
    const nextWeek = await dashboardOf(person);
    gym.central.time.nowMs = TEST_NOW_MS;
    expect(nextWeek.profile_summary).toMatchObject({ visits_this_week: 0, visits_total: 1 });
  });

  test('a server whose zone, language or formulas are others than before begins another generation', async () => {
    const generation = (): Promise<number> =>
      count('select review_generation as n from gyms where gym_id = $1', TEST_GYM);
    const stamp = reviewStamp({ zone: 'Europe/Berlin' });
    const before = await generation();
    await gym.central.store.query(noteReviewStamp(TEST_GYM, stamp));
    expect(await generation()).toBe(before);
    await gym.central.store.query(noteReviewStamp(TEST_GYM, `${stamp} of-tomorrow`));
    expect(await generation()).toBe(before + 1);
    await gym.central.store.query(noteReviewStamp(TEST_GYM, stamp));
    expect(await generation()).toBe(before + 2);
  });
});

/** Only a server with several connections can be in the middle of two things. */
const severalConnections = storagesUnderTest().filter(({ name }) => name === 'PostgreSQL');
const leftOut = leftOutStorage();
if (leftOut !== null) test(leftOut, () => expect(severalConnections).toEqual([]));

describe.each(severalConnections)('conclusions under way on $name', (storageUnderTest) => {
  test('are not saved over facts that arrive before they are done', async () => {
    const gym = await openGymWithMembers(storageUnderTest);
    onTestFinished(() => gym.close());
    const { store, time } = gym.central;
    const person = await addMember(gym);
    const token = await gym.tokenOf(person);
    const kiosk = await gym.newKiosk();
    let push: Promise<unknown> = Promise.resolve();
    await store.transaction(async (sql) => {
      await sql.query(lockReview(TEST_GYM, person.id, time.nowMs));
      const rows = await readMemberRows(sql, TEST_GYM, person.id);
      const [row] = await sql.query(selectGym(TEST_GYM));
      if (rows === null || row === undefined) throw new Error('the member is not there');
      let isPushed = false;
      push = gym.push(kiosk, [visit(kiosk, person.id)]).then(() => (isPushed = true));
      const isWaiting = async (): Promise<boolean> => {
        const [locks] = await store.query(
          statement<{ n: number }>('select count(*) as n from pg_locks where not granted'),
        );
        return isPushed || (locks?.n ?? 0) > 0;
      };
      await waitFor(isWaiting, 'the push is done or waits for the conclusions');
      const stale = drawConclusions(rows, { zone: 'Europe/Berlin', nowMs: time.nowMs });
      await saveConclusions(sql, row, rows, stale, time.nowMs);
    });
    await push;
    const answer = await gym.get(`/api/dashboard/${person.id}`, token);
    expect(dashboardSchema.parse(await answer.json()).profile_summary.visits_total).toBe(1);
  });

  test('do not count as drawn after a closure that arrives before they are done', async () => {
    const gym = await openGymWithMembers(storageUnderTest);
    onTestFinished(() => gym.close());
    const { store, time } = gym.central;
    const person = await addMember(gym);
    const kiosk = await gym.newKiosk();
    const closure = { from: '2026-09-28', to: '2026-10-04' };
    await store.transaction(async (sql) => {
      const [row] = await sql.query(selectGym(TEST_GYM));
      await sql.query(lockReview(TEST_GYM, person.id, time.nowMs));
      const rows = await readMemberRows(sql, TEST_GYM, person.id);
      if (rows === null || row === undefined) throw new Error('the member is not there');
      // Waits for nobody: it touches no review.
      await gym.push(kiosk, [kiosk.fact({ kind: 'gym.closed', memberId: null, payload: closure })]);
      const stale = drawConclusions(rows, { zone: 'Europe/Berlin', nowMs: time.nowMs });
      await saveConclusions(sql, row, rows, stale, time.nowMs);
    });
    const [outdated] = await store.query(
      statement<{ n: number }>(
        `select count(*) as n from member_reviews join gyms using (gym_id)
         where user_id = $1 and generation < review_generation`,
        [person.id],
      ),
    );
    expect(outdated?.n).toBe(1);
  });
});
