import { expect, test } from 'vitest';
import { chainEnds, checkChain } from '../../../../central/sync/check-chain.ts';

const GENESIS = '0'.repeat(64);
const link = (seq: number, prevHash = seq === 1 ? GENESIS : `h${seq - 1}`, epoch = 1) => ({
  epoch,
  seq,
  prevHash,
  hash: `h${seq}`,
});
const keyOf = (key: { epoch: number; seq: number }) => `${key.epoch}/${key.seq}`;
const highest = (numbers: number[]) => (numbers.length === 0 ? null : Math.max(...numbers));

/** Checks facts that are new to a log. */
async function check(stored: ReturnType<typeof link>[], fresh: ReturnType<typeof link>[]): Promise<string[]> {
  const known = new Map(stored.map((one) => [keyOf(one), one]));
  const ends = chainEnds(fresh).map(({ epoch, seq }) => ({
    epoch,
    seq,
    hash_before: known.get(keyOf({ epoch, seq: seq - 1 }))?.hash ?? null,
    prev_hash_after: known.get(keyOf({ epoch, seq: seq + 1 }))?.prevHash ?? null,
  }));
  const alarms = await checkChain(fresh, ends, async (beginnings) =>
    beginnings.map(({ epoch, seq }) => {
      const all = [...stored, ...fresh];
      const below = all.filter((one) => one.epoch === epoch && one.seq < seq).map((one) => one.seq);
      const epochs = all.filter((one) => one.epoch < epoch).map((one) => one.epoch);
      return { epoch, seq, seq_below: highest(below), epoch_below: highest(epochs) };
    }),
  );
  return alarms.map(({ code, epoch, fromSeq, untilSeq }) => `${code} ${epoch}/${fromSeq}-${untilSeq}`);
}

test.each<[string, ReturnType<typeof link>[], ReturnType<typeof link>[], string[]]>([
  ['a log from its first fact', [], [link(1), link(2), link(3)], []],
  ['what follows what is there', [link(1), link(2)], [link(3), link(4)], []],
  ['the first that a new server hears of an old kiosk', [], [link(5_000), link(5_001)], []],
  ['what was missing between two others', [link(1), link(4)], [link(2), link(3)], []],
  ['a number left out', [link(1)], [link(3)], ['chain_gap 1/2-2']],
  ['two numbers left out of one batch', [link(1)], [link(2), link(5)], ['chain_gap 1/3-4']],
  ['a jump of a thousand million', [link(1)], [link(1e9 + 1)], ['chain_gap 1/2-1000000000']],
  ['a hash that is not of the fact before', [link(1)], [link(2, 'other')], ['chain_break 1/2-2']],
  ['the same within a batch', [], [link(1), link(2, 'other')], ['chain_break 1/2-2']],
  ['a first fact that names one before it', [], [link(1, 'other')], ['chain_break 1/1-1']],
  ['a fact before one that knows another', [link(1), link(3, 'other')], [link(2)], ['chain_break 1/3-3']],
  ['the next epoch', [link(1)], [link(1, GENESIS, 2)], []],
  ['the next epoch without its first fact', [link(1)], [link(3, 'h2', 2)], ['chain_gap 2/1-2']],
  [
    'the last epoch that a number can hold',
    [link(1)],
    [link(1, GENESIS, Number.MAX_SAFE_INTEGER)],
    [`epoch_skipped ${Number.MAX_SAFE_INTEGER}/1-1`],
  ],
])('of a kiosk’s chain, %s', async (_what, stored, fresh, alarms) => {
  expect(await check(stored, fresh)).toEqual(alarms);
});
