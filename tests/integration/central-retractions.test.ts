import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statement } from '../../central/store/database.ts';
import { storeRows } from '../../central/store/domain-rows.ts';
import { goalRow } from '../../shared/facts/domain-rows.ts';
import type { GoalId, MemberId } from '../../shared/base/ids.ts';
import type { WireFact } from '../../shared/contract/facts.ts';
import { dashboardSchema } from '../../shared/contract/member-documents.ts';
import type { Dashboard } from '../../shared/domain/dashboard/dashboard.ts';
import { storagesUnderTest, TEST_GYM, TEST_NOW_MS } from '../support/central/test-central.ts';
import { weight } from '../support/central/test-gym-facts.ts';
import type { TestKiosk } from '../support/central/test-kiosk.ts';
import { addMember, openGymWithMembers, type GymWithMembers } from '../support/central/test-members.ts';

const DAY_MS = 86_400_000;

type Person = Awaited<ReturnType<typeof addMember>>;

function retraction(kiosk: TestKiosk, memberId: string, readingId: string): WireFact {
  return kiosk.fact({
    kind: 'metric.retracted',
    memberId,
    payload: { reading_id: readingId, reason: 'undone' },
  });
}

const idOf = (reading: WireFact): string => String(reading.payload['reading_id']);

describe.each(storagesUnderTest())('readings that are taken back, on $name', (storageUnderTest) => {
  let gym: GymWithMembers;
  beforeAll(async () => {
    gym = await openGymWithMembers(storageUnderTest);
  });
  afterAll(() => gym.close());

  async function dashboardOf(person: Person): Promise<Dashboard> {
    const answer = await gym.get(`/api/dashboard/${person.id}`, await gym.tokenOf(person));
    return dashboardSchema.parse(await answer.json());
  }

  const giveGoal = (person: Person) =>
    gym.central.store.query(
      storeRows(TEST_GYM, 'goals', [
        goalRow(
          {
            id: `goal-${person.id}` as GoalId,
            memberId: person.id as MemberId,
            metricType: 'body_weight',
            startValue: 84,
            targetValue: 80,
            currentValue: 84,
            startDate: '2026-09-01',
            targetDate: '2027-12-31',
            status: 'active',
            autoAdjust: false,
          },
          TEST_NOW_MS,
        ),
      ]),
    );

  test('come to the same however the facts arrive and whoever looked in between', async () => {
    type Step = 'steady' | 'slip' | 'retraction' | 'look';
    const courses: Step[][] = [
      ['steady', 'slip', 'look', 'retraction'],
      ['steady', 'slip', 'retraction'],
      ['retraction', 'slip', 'look', 'steady'],
      ['slip', 'look', 'retraction', 'look', 'steady', 'slip'],
    ];
    const documents: string[] = [];
    for (const course of courses) {
      const person = await addMember(gym);
      await giveGoal(person);
      const kiosk = await gym.newKiosk();
      const steady = weight(kiosk, 83, person.id, TEST_NOW_MS - DAY_MS);
      const slip = weight(kiosk, 38, person.id, TEST_NOW_MS - 1_000);
      const facts = { steady, slip, retraction: retraction(kiosk, person.id, idOf(slip)) };
      for (const step of course) {
        if (step === 'look') await dashboardOf(person);
        else await gym.push(kiosk, [facts[step]]);
      }
      const document = await dashboardOf(person);
      expect(document.goals).toMatchObject([{ status: 'active', current_value: 83 }]);
      expect(document.achievements).toEqual([]);
      documents.push(JSON.stringify(document).replaceAll(person.id, 'member'));
    }
    expect(new Set(documents).size).toBe(1);
  });

  test('in one push leave nothing of the slip', async () => {
    const person = await addMember(gym);
    const kiosk = await gym.newKiosk();
    const slip = weight(kiosk, 38, person.id);
    await gym.push(kiosk, [slip, retraction(kiosk, person.id, idOf(slip))]);
    expect((await dashboardOf(person)).progress_metrics).toEqual([]);
  });

  test('are taken back for their own member only', async () => {
    const [person, other] = [await addMember(gym), await addMember(gym)];
    const kiosk = await gym.newKiosk();
    const reading = weight(kiosk, 71, person.id);
    await gym.push(kiosk, [reading, retraction(kiosk, other.id, idOf(reading))]);
    expect((await dashboardOf(person)).progress_metrics).toMatchObject([{ latest: { value: 71 } }]);
  });

  test('do not come back through the member’s own phone', async () => {
    const person = await addMember(gym);
    const kiosk = await gym.newKiosk();
    const id = randomUUID();
    await gym.push(kiosk, [retraction(kiosk, person.id, id)]);
    const answer = await gym.post(
      `/api/progress/${person.id}/body_weight`,
      { value: 80, id },
      await gym.tokenOf(person),
    );
    expect(answer.status).toBe(409);
    const [row] = await gym.central.store.query(
      statement<{ n: number }>('select count(*) as n from progress_metrics where id = $1', [id]),
    );
    expect(row).toEqual({ n: 0 });
  });
});
