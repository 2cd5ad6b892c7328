import { text } from 'node:stream/consumers';
import pino from 'pino';
import { createPinVerifier } from './auth/pin-verifier.ts';
import { issuePairingCode } from './flows/pairing-codes.ts';
import { setMemberPin } from './flows/set-member-pin.ts';
import { readOptions } from './read-options.ts';
import type { CentralDatabase } from './store/database.ts';
import { openStore } from './store/open-store.ts';
import { upsertGym } from './store/tables/gyms.ts';
import { revokeKiosk } from './store/tables/kiosks.ts';

/**
 * The operator's door to a central store, with the server's own environment variables. With PGlite
 * the server must be stopped meanwhile; with PostgreSQL it may run. Answers with one JSON line.
 */
const USAGE = `usage: node central/admin.ts pairing-code             a one-time code for the gym's next kiosk
       node central/admin.ts revoke-kiosk <kiosk id>   the kiosk is refused from now on
       node central/admin.ts set-pin <member number>   reads the PIN from standard input
`;

/** EX_USAGE of sysexits.h. */
const EXIT_USAGE = 64;

const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };

type Outcome = Readonly<Record<string, unknown>> & { readonly ok: boolean };
type Command = (database: CentralDatabase, gymId: string, argument: string) => Promise<Outcome>;

const COMMANDS: Readonly<Record<string, Command>> = {
  async 'pairing-code'(database, gymId) {
    const { code, expiresAtMs } = await issuePairingCode({ gymId }, { database, clock });
    return { ok: true, code, expires_at: new Date(expiresAtMs).toISOString() };
  },
  async 'revoke-kiosk'(database, gymId, kioskId) {
    const revoked = await database.query(revokeKiosk(gymId, kioskId, clock.nowMs()));
    return { ok: revoked.length > 0, kiosk_id: kioskId };
  },
  async 'set-pin'(database, gymId, memberNumber) {
    const pin = (await text(process.stdin)).trim();
    const set = await setMemberPin(
      { gymId, memberNumber, pin },
      { database, pinVerifier: createPinVerifier() },
    );
    return set.ok ? { ok: true, member_id: set.value.memberId } : { ok: false, code: set.code };
  },
};

async function run(command: Command, argument: string): Promise<Outcome> {
  const log = pino({ name: 'central-admin' }, pino.destination(2));
  const { storage, gym } = readOptions(process.env, clock.nowMs());
  const database = await openStore(storage, { log, nowMs: clock.nowMs() });
  try {
    await database.query(upsertGym(gym));
    return await command(database, gym.id, argument);
  } finally {
    await database.close();
  }
}

const [name = '', argument = ''] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (command === undefined || (name !== 'pairing-code' && argument === '')) {
  process.stderr.write(USAGE);
  process.exitCode = EXIT_USAGE;
} else {
  const outcome = await run(command, argument);
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
  if (!outcome.ok) process.exitCode = 1;
}
