import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { createPinVerifier } from '../../../central/auth/pin-verifier.ts';
import type { CentralOptions } from '../../../central/start-central.ts';
import { updatePinVerifiers } from '../../../central/store/tables/users.ts';
import { TEST_GYM, TEST_NOW_MS, type StorageUnderTest } from './test-central.ts';
import { openTestGym, type TestGym } from './test-gym.ts';
import { visit, weight } from './test-gym-facts.ts';
import { enrolment, type TestKiosk } from './test-kiosk.ts';

export const MARA = { id: 'member-mara', number: '1001', pin: '4711' };
export const NOAH = { id: 'member-noah', number: '1002', pin: '0815' };

const DAY_MS = 86_400_000;
const MARAS_WEIGHTS = 20;

/** A gym with two members who can sign in; Mara came once and stood on the scale for twenty days. */
export interface GymWithMembers extends TestGym {
  readonly kiosk: TestKiosk;
  get(path: string, token?: string): Promise<Response>;
  /** @param body an object, or text to be sent as it is */
  post(path: string, body: unknown, token?: string): Promise<Response>;
  signIn(number: string, pin: string): Promise<Response>;
  /** An access token of a member who signs in as members do. */
  tokenOf(member: typeof MARA): Promise<string>;
}

export async function openGymWithMembers(
  storageUnderTest: StorageUnderTest,
  overrides: Partial<CentralOptions> = {},
): Promise<GymWithMembers> {
  const gym = await openTestGym(storageUnderTest, overrides);
  const kiosk = await gym.newKiosk();
  await gym.push(kiosk, [
    kiosk.fact(enrolment(MARA.id, MARA.number)),
    kiosk.fact(enrolment(NOAH.id, NOAH.number)),
    visit(kiosk, MARA.id),
    ...Array.from({ length: MARAS_WEIGHTS }, (_, day) =>
      weight(kiosk, 80 - day * 0.1, MARA.id, TEST_NOW_MS - (MARAS_WEIGHTS - day) * DAY_MS),
    ),
  ]);
  await givePins(gym, [MARA, NOAH]);

  const bearer = (token: string | undefined): Record<string, string> =>
    token === undefined ? {} : { authorization: `Bearer ${token}` };
  const post: GymWithMembers['post'] = (path, body, token) =>
    fetch(`${gym.central.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...bearer(token) },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const signIn: GymWithMembers['signIn'] = (number, pin) =>
    post('/api/auth/token', { gym_id: TEST_GYM, member_number: number, pin });

  return {
    ...gym,
    kiosk,
    get: (path, token) => fetch(`${gym.central.url}${path}`, { headers: bearer(token) }),
    post,
    signIn,
    async tokenOf(member) {
      const answer = await signIn(member.number, member.pin);
      expect(answer.status).toBe(200);
      return ((await answer.json()) as { access_token: string }).access_token;
    },
  };
}

/** Gives members PINs for the central API. */
export async function givePins(gym: TestGym, people: readonly (typeof MARA)[]): Promise<void> {
  const pinVerifier = createPinVerifier();
  const pins = people.map(async ({ id, pin }) => ({
    memberId: id,
    verifier: await pinVerifier.deriveOpenly(pin),
  }));
  await gym.central.store.query(updatePinVerifiers(TEST_GYM, await Promise.all(pins)));
}

/** Lets one more person in who can sign in, enrolled unless that was done before. */
export async function addMember(gym: GymWithMembers, enrolled?: typeof MARA): Promise<typeof MARA> {
  const id = `member-${randomUUID()}`;
  const person = enrolled ?? { id, number: id.slice(-12), pin: '1357' };
  if (enrolled === undefined)
    await gym.push(gym.kiosk, [gym.kiosk.fact(enrolment(person.id, person.number))]);
  await givePins(gym, [person]);
  return person;
}

interface ErrorBody {
  readonly error: { readonly code: string; readonly message: string };
}

/** Checks an error's status and code, and that its body is the one error shape and nothing more. */
export async function expectError(answer: Response, status: number, code: string): Promise<void> {
  const body = (await answer.json()) as ErrorBody;
  expect({ status: answer.status, code: body.error.code }).toEqual({ status, code });
  expect(Object.keys(body)).toEqual(['error']);
  expect(Object.keys(body.error).toSorted()).toEqual(['code', 'message']);
  expect(JSON.stringify(body)).not.toMatch(/node_modules|\.ts:|at \w+ \(/);
}
