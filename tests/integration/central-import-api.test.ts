import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statement } from '../../central/store/database.ts';
import { storagesUnderTest, TEST_GYM } from '../support/central/test-central.ts';
import { openGymWithMembers, type GymWithMembers } from '../support/central/test-members.ts';
import {
  askAs,
  newColleague,
  newOwner,
  signInStaffAt,
  type SignInAnswer,
  type TestStaff,
} from '../support/central/test-staff.ts';

const MEMBERS = `Mitgliedsnummer;Vorname;Nachname;E-Mail;Geburtsdatum;Karte
5001;Jörg;Weiß;joerg@mail.example;24.12.1980;0001234567
5002;"Ana ""Anni""";Núñez;;01.02.1999;
`;

describe.each(storagesUnderTest())('a desk clerk with a file, on $name', (storageUnderTest) => {
  let gym: GymWithMembers;
  let desk: TestStaff;
  beforeAll(async () => {
    gym = await openGymWithMembers(storageUnderTest);
    desk = await newColleague(gym.central, await newOwner(gym.central), 'desk');
  });
  afterAll(() => gym.close());

  test('signs in, brings members in and reads their progress', async () => {
    const session = (await (await signInStaffAt(gym.central, desk)).json()) as SignInAnswer;
    const token = session.access_token;
    const run = async (query: string, text: string): Promise<unknown> => {
      const body = { file: Buffer.from(text, 'latin1').toString('base64') };
      const answer = await askAs(`${gym.central.url}/api/imports/members${query}`, { token, body });
      expect(answer.status).toBe(200);
      return answer.json();
    };
    expect(await run('?dry_run=1', MEMBERS)).toMatchObject({ ok: true, created: 2, dry_run: true });
    expect(await run('', MEMBERS)).toMatchObject({ ok: true, created: 2, unchanged: 0 });
    expect(await run('', MEMBERS)).toMatchObject({ ok: true, created: 0, unchanged: 2 });
    const found = (await (await gym.get('/api/members?query=5001', token)).json()) as {
      members: { member_id: string }[];
    };
    expect(found).toMatchObject({ members: [{ first_name: 'Jörg', last_name: 'Weiß' }] });
    const memberId = found.members[0]?.member_id ?? '';
    const progress = await gym.get(`/api/progress/${memberId}/body_weight`, token);
    expect(await progress.json()).toMatchObject({ history: [] });
    const said = await gym.central.store.query(
      statement('select distinct actor from facts where gym_id = $1 and user_id = $2', [TEST_GYM, memberId]),
    );
    expect(said).toEqual([{ actor: `staff:${desk.staffId}` }]);
    expect(await run('', 'Mitgliedsnummer\n5003\n')).toMatchObject({
      ok: false,
      created: 0,
      problems: [{ line: 2, column: 'first_name', code: 'missing_value' }],
    });
  });

  test('is told before its file is read that it may not send one', async () => {
    const answer = await fetch(`${gym.central.url}/api/imports/members`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: 'no JSON at all',
    });
    expect(answer.status).toBe(401);
  });
});
