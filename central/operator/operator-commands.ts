import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Clock } from '../../shared/base/clock.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import { kioskConfigSchema } from '../../shared/contract/kiosk-config.ts';
import { firstIssue } from '../../shared/contract/read-config.ts';
import { createPasswordVerifier } from '../auth/password-verifier.ts';
import { createPinVerifier } from '../auth/pin-verifier.ts';
import { issuePairingCode } from '../flows/pairing-codes.ts';
import { samePerson } from '../flows/same-person.ts';
import { setMemberPin } from '../flows/set-member-pin.ts';
import { createOwner } from '../flows/staff-accounts.ts';
import type { CentralDatabase } from '../store/database.ts';
import { insertGym, selectGym, selectGymIds } from '../store/tables/gyms.ts';
import { revokeKiosk, selectKiosk } from '../store/tables/kiosks.ts';
import { selectNumberConflicts } from '../store/tables/users.ts';

/** More than anybody decides in one sitting. */
const MAX_CONFLICTS_TOLD = 100;

/** What an operator asks for, as it travels to a running server. */
export const operatorRequestSchema = z.strictObject({
  command: z.string().max(64),
  /** Of the command: a member's number, a kiosk's id, two members' ids with a blank between them. */
  argument: z
    .string()
    .max(200)
    .regex(/^[^\0]*$/),
  /** Read from standard input where the command wants one. */
  secret: z.string().max(200),
  /** Null where it goes without saying. */
  gymId: z
    .string()
    .max(200)
    .regex(/^[^\0]*$/)
    .nullable(),
  /** `--name N`, of the command. */
  options: z
    .record(
      z.string().max(64),
      z
        .string()
        .max(200)
        .regex(/^[^\0]*$/),
    )
    .optional(),
});
export type OperatorRequest = z.infer<typeof operatorRequestSchema>;

/** One line for the operator; `ok` only when it is done. */
export type OperatorAnswer = { readonly ok: boolean } & Readonly<Record<string, unknown>>;
export const operatorAnswerSchema: z.ZodType<OperatorAnswer> = z.looseObject({ ok: z.boolean() });

export interface CommandParts {
  readonly database: CentralDatabase;
  readonly clock: Clock;
}

/** One thing an operator can ask for. */
interface OperatorCommand {
  /** What the argument is; null for none. */
  readonly argument: string | null;
  /** What is asked for on a terminal; null for a command that needs no secret. */
  readonly secret: string | null;
  /** What has to be said beside it, `--name N`. */
  readonly options?: readonly string[];
  readonly does: string;
  run(request: OperatorRequest, parts: CommandParts): Promise<OperatorAnswer>;
}

const gymSchema = z.object({
  id: kioskConfigSchema.shape.gym_id.unwrap(),
  name: kioskConfigSchema.shape.gym_name.unwrap(),
  timezone: kioskConfigSchema.shape.timezone.unwrap(),
  locale: kioskConfigSchema.shape.locale.unwrap(),
});

const COMMANDS_OF_STAFF: Readonly<Record<string, OperatorCommand>> = {
  'create-gym': {
    argument: 'ID',
    secret: null,
    options: ['name', 'timezone', 'locale'],
    does: 'a gym beside those that are there',
    async run({ argument: id, options }, { database }) {
      const gym = gymSchema.safeParse({ id, ...options });
      if (!gym.success) return fail('invalid_gym', firstIssue(gym.error));
      const { locale: language, ...settings } = gym.data;
      const [added] = await database.query(insertGym({ ...settings, language }));
      return added === undefined ? fail('gym_exists') : { ok: true, gym_id: id };
    },
  },
  'create-owner': {
    argument: 'EMAIL',
    secret: 'Password',
    does: 'an owner who can sign in; one who is there gets this password and a new second factor',
    async run({ argument: email, secret: password, gymId: named }, parts) {
      const gymId = await findGym(named, parts);
      if (!gymId.ok) return gymId;
      const made = await createOwner(
        { gymId: gymId.value, email, password },
        { ...parts, newId: uuidv7, passwordVerifier: createPasswordVerifier() },
      );
      if (!made.ok) return made;
      return { ok: true, staff_id: made.value.staffId, gym_id: gymId.value, is_new: made.value.isNew };
    },
  },
};

