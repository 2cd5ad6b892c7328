import { onTestFinished } from 'vitest';
import { createPush, type Push } from '../../../electron/core/sync/push.ts';
import { NOON, openTestStore, type TestStore } from './open-test-store.ts';
import { scriptedCentral, type ScriptedCentral } from './scripted-central.ts';
import { settled } from '../devices/fake-time.ts';

export const GATHER_MS = 200;

/** A kiosk's queue with the test in place of central. */
export interface TestPush extends TestStore {
  readonly push: Push;
  readonly central: ScriptedCentral;
  /** Waiting times that were asked for, in order. */
  readonly waits: number[];
  append(facts: number, device?: string): void;
  /** Lets time pass and promises settle. */
  pass(ms: number): Promise<void>;
  quarantined(): unknown[];
}

export function openPush(
  options: { random?: () => number; code?: string | null; paired?: boolean } = {},
): TestPush {
  const test = openTestStore();
  const { store, time, log } = test;
  const central = scriptedCentral();
  const waits: number[] = [];
  if (options.paired !== false) {
    store.write((tx) => tx.prepare('INSERT INTO central_pairings VALUES (?)').run(central.client.url));
  }
  const push = createPush({
    store,
    client: central.client,
    pairing: { code: options.code ?? null, name: 'Front door' },
    nowMs: time.nowMs,
    random: options.random ?? (() => 0.5),
    after(delayMs, work) {
      waits.push(delayMs);
      return time.schedule(delayMs, work);
    },
    log,
    onChange: () => undefined,
  });
  onTestFinished(() => push.stop());
  return {
    ...test,
    push,
    central,
    waits,
    append(facts, device = 'reader') {
      for (let index = 0; index < facts; index += 1) {
        const payload = { reason: 'unknown_card', device };
        store.write((tx) =>
          store.facts.append(tx, { kind: 'check_in.refused', memberId: null, happenedAtMs: NOON, payload }),
        );
      }
      push.poke();
    },
    async pass(ms) {
      time.pass(ms);
      await settled();
    },
    quarantined: () =>
      store.db.prepare(`SELECT seq, code FROM outbox WHERE state = 'quarantined' ORDER BY seq`).all(),
  };
}
