import { join } from 'node:path';
import { checkDatabase } from '../../../electron/core/store/check-database.ts';
import { createRouterClient, ORPCError } from '@orpc/server';
import { preparingState } from '../../../electron/core/screen/kiosk-state.ts';
import { createLatest } from '../../../electron/core/screen/latest.ts';
import type { Parts } from '../../../electron/core/screen/core-context.ts';
import { router } from '../../../electron/core/router.ts';
import type { StaffAccountConfig, StaffRole } from '../../../shared/contract/staff-account.ts';
import { kioskConfigSchema, type DeviceConfig } from '../../../shared/contract/kiosk-config.ts';
import { FAKE_PULL, fakePush } from './fake-push.ts';
import { openTestFloor, type TestFloor } from './test-floor.ts';

export const TRAINER = { name: 'Robin', role: 'trainer', pin: '24682468', cards: ['STAFF-R'] } as const;
export const OWNER = { name: 'Kim', role: 'owner', pin: '13571357', cards: [] } as const;
/** A short PIN: nothing without the card. */
export const CARD_ONLY = { name: 'Sam', role: 'trainer', pin: '4711', cards: ['STAFF-S'] } as const;
const STAFF: readonly StaffAccountConfig[] = [TRAINER, OWNER, CARD_ONLY].map((account) => ({
  ...account,
  cards: [...account.cards],
}));

const DEVICES: readonly DeviceConfig[] = [
  { id: 'reader', family: 'rdm6300', transport: { type: 'simulated' }, options: {} },
];

/** A kiosk's floor with staff, asked through the same handlers that the page asks. */
export interface TestStaff extends TestFloor {
  readonly client: ReturnType<typeof clientOf>;
  /** How often central was tried at once. */
  pushes(): number;
  /** Signs somebody in. @returns the session's id */
  signIn(who: StaffAccountConfig['name'], pin: string): Promise<string>;
  signInAs(role: StaffRole): Promise<string>;
  /** Kinds and payloads of the facts after the first `skip`. */
  facts(): { kind: string; payload: Record<string, unknown>; memberId: string | null }[];
}

/** What a call came to: `ok`, or the code of its error. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    if (error instanceof ORPCError) return error.code as string;
    throw error;
  }
}

function clientOf(parts: Parts, nowMs: () => number) {
  const state = createLatest(preparingState(kioskConfigSchema.parse({}), 'opening_store', 0));
  return createRouterClient(router, { context: { nowMs, state, parts: () => parts } });
}

/** @param changes parts that the test puts in place of the usual ones */
export function openTestStaff(changes: (test: TestFloor) => Partial<Parts> = () => ({})): TestStaff {
  const floor = openTestFloor({}, undefined, { staff: [...STAFF], devices: [...DEVICES] });
  const { store, time, desk, toDevices } = floor;
  toDevices.length = 0;
  let pushes = 0;
  const jobsAsked: string[] = [];
  const parts: Parts = {
    ...floor.parts,
    sync: {
      pull: FAKE_PULL,
      push: fakePush({ state: 'waiting' }, () => void (pushes += 1)),
      centralUrl: 'https://central.example',
    },
    jobs: {
      runner: { list: () => ({ jobs: [] }), request: (id) => jobsAsked.push(id) > 0 },
      checkDatabase: async () => checkDatabase(join(floor.dataDir, 'kiosk.db')),
      tick: () => undefined,
      stop: async () => undefined,
    },
    demo: null,
    startedAtMs: time.nowMs(),
    ...changes(floor),
  };
  const client = clientOf(parts, time.nowMs);
  const signIn: TestStaff['signIn'] = async (name, pin) => {
    await client.staffDoor.open();
    const door = desk.current();
    if (door === null) throw new Error('no sign-in screen');
    await client.staffDoor.choose({ session_id: door.sessionId, name });
    await client.staffDoor.signIn({ session_id: door.sessionId, pin });
    return desk.current()?.sessionId ?? '';
  };
  return {
    ...floor,
    client,
    pushes: () => pushes,
    signIn,
    signInAs: (role) =>
      role === 'owner' ? signIn(OWNER.name, OWNER.pin) : signIn(TRAINER.name, TRAINER.pin),
    facts: () =>
      (
        store.db
          .prepare('SELECT kind, payload, user_id AS memberId FROM facts ORDER BY epoch, seq')
          .all() as {
          kind: string;
          payload: string;
          memberId: string | null;
        }[]
      ).map((fact) => ({ ...fact, payload: JSON.parse(fact.payload) as Record<string, unknown> })),
  };
}
