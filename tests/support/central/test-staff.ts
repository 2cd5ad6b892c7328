import { randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { expect } from 'vitest';
import { createPasswordVerifier } from '../../../central/auth/password-verifier.ts';
import { createOwner } from '../../../central/flows/staff-accounts.ts';
import type { CentralStaffRole } from '../../../shared/contract/central-rights.ts';
import { TEST_GYM, type TestCentral } from './test-central.ts';

export const PASSWORD = 'correct horse battery';

/** Somebody of the staff, as tests sign them in. */
export interface TestStaff {
  readonly staffId: string;
  readonly gymId: string;
  readonly email: string;
  /** Of the second factor; null without one. */
  readonly secret: string | null;
  token: string;
}

/** The code that an authenticator shows at an instant. */
export function codeOf(secret: string, atMs: number): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: atMs });
}

export interface SignInAnswer {
  readonly access_token: string;
  readonly staff_id: string;
  readonly role: CentralStaffRole;
  readonly expires_in: number;
}

/** Asks central in the name of one token. */
export function askAs(
  url: string,
  { token, method = 'POST', body, from }: { token?: string; method?: string; body?: unknown; from?: string },
): Promise<Response> {
  return fetch(url, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(from === undefined ? {} : { 'x-forwarded-for': from }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function answered(answer: Promise<Response>): Promise<Record<string, unknown>> {
  const response = await answer;
  const body = (await response.json()) as Record<string, unknown>;
  expect({ status: response.status, body }).toMatchObject({ status: 200 });
  return body;
}

/** Signs in with the password alone. @returns what central answers */
export function signInStaffAt(
  central: TestCentral,
  { email, gymId = TEST_GYM }: { email: string; gymId?: string },
  more: { password?: string; code?: string; from?: string } = {},
): Promise<Response> {
  const { password = PASSWORD, code, from } = more;
  const body = { gym_id: gymId, email, password, ...(code === undefined ? {} : { code }) };
  return askAs(`${central.url}/api/auth/staff`, { body, ...(from === undefined ? {} : { from }) });
}

/** An owner as the operator makes one, signed in. */
export async function newOwner(
  central: TestCentral,
  { gymId = TEST_GYM, withSecondFactor = true } = {},
): Promise<TestStaff> {
  const email = `owner-${randomUUID()}@gym.example`;
  const made = await createOwner(
    { gymId, email, password: PASSWORD },
    {
      database: central.store,
      clock: { nowMs: () => central.time.nowMs, monotonicMs: () => 0 },
      newId: randomUUID,
      passwordVerifier: createPasswordVerifier(),
    },
  );
  expect(made).toMatchObject({ ok: true, value: { isNew: true } });
  const session = await answered(signInStaffAt(central, { email, gymId }));
  const staff = {
    staffId: String(session['staff_id']),
    gymId,
    email,
    token: String(session['access_token']),
  };
  if (!withSecondFactor) return { ...staff, secret: null };
  const at = `${central.url}/api/auth/staff/second-factor`;
  const begun = await answered(askAs(at, { token: staff.token, body: { password: PASSWORD } }));
  const secret = String(begun['secret']);
  await answered(
    askAs(`${at}/confirm`, { token: staff.token, body: { code: codeOf(secret, central.time.nowMs) } }),
  );
  return { ...staff, secret };
}

/** A colleague whom an owner makes an account for, signed in. */
export async function newColleague(
  central: TestCentral,
  owner: TestStaff,
  role: CentralStaffRole,
): Promise<TestStaff> {
  const email = `${role}-${randomUUID()}@gym.example`;
  const added = await answered(
    askAs(`${central.url}/api/staff`, {
      token: owner.token,
      body: { email, name: `A ${role}`, role, password: PASSWORD },
    }),
  );
  const session = await answered(signInStaffAt(central, { email }));
  return {
    staffId: String(added['staff_id']),
    gymId: TEST_GYM,
    email,
    secret: null,
    token: String(session['access_token']),
  };
}
