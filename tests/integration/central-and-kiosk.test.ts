import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, onTestFinished, test } from 'vitest';
import { enrolConfiguredMembers } from '../../electron/core/members/enrol-configured-members.ts';
import { enterReading, takeBackEntry } from '../../electron/core/progress/enter-reading.ts';
import { checkIn } from '../../electron/core/check-in/check-in.ts';
import { finishHeartRateSession } from '../../electron/core/heart-rate/finish-heart-rate-session.ts';
import { openDashboard } from '../../electron/core/progress/open-dashboard.ts';
import { startHeartRateSession } from '../../electron/core/heart-rate/record-heart-rate.ts';
import { adjustOwnGoal, endGoal, setGoal } from '../../electron/core/goals/set-goal.ts';
import { listGoals } from '../../electron/core/store/tables/goals.ts';
import { openStore, type Store } from '../../electron/core/store/store.ts';
import { listPendingFacts } from '../../electron/core/store/tables/facts.ts';
import { findMemberByNumber } from '../../electron/core/store/tables/users.ts';
import { createCentralClient } from '../../electron/core/sync/central-client.ts';
import { openKioskKey } from '../../electron/core/sync/kiosk-key.ts';
import { toWire } from '../../electron/core/sync/push.ts';
import type { Clock } from '../../shared/base/clock.ts';
import type { GymId } from '../../shared/base/ids.ts';
import type { Member } from '../../shared/domain/members/member.ts';
import { MAX_FACTS_PER_PUSH } from '../../shared/contract/facts.ts';
import { createKeptLog, storagesUnderTest, TEST_GYM, TEST_NOW_MS } from '../support/central/test-central.ts';
import { addMember, openGymWithMembers, type GymWithMembers } from '../support/central/test-members.ts';
import { temporaryDir } from '../support/core/open-test-store.ts';

const ZONE = 'Europe/Berlin';
const DAY_MS = 86_400_000;
const CARD = '0008075634';
const DAYS = 70;

/** Ten weeks of a member at a kiosk: a visit every other day, a strap at every other visit. */
function livedThrough(store: Store, time: { nowMs: number }): void {
  const deps = { store, newId: uuidv7, nowMs: () => time.nowMs };
  time.nowMs = TEST_NOW_MS - DAYS * DAY_MS;
  enrolConfiguredMembers(deps, [
    {
      member_number: '7001',
      first_name: 'Ada',
      last_name: '',
      sex: 'female',
      birth_date: '1988-03-04',
      cards: [CARD],
      weight_kg: 64.5,
      freezes: [],
    },
  ]);
  const member = findMemberByNumber(store.db, '7001');
  if (member === null) throw new Error('nobody was enrolled');
  for (let day = 0; day < DAYS; day += 2) {
    time.nowMs = TEST_NOW_MS - (DAYS - day) * DAY_MS;
    checkIn(deps, { code: CARD, device: 'door', atMs: time.nowMs }, () => undefined);
    if (day % 4 === 0) trainWithStrap(deps, member.id, time, 20 + (day % 25));
    noteByHand(store, member, time.nowMs + 3_600_000, day);
    if (day === 50) wantSomething(store, member);
  }
  time.nowMs = TEST_NOW_MS;
}

