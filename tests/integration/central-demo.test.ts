import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedDemoStore } from '../../electron/core/demo/seed-demo-store.ts';
import { readCommunity } from '../../electron/core/progress/learn-from-gym.ts';
import { openDashboard, type GymKnowledge } from '../../electron/core/progress/open-dashboard.ts';
import { openStore } from '../../electron/core/store/store.ts';
import { hasConsent } from '../../electron/core/store/tables/consents.ts';
import { heartRateSummarySchema } from '../../shared/contract/kiosk-api.ts';
import { withoutNames } from '../../shared/domain/community/community-findings.ts';
import { statement } from '../../central/store/database.ts';
import { demoGymInSteps } from '../../shared/demo/generate-demo-gym.ts';
import type { DemoProgress } from '../../central/demo-options.ts';
import type { GymId } from '../../shared/base/ids.ts';
import { buildDashboard } from '../support/domain/build-dashboard.ts';
import type { DemoGym } from '../../shared/demo/demo-gym.ts';
import { buildProgressHistory } from '../../shared/domain/progress/build-progress-history.ts';
import {
  createKeptLog,
  startTestCentral,
  storagesUnderTest,
  TEST_GYM,
  TEST_NOW_MS,
  type TestCentral,
} from '../support/central/test-central.ts';
import { temporaryDir } from '../support/core/open-test-store.ts';
import { generateDemoGym } from '../support/domain/whole-results.ts';

const ZONE = 'Europe/Berlin';
const SIZE = { members: 30, days: 120, seed: 7, nowMs: TEST_NOW_MS };

function generatedGym(): DemoGym {
  const generated = generateDemoGym({ gymId: TEST_GYM as GymId, zone: ZONE, ...SIZE });
  if (!generated.ok) throw new Error(generated.code);
  return generated.value;
}