export const OPERATOR_COMMANDS: Readonly<Record<string, OperatorCommand>> = {
  ...COMMANDS_OF_STAFF,
  'pairing-code': {
    argument: null,
    secret: null,
    does: "a one-time code for the gym's next kiosk",
    async run({ gymId: named }, parts) {
      const gymId = await findGym(named, parts);
      if (!gymId.ok) return gymId;
      const { code, expiresAtMs } = await issuePairingCode({ gymId: gymId.value }, parts);
      return { ok: true, code, gym_id: gymId.value, expires_at: new Date(expiresAtMs).toISOString() };
    },
  },
  'set-pin': {
    argument: 'MEMBER-NUMBER',
    secret: 'PIN',
    does: 'gives a member a PIN, read from standard input',
    async run({ argument: memberNumber, secret: pin, gymId: named }, parts) {
      const gymId = await findGym(named, parts);
      if (!gymId.ok) return gymId;
      const set = await setMemberPin(
        { gymId: gymId.value, memberNumber, pin },
        { database: parts.database, pinVerifier: createPinVerifier() },
      );
      return set.ok ? { ok: true, member_id: set.value.memberId } : set;
    },
  },
  conflicts: {
    argument: null,
    secret: null,
    does: 'members who share a number: whose it is, and who else says so',
    async run({ gymId: named }, parts) {
      const gymId = await findGym(named, parts);
      if (!gymId.ok) return gymId;
      const conflicts = await parts.database.query(
        selectNumberConflicts(gymId.value, null, MAX_CONFLICTS_TOLD),
      );
      return {
        ok: true,
        gym_id: gymId.value,
        conflicts: conflicts.map((one) => ({
          member_number: one.member_number,
          holder: { member_id: one.holder_id, name: one.holder_name },
          other: { member_id: one.other_id, name: one.other_name },
        })),
      };
    },
  },
  'same-person': {
    argument: 'MEMBER-ID OTHER-ID',
    secret: null,
    does: 'two members are one person: the first keeps name and number',
    async run({ argument, gymId: named }, parts) {
      const gymId = await findGym(named, parts);
      if (!gymId.ok) return gymId;
      const [keepId = '', otherId = ''] = argument.split(' ');
      const done = await samePerson(gymId.value, keepId, otherId, parts);
      return done.ok ? { ok: true, member_id: keepId, merged: otherId } : done;
    },
  },
  'revoke-kiosk': {
    argument: 'KIOSK-ID',
    secret: null,
    does: 'the kiosk is refused from now on',
    async run({ argument: kioskId, gymId: named }, { database, clock }) {
      // An id names its kiosk in whichever gym.
      const [kiosk] = await database.query(selectKiosk(kioskId));
      if (kiosk === undefined || (named !== null && named !== kiosk.gym_id)) return fail('unknown_kiosk');
      await database.query(revokeKiosk(kiosk.gym_id, kioskId, clock.nowMs()));
      return { ok: true, kiosk_id: kioskId, gym_id: kiosk.gym_id };
    },
  },
};

/** Runs a command on a store. */
export async function runOperatorCommand(
  request: OperatorRequest,
  parts: CommandParts,
): Promise<OperatorAnswer> {
  const command = findOperatorCommand(request.command);
  return command === null ? fail('unknown_command') : command.run(request, parts);
}

export function findOperatorCommand(name: string): OperatorCommand | null {
  return Object.hasOwn(OPERATOR_COMMANDS, name) ? (OPERATOR_COMMANDS[name] ?? null) : null;
}

/** The gym that is meant: the one that is named, or the only one there is. */
export async function findGym(
  named: string | null,
  { database }: CommandParts,
): Promise<Result<string, 'unknown_gym' | 'gym_not_named'>> {
  if (named !== null) {
    const [gym] = await database.query(selectGym(named));
    return gym === undefined ? fail('unknown_gym') : ok(gym.gym_id);
  }
  const [only, other] = await database.query(selectGymIds());
  if (only === undefined) return fail('unknown_gym');
  return other === undefined ? ok(only.gym_id) : fail('gym_not_named');
}
