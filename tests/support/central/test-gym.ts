import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { z } from 'zod';
import { issuePairingCode } from '../../../central/flows/pairing-codes.ts';
import { pushAnswerSchema, type FactVerdict } from '../../../shared/contract/facts.ts';
import type { CentralOptions } from '../../../central/start-central.ts';
import { statement } from '../../../central/store/database.ts';
import { startTestCentral, TEST_GYM, type StorageUnderTest, type TestCentral } from './test-central.ts';
import { createTestKiosk, type TestKiosk } from './test-kiosk.ts';

type PushAnswer = z.infer<typeof pushAnswerSchema>;

type CountedTable = 'facts' | 'visits' | 'progress_metrics' | 'users';

/** A central server with kiosks around it, as the tests of the push need them. */
export interface TestGym {
  readonly central: TestCentral;
  /** What the server stands on, for a second one beside it. */
  readonly storage: CentralOptions['storage'];
  /** A kiosk that is not paired. */
  strangeKiosk(): TestKiosk;
  issueCode(code: string): Promise<void>;
  /** A kiosk of its own for a test, paired with a code of its own. */
  newKiosk(): Promise<TestKiosk>;
  /** Pushes a batch that central must answer, and gives back one verdict a record. */
  push(from: TestKiosk, facts: readonly unknown[]): Promise<FactVerdict[]>;
  /** The same with the whole answer. @param sentAtMs what the kiosk's clock says, where it says so */
  deliver(from: TestKiosk, facts: readonly unknown[], sentAtMs?: number): Promise<PushAnswer>;
  countRows(table: CountedTable): Promise<number>;
  countFactsOf(kiosk: TestKiosk): Promise<number>;
  close(): Promise<void>;
}

export async function openTestGym(
  storageUnderTest: StorageUnderTest,
  overrides: Partial<CentralOptions> = {},
): Promise<TestGym> {
  const opened = await storageUnderTest.open();
  const central = await startTestCentral(opened.storage, overrides).catch(async (error: unknown) => {
    // A server that does not start must not leave its storage running.
    await opened.remove();
    throw error;
  });
  const clock = { nowMs: () => central.time.nowMs, monotonicMs: () => 0 };
  let pairings = 0;

  const count = async (text: string, values: readonly unknown[]): Promise<number> => {
    const [row] = await central.store.query(statement<{ n: number }>(text, values));
    return row?.n ?? -1;
  };
  const gym: TestGym = {
    central,
    storage: opened.storage,
    strangeKiosk: () => createTestKiosk({ gymId: TEST_GYM, nowMs: clock.nowMs }),
    async issueCode(code) {
      await issuePairingCode({ gymId: TEST_GYM, code }, { database: central.store, clock });
    },
    async newKiosk() {
      pairings += 1;
      const kiosk = gym.strangeKiosk();
      await gym.issueCode(`EXTRA-CODE-${pairings}`);
      const answer = await kiosk.pair(central.url, `EXTRA-CODE-${pairings}`);
      expect(answer.status).toBe(200);
      return kiosk;
    },
    async deliver(from, facts, sentAtMs) {
      const batchId = randomUUID();
      const answer = await from.push(central.url, facts, {
        batchId,
        ...(sentAtMs === undefined ? {} : { sentAtMs }),
      });
      expect(answer.status).toBe(200);
      const body = pushAnswerSchema.parse(await answer.json());
      expect(body.batch_id).toBe(batchId);
      expect(body.verdicts).toHaveLength(facts.length);
      return body;
    },
    push: async (from, facts) => (await gym.deliver(from, facts)).verdicts,
    countRows: (table) => count(`select count(*) as n from ${table}`, []),
    countFactsOf: ({ kioskId }) => count('select count(*) as n from facts where kiosk_id = $1', [kioskId]),
    async close() {
      await central.close();
      await opened.remove();
    },
  };
  return gym;
}