describe.each(storagesUnderTest())('a demo gym on $name', (storageUnderTest) => {
  const gym = generatedGym();
  const reports: DemoProgress[] = [];
  let central: TestCentral;
  let removeStorage: () => Promise<void>;
  let storage: Parameters<typeof startTestCentral>[0];

  beforeAll(async () => {
    const opened = await storageUnderTest.open();
    storage = opened.storage;
    removeStorage = () => opened.remove();
    const stopped = new AbortController();
    const givenUp = startTestCentral(storage, {
      demo: SIZE,
      signal: stopped.signal,
      onDemoProgress: ({ step, share }) => {
        if (step === 'generating' && share === 1) stopped.abort();
      },
    });
    // Stopped on the way it leaves nothing behind; what is tested here is made by the next start.
    await expect(givenUp).rejects.toMatchObject({ name: 'AbortError' });
    central = await startTestCentral(storage, {
      demo: SIZE,
      onDemoProgress: (progress) => reports.push(progress),
    });
  });
  afterAll(async () => {
    await central.close();
    await removeStorage();
  });

  async function read(memberId: string, path: string): Promise<unknown> {
    const member = gym.members.find(({ id }) => id === memberId);
    const credential = gym.credentials.find((known) => known.memberId === memberId);
    const signIn = await fetch(`${central.url}/api/auth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ gym_id: TEST_GYM, member_number: member?.memberNumber, pin: credential?.pin }),
    });
    expect(signIn.status).toBe(200);
    const { access_token: token } = (await signIn.json()) as { access_token: string };
    const answer = await fetch(`${central.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(200);
    return answer.json();
  }

  test('tells how far it is, up to the end of both steps', () => {
    expect(reports.filter(({ share }) => share === 1).map(({ step }) => step)).toEqual([
      'generating',
      'storing',
    ]);
  });

  test('shows every member the document that their own rows give', async () => {
    for (const member of gym.members) {
      const own = <Row extends { readonly memberId: string }>(rows: readonly Row[]): Row[] =>
        rows.filter(({ memberId }) => memberId === member.id);
      const attended = new Set(own(gym.visits).map(({ classId }) => classId));
      const expected = buildDashboard({
        member,
        visits: own(gym.visits),
        metrics: own(gym.readings),
        goals: own(gym.goals),
        achievements: own(gym.achievements),
        bookings: own(gym.bookings),
        upcomingClasses: gym.classes.filter(
          ({ startsAtMs }) => startsAtMs >= TEST_NOW_MS && startsAtMs < TEST_NOW_MS + 14 * 86_400_000,
        ),
        attendedClasses: gym.classes.filter(({ id }) => attended.has(id)),
        goalAdjustments: [],
        excusedTimes: [...gym.closures, ...own(gym.freezes)],
        nowMs: TEST_NOW_MS,
        zone: ZONE,
      });
      expect(await read(member.id, `/api/dashboard/${member.id}`)).toEqual({
        ...expected,
        community_highlights: expect.any(Array) as unknown,
      });
    }
  });

  test('shows every member the document that a kiosk with the same demo gym shows', async () => {
    const dataDir = temporaryDir();
    expect(
      await seedDemoStore(dataDir, { gymId: TEST_GYM as GymId, zone: ZONE, ...SIZE }, () => undefined),
    ).toEqual({ ok: true, value: true });
    const store = openStore({
      dataDir,
      gymId: TEST_GYM as GymId,
      zone: ZONE,
      clock: { nowMs: () => TEST_NOW_MS, monotonicMs: () => 0 },
      newId: uuidv7,
      log: createKeptLog().log,
    });
    const week = readCommunity(store, TEST_NOW_MS);
    const knowledge: GymKnowledge = {
      recommendationModel: undefined,
      communityFor: (memberId) => (hasConsent(store.db, memberId, 'community') ? week : withoutNames(week)),
    };
    const told = new Set<string>();
    for (const member of gym.members) {
      const shown = openDashboard(store, member, TEST_NOW_MS, knowledge);
      for (const { kind } of shown.community_highlights) told.add(kind);
      expect(await read(member.id, `/api/dashboard/${member.id}`)).toEqual(JSON.parse(JSON.stringify(shown)));
    }
    store.close();
    expect([...told].toSorted()).toEqual(['achievement', 'challenge', 'leaders', 'own_rank']);
  });

  test('keeps of a session what a kiosk would have sent', async () => {
    const [stored] = await central.store.query(
      statement<{ id: string; summary: string }>(
        'select id, summary from heart_rate_sessions where summary is not null order by started_at limit 1',
      ),
    );
    const summary = heartRateSummarySchema.parse(JSON.parse(stored?.summary ?? ''));
    const made = gym.heartRateSessions.find(({ session }) => session.id === stored?.id);
    expect(summary.effort_points).toBe(made?.summary.effortPoints?.value ?? null);
    expect(summary.started_at).toBe(made?.session.startedAtMs);
  });

  test.each(['week', 'month', 'year', 'all'] as const)(
    'shows the progress of its keenest member over %s',
    async (range) => {
      const [memberId = ''] = gym.goals.map((goal) => goal.memberId as string);
      const metricType = gym.goals[0]?.metricType ?? '';
      const expected = buildProgressHistory({
        metricType,
        readings: gym.readings.filter((reading) => reading.memberId === memberId),
        goals: gym.goals.filter((goal) => goal.memberId === memberId),
        range,
        nowMs: TEST_NOW_MS,
        zone: ZONE,
      });
      expect(await read(memberId, `/api/progress/${memberId}/${metricType}?time_range=${range}`)).toEqual(
        expected,
      );
    },
  );

  test('is generated once: the next start leaves it as it is', async () => {
    await central.close();
    reports.length = 0;
    central = await startTestCentral(storage, {
      demo: { ...SIZE, seed: 8 },
      onDemoProgress: (progress) => reports.push(progress),
    });
    expect(reports).toEqual([]);
    const [member] = gym.members;
    expect(await read(member?.id ?? '', `/api/dashboard/${member?.id}`)).toMatchObject({
      profile_summary: { first_name: member?.firstName },
    });
  });
});

test('a demo gym too large for anybody is refused at the start', async () => {
  expect(demoGymInSteps({ gymId: TEST_GYM as GymId, zone: ZONE, ...SIZE, members: 0 }).next()).toMatchObject({
    done: true,
    value: { ok: false },
  });
  const [pglite] = storagesUnderTest();
  const opened = await pglite?.open();
  const starting = startTestCentral(opened?.storage ?? { directory: '' }, { demo: { ...SIZE, members: 0 } });
  await expect(starting).rejects.toBeInstanceOf(RangeError);
  await opened?.remove();
});