/** One goal that is kept and moved, one that is given up, one that is set with neither. */
function wantSomething(store: Store, member: Member): void {
  const atMs = TEST_NOW_MS - 20 * DAY_MS;
  const wish = { member, targetDate: '2027-03-01', autoAdjust: false, atMs };
  const lift = { ...wish, id: 'goal-lift', metricType: 'one_rep_max', targetValue: 120 };
  const given = [
    setGoal(store, { ...wish, id: 'goal-count', metricType: 'workout_count', targetValue: 40 }),
    setGoal(store, lift),
    adjustOwnGoal(store, { ...lift, targetValue: 110, targetDate: '2027-06-01', atMs: atMs + DAY_MS }),
    setGoal(store, { ...wish, id: 'goal-over', metricType: 'effort_points', targetValue: 500 }),
    endGoal(store, { id: 'goal-over', member, atMs: atMs + 2 * DAY_MS }),
  ];
  expect(given.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
}

/** A lift that grows, and every now and then one typed with a digit too many and taken back, sooner or later. */
function noteByHand(store: Store, member: Member, atMs: number, day: number): void {
  const enter = (id: string, value: number) =>
    enterReading(store, {
      id,
      member,
      metricType: 'one_rep_max',
      value,
      isConfirmed: true,
      recordedOn: null,
      atMs,
    });
  enter(`lift-${day}`, 60 + day / 2);
  if (day % 6 !== 0) return;
  enter(`slip-${day}`, 560);
  takeBackEntry(store, { id: `slip-${day}`, member, atMs: atMs + (day % 12 === 0 ? 5_000 : 7_200_000) });
}

function trainWithStrap(
  deps: Parameters<typeof startHeartRateSession>[0],
  memberId: Parameters<typeof startHeartRateSession>[1]['memberId'],
  time: { nowMs: number },
  minutes: number,
): void {
  const startedAtMs = time.nowMs + 600_000;
  const session = startHeartRateSession(deps, {
    memberId,
    sensorId: '70123',
    device: 'ant',
    atMs: startedAtMs,
  });
  const bpm = Uint8Array.from(
    { length: minutes * 60 },
    (_, second) => 110 + Math.round(30 * Math.sin(second / 90)),
  );
  const blocks = Array.from({ length: minutes }, (_, minute) => ({
    startedAtMs: startedAtMs + minute * 60_000,
    bpm: bpm.slice(minute * 60, (minute + 1) * 60),
  }));
  time.nowMs = startedAtMs + minutes * 60_000;
  finishHeartRateSession(deps.store, {
    session,
    trace: { startedAtMs, bpm },
    blocks,
    endedAtMs: time.nowMs,
    reason: 'finished',
  });
}

const goalsOf = (store: Store, member: Member): string[] =>
  listGoals(store.db, member.id)
    .map(({ metricType }) => metricType)
    .sort();

async function deliver(gym: GymWithMembers, store: Store, dataDir: string, clock: Clock): Promise<number> {
  const { kioskId } = store.identity;
  const client = createCentralClient({
    url: gym.central.url,
    kioskId,
    gymId: TEST_GYM,
    key: (await openKioskKey(join(dataDir, 'kiosk.key'), { newId: uuidv7 })).key,
    newId: uuidv7,
    nowMs: clock.nowMs,
    fetch,
  });
  await gym.issueCode('REAL-KIOSK-1');
  expect(await client.pair('REAL-KIOSK-1', 'Front door')).toMatchObject({ ok: true });
  const facts = listPendingFacts(store.db, store.identity, 10_000).map(toWire);
  for (let from = 0; from < facts.length; from += MAX_FACTS_PER_PUSH) {
    const answer = await client.push(facts.slice(from, from + MAX_FACTS_PER_PUSH));
    if (!answer.ok) throw new Error(answer.code);
    expect(new Set(answer.value.map(({ verdict }) => verdict))).toEqual(new Set(['stored']));
  }
  return facts.length;
}

describe.each(storagesUnderTest())('a kiosk and central on $name', (storageUnderTest) => {
  test('make the same dashboard of the facts that the kiosk delivers', async () => {
    const gym = await openGymWithMembers(storageUnderTest);
    onTestFinished(() => gym.close());
    const dataDir = temporaryDir();
    const time = { nowMs: TEST_NOW_MS };
    const clock: Clock = { nowMs: () => time.nowMs, monotonicMs: () => time.nowMs };
    const { log, lines } = createKeptLog();
    const store = openStore({ dataDir, gymId: TEST_GYM as GymId, zone: ZONE, clock, newId: uuidv7, log });
    livedThrough(store, time);
    expect(await deliver(gym, store, dataDir, clock)).toBeGreaterThan(300);
    const member = findMemberByNumber(store.db, '7001');
    if (member === null) throw new Error('nobody was enrolled');
    expect(goalsOf(store, member)).toEqual(['one_rep_max', 'workout_count']);
    const shown = openDashboard(store, member, TEST_NOW_MS);
    store.close();
    expect(shown.achievements.length).toBeGreaterThan(3);
    expect(shown.progress_metrics.map((tile) => tile.metric_type)).toEqual(
      expect.arrayContaining(['calories_burned', 'effort_points', 'one_rep_max', 'workout_count']),
    );

    const person = await addMember(gym, { id: member.id, number: '7001', pin: '2468' });
    const answer = await gym.get(`/api/dashboard/${member.id}`, await gym.tokenOf(person));
    expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(shown)));
    expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
