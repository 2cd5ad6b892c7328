import type { CentralClient, CentralError } from '../../../electron/core/sync/central-client.ts';
import type { FactVerdict, WireFact } from '../../../shared/contract/facts.ts';

export type PushAnswer = Awaited<ReturnType<CentralClient['push']>>;
type PairAnswer = Awaited<ReturnType<CentralClient['pair']>>;

/** A central server that answers as the test says. */
export interface ScriptedCentral {
  readonly client: CentralClient;
  /** Every batch that was sent, as sequence numbers. */
  readonly batches: number[][];
  readonly facts: WireFact[];
  readonly pairings: { code: string; name: string }[];
  /** How to answer from now on; `storeAll` in the beginning. */
  answer: (facts: readonly WireFact[]) => PushAnswer | Promise<PushAnswer>;
  answerPairing: () => PairAnswer | Promise<PairAnswer>;
  /** What it says besides, from now on. */
  notices: ReturnType<CentralClient['notices']>;
}

const verdictsOf = (
  facts: readonly WireFact[],
  verdict: FactVerdict['verdict'],
  code?: string,
): FactVerdict[] =>
  facts.map(({ epoch, seq }) => ({ epoch, seq, verdict, ...(code === undefined ? {} : { code }) }));

/** Takes everything. */
export const storeAll = (facts: readonly WireFact[]): PushAnswer => ({
  ok: true,
  value: verdictsOf(facts, 'stored'),
});

/** Takes everything but the facts with these numbers. */
export const storeAllBut =
  (bad: Readonly<Record<number, FactVerdict>>) =>
  (facts: readonly WireFact[]): PushAnswer => ({
    ok: true,
    value: facts.map((fact) => bad[fact.seq] ?? { epoch: fact.epoch, seq: fact.seq, verdict: 'stored' }),
  });

export const failWith = (error: Omit<CentralError, 'ok'>) => (): CentralError => ({ ok: false, ...error });

export function scriptedCentral(url = 'https://central.example'): ScriptedCentral {
  const central: ScriptedCentral = {
    batches: [],
    facts: [],
    pairings: [],
    answer: storeAll,
    notices: { clockAheadMs: null, alarms: [] },
    answerPairing: () => ({ ok: true, value: undefined }),
    client: {
      url,
      async push(facts) {
        central.batches.push(facts.map(({ seq }) => seq));
        central.facts.push(...facts);
        return central.answer(facts);
      },
      changes: async () => ({ ok: false, code: 'unreachable' }),
      notices: () => central.notices,
      abandon: () => undefined,
      async pair(code, name) {
        central.pairings.push({ code, name });
        return central.answerPairing();
      },
    },
  };
  return central;
}
