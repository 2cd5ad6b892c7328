import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { asRpcPort } from '../../electron/core/host/rpc-port.ts';
import type { CoreClient } from '../../electron/preload/bridge.ts';
import { startCoreProcess } from '../support/core/core-process.ts';
import { addMember, openTestStore, temporaryDir } from '../support/core/open-test-store.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { times } from '../support/thorough.ts';
import { waitFor } from '../support/wait-for.ts';

const KILLS = times({ gate: 10, thorough: 60 });
/** A PIN takes some 50 ms to check; the kill falls before, in and after that. */
const LONGEST_MS_TO_KILL = 150;

/** How often wrong PINs were counted, as the disk has it. */
function failedOnDisk(dataDir: string): number {
  const db = new Database(join(dataDir, 'kiosk.db'), { readonly: true });
  try {
    return (
      db.prepare('SELECT coalesce(sum(failed), 0) AS failed FROM member_pin_tries').get() as {
        failed: number;
      }
    ).failed;
  } finally {
    db.close();
  }
}

/** Nobody waits between two tries here; only the count stays as core left it, one short of the lock at most. */
function forgetWaiting(dataDir: string): void {
  const db = new Database(join(dataDir, 'kiosk.db'));
  try {
    db.exec('DELETE FROM kiosk_pin_tries; UPDATE member_pin_tries SET wait_until = 0, failed = failed % 9');
  } finally {
    db.close();
  }
}

it(
  `never forgets a try when core is killed ${KILLS} times between try and verdict`,
  { timeout: 300_000 + KILLS * 10_000 },
  async () => {
    const seed = randomInt(2 ** 31);
    const random = seededRandom(seed);
    const dataDir = temporaryDir();
    const { store } = openTestStore(dataDir);
    addMember(store, 1042);
    store.close();
    const configPath = join(dataDir, 'config.json');
    writeFileSync(configPath, JSON.stringify({ gym_id: 'gym-1' }));

    let between = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      forgetWaiting(dataDir);
      const before = failedOnDisk(dataDir);
      const core = startCoreProcess(dataDir, configPath);
      await core.ready;
      const port = asRpcPort(core.child.openPort('renderer'));
      const client = createORPCClient<CoreClient>(new RPCLink({ port }));
      await client.keypad.open();
      let sessionId = '';
      for await (const { view } of await client.kiosk.watch()) {
        if (view.name !== 'keypad') continue;
        sessionId = view.entry.session_id;
        break;
      }
      let hasVerdict = false;
      const note = (): void => void (hasVerdict = true);
      client.keypad.checkIn({ session_id: sessionId, member_number: '1042', pin: '1111' }).then(note, note);
      // Every other kill as soon as the try is on the disk; the others at any moment.
      if (kill % 2 === 0) await waitFor(() => failedOnDisk(dataDir) > before, 'the try is counted');
      else await new Promise((resolve) => setTimeout(resolve, random() * LONGEST_MS_TO_KILL));
      const hadVerdict = hasVerdict;
      core.child.kill();
      expect(await core.ended).toBe('SIGKILL');
      const after = failedOnDisk(dataDir);
      expect(after).toBeGreaterThanOrEqual(before);
      if (hadVerdict) expect(after).toBe(before + 1);
      else if (after > before) between += 1;
    }
    process.stdout.write(
      `core killed ${KILLS} times (seed ${seed}), ${between} of them between try and verdict\n`,
    );
    expect(between).toBeGreaterThan(0);
  },
);
