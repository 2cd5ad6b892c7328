import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertGym } from '../../central/store/tables/gyms.ts';
import { revokeKiosk } from '../../central/store/tables/kiosks.ts';
import type { CentralStaffRole, RouteRights } from '../../shared/contract/central-rights.ts';
import { storagesUnderTest, TEST_GYM } from '../support/central/test-central.ts';
import { MARA, NOAH, openGymWithMembers, type GymWithMembers } from '../support/central/test-members.ts';
import {
  askAs,
  newColleague,
  newOwner,
  signInStaffAt,
  type TestStaff,
} from '../support/central/test-staff.ts';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly rights: RouteRights;
}

/** What each kind of caller is told where it is not let through; null where it is. */
type Refusal = '401 unauthorized' | `403 ${string}` | '404 unknown_member' | null;

const staffRefusal = ({ staff }: RouteRights, role: CentralStaffRole): Refusal =>
  staff?.includes(role) === true ? null : '403 forbidden';

/** The matrix, a column each: what a caller may expect of a route that is not open to anybody. */
const COLUMNS: Readonly<Record<string, (operation: Operation) => Refusal>> = {
  'no token': () => '401 unauthorized',
  'an expired member token': () => '401 unauthorized',
  'an expired staff token': () => '401 unauthorized',
  'the member': ({ rights }) => (rights.member === 'own' ? null : '403 forbidden'),
  'another member': () => '403 forbidden',
  "another gym's owner": ({ rights, path }) =>
    staffRefusal(rights, 'owner') ?? (path.includes('{member_id}') ? '404 unknown_member' : null),
  'a coach': ({ rights }) => staffRefusal(rights, 'coach'),
  'a desk clerk': ({ rights }) => staffRefusal(rights, 'desk'),
  'an owner': ({ rights }) => staffRefusal(rights, 'owner'),
  'an owner without a second factor': ({ rights }) =>
    staffRefusal(rights, 'owner') ?? (rights.beforeSecondFactor === true ? null : '403 second_factor_needed'),
  'a signed-out coach': () => '401 unauthorized',
  'a kiosk': ({ rights }) => (rights.kiosk === true ? null : '403 forbidden'),
  'a revoked kiosk': () => '403 kiosk_revoked',
  'a replayed kiosk token': () => '401 unauthorized',
};

const SOUTH = 'gym-south';
const SESSION_ENDS = '/api/auth/staff/sign-out';

describe.each(storagesUnderTest())('who may call what on $name', (storageUnderTest) => {
  let gym: GymWithMembers;
  let operations: Operation[];
  let tokens: Record<string, () => Promise<string | undefined>>;
  const params: Record<string, string> = {
    member_id: MARA.id,
    metric_type: 'body_weight',
    id: 'a',
    token: 'b',
  };

  beforeAll(async () => {
    gym = await openGymWithMembers(storageUnderTest);
    const { paths } = (await (await gym.get('/api/openapi.json')).json()) as {
      paths: Record<string, Record<string, { 'x-rights'?: RouteRights }>>;
    };
    operations = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        rights: operation['x-rights'] ?? {},
      })),
    );
    tokens = await callersOf(gym);
  });
  afterAll(() => gym.close());

  async function callersOf({ central }: GymWithMembers): Promise<typeof tokens> {
    await central.store.query(insertGym({ id: SOUTH, name: 'South', timezone: 'Europe/Berlin' }));
    const owner = await newOwner(central);
    const bare = await newOwner(central, { withSecondFactor: false });
    const southern = await newOwner(central, { gymId: SOUTH });
    const coach = await newColleague(central, owner, 'coach');
    const desk = await newColleague(central, owner, 'desk');
    const gone = await newColleague(central, owner, 'coach');
    params['staff_id'] = coach.staffId;
    const gate = await gym.newKiosk();
    params['kiosk_id'] = gate.kioskId;
    await central.store.query(revokeKiosk(TEST_GYM, gate.kioskId, central.time.nowMs));
    await askAs(`${central.url}${SESSION_ENDS}`, { token: gone.token });
    const used = await gym.kiosk.sign();
    await askAs(`${central.url}/api/sync/facts`, { token: used, body: {} });
    const [mara, noah] = [await gym.tokenOf(MARA), await gym.tokenOf(NOAH)];
    // Signed an hour ago, as far as their ends go.
    central.time.nowMs -= 3_600_000;
    const oldMember = await gym.tokenOf(MARA);
    const oldCoach = ((await (await signInStaffAt(central, coach)).json()) as { access_token: string })
      .access_token;
    central.time.nowMs += 3_600_000;
    const of = (staff: TestStaff) => async () => staff.token;
    return {
      'no token': async () => undefined,
      'an expired member token': async () => oldMember,
      'an expired staff token': async () => oldCoach,
      'the member': async () => mara,
      'another member': async () => noah,
      "another gym's owner": of(southern),
      'a coach': of(coach),
      'a desk clerk': of(desk),
      'an owner': of(owner),
      'an owner without a second factor': of(bare),
      'a signed-out coach': of(gone),
      'a kiosk': () => gym.kiosk.sign(),
      'a revoked kiosk': () => gate.sign(),
      'a replayed kiosk token': async () => used,
    };
  }

  /** What central says to a caller with nothing in the body: refused, or let through to whatever follows. */
  async function outcome({ method, path }: Operation, token: string | undefined): Promise<[Refusal, string]> {
    const url = `${gym.central.url}${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? name)}`;
    const body = method === 'GET' ? undefined : {};
    const answer = await askAs(url, { method, body, ...(token === undefined ? {} : { token }) });
    const text = await answer.text();
    const code = (JSON.parse(text) as { error?: { code: string } }).error?.code ?? '';
    const said = `${answer.status} ${code}`;
    expect({ path, said, isBroken: answer.status >= 500 }).toMatchObject({ isBroken: false });
    const isRefused = ['401 unauthorized', '404 unknown_member'].includes(said) || answer.status === 403;
    return [isRefused ? (said as Refusal) : null, text];
  }

  test('every route says who may call it', () => {
    const undeclared = operations.filter(({ rights }) => {
      const { anybody, member, staff, kiosk } = rights;
      return anybody !== true && member === undefined && kiosk !== true && (staff ?? []).length === 0;
    });
    expect(undeclared).toEqual([]);
    expect(operations.length).toBeGreaterThan(35);
  });

  test('the columns of the matrix and those who ask are the same', () => {
    expect(Object.keys(tokens)).toEqual(Object.keys(COLUMNS));
  });

  test.each(Object.keys(COLUMNS))(
    '%s is let through where the route says so, and nowhere else',
    async (column) => {
      // What ends a session comes last.
      const ordered = operations.toSorted(
        (left, right) => Number(left.path === SESSION_ENDS) - Number(right.path === SESSION_ENDS),
      );
      const found: Record<string, Refusal> = {};
      const expected: Record<string, Refusal> = {};
      for (const operation of ordered) {
        const name = `${operation.method} ${operation.path}`;
        const [refusal, text] = await outcome(operation, await tokens[column]?.());
        found[name] = refusal;
        expected[name] = operation.rights.anybody === true ? null : (COLUMNS[column]?.(operation) ?? null);
        // Whatever another gym's owner is let through to, nothing of this gym is in it.
        if (column === "another gym's owner") expect(text).not.toMatch(/Mara|Heron|A coach|coach-|gym-north/);
      }
      expect(found).toEqual(expected);
    },
  );
});
