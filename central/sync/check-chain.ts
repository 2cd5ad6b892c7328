import { GENESIS_HASH, type Fact } from '../../shared/facts/fact.ts';
import type { ChainBelow, ChainEnd } from '../store/tables/facts.ts';
import type { KioskAlarm } from '../store/tables/kiosk-alarms.ts';

export type Link = Pick<Fact, 'epoch' | 'seq' | 'prevHash' | 'hash'>;

/** Facts that follow each other without a gap. */
interface Piece {
  readonly first: Link;
  last: Link;
}

const breakAt = ({ epoch, seq }: Pick<Link, 'epoch' | 'seq'>): KioskAlarm => ({
  code: 'chain_break',
  epoch,
  fromSeq: seq,
  untilSeq: seq,
  amount: null,
});

/** Takes facts of one kiosk, in the order of their keys, apart where numbers are missing. */
function piecesOf(facts: readonly Link[]): Piece[] {
  const pieces: Piece[] = [];
  for (const fact of facts) {
    const piece = pieces.at(-1);
    if (piece?.last.epoch === fact.epoch && piece.last.seq + 1 === fact.seq) piece.last = fact;
    else pieces.push({ first: fact, last: fact });
  }
  return pieces;
}

/** The first and the last of each piece that facts of one kiosk are, given in the order of their keys. */
export function chainEnds(facts: readonly Link[]): Link[] {
  return piecesOf(facts).flatMap(({ first, last }) => (first === last ? [first] : [first, last]));
}

/**
 * Checks how facts fit into their kiosk's chain: each names the hash of the one before it, numbers leave
 * no gap, and epochs follow each other. What does not fit is an alarm and is kept all the same: an honest
 * kiosk's facts are worth more than a tidy log.
 * @param facts of one kiosk, in the order of their keys
 * @param ends what was stored around the ends of their pieces before them
 * @param readBelow asked about beginnings that have nothing before them
 */
export async function checkChain(
  facts: readonly Link[],
  ends: readonly ChainEnd[],
  readBelow: (beginnings: readonly Link[]) => Promise<readonly ChainBelow[]>,
): Promise<KioskAlarm[]> {
  const alarms = facts.filter((fact, index) => breaksFrom(facts[index - 1], fact)).map(breakAt);
  const around = new Map(ends.map((end) => [`${end.epoch}/${end.seq}`, end]));
  const loose: Link[] = [];
  for (const { first, last } of piecesOf(facts)) {
    const hashBefore =
      first.seq === 1 ? GENESIS_HASH : (around.get(`${first.epoch}/${first.seq}`)?.hash_before ?? null);
    if (hashBefore !== null && hashBefore !== first.prevHash) alarms.push(breakAt(first));
    if (hashBefore === null || (first.seq === 1 && first.epoch > 1)) loose.push(first);
    const after = around.get(`${last.epoch}/${last.seq}`)?.prev_hash_after ?? null;
    if (after !== null && after !== last.hash) alarms.push(breakAt({ ...last, seq: last.seq + 1 }));
  }
  if (loose.length === 0) return alarms;
  const below = await readBelow(loose);
  return [...alarms, ...below.flatMap(judgeBeginning)];
}

function breaksFrom(before: Link | undefined, fact: Link): boolean {
  return before?.epoch === fact.epoch && before.seq + 1 === fact.seq && before.hash !== fact.prevHash;
}

function judgeBeginning({
  epoch,
  seq,
  seq_below: seqBelow,
  epoch_below: epochBelow,
}: ChainBelow): KioskAlarm[] {
  // A kiosk that comes to another server goes on where it is: its first fact here has nothing before it.
  if (seqBelow === null && epochBelow === null) return [];
  const alarms: KioskAlarm[] = [];
  const fromSeq = (seqBelow ?? 0) + 1;
  if (fromSeq < seq) alarms.push({ code: 'chain_gap', epoch, fromSeq, untilSeq: seq - 1, amount: null });
  if (seqBelow === null && epochBelow !== null && epoch > epochBelow + 1)
    alarms.push({ code: 'epoch_skipped', epoch, fromSeq: seq, untilSeq: seq, amount: null });
  return alarms;
}
