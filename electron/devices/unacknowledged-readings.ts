import type { Reading } from '../../shared/contract/readings.ts';
import type { SequencedReading } from '../../shared/contract/device-messages.ts';

/** Readings are kept this long for a core that is away. Longer than any restart, shorter than a class. */
export const KEEP_UNACKNOWLEDGED_MS = 300_000;
/** All 64 straps of a floor at 4 Hz for five minutes are 78,000 readings. */
export const MAX_UNACKNOWLEDGED = 100_000;

/** Sequence numbers that were dropped, both ends included. */
export interface DroppedReadings {
  readonly fromSeq: number;
  readonly toSeq: number;
}

/** Readings of one device that core has not said to be committed. */
export interface UnacknowledgedReadings {
  /** Gives the reading the next sequence number of this device's stream, from 1. */
  add(reading: Reading, nowMs: number): void;
  /** Forgets everything up to and including `seq`. */
  acknowledge(seq: number): void;
  /** Drops what is too old or too much. @returns what was dropped, or null */
  trim(nowMs: number): DroppedReadings | null;
  /** Up to `limit` kept readings with a higher number than `seq`, oldest first. */
  after(seq: number, limit: number): SequencedReading[];
  /** Number of the newest reading, 0 before the first. */
  readonly lastSeq: number;
  readonly size: number;
}

interface Kept extends SequencedReading {
  readonly keptMs: number;
}

/** An empty list with its own sequence numbers. */
export function createUnacknowledgedReadings(): UnacknowledgedReadings {
  let kept: Kept[] = [];
  /** Items before this index are gone; the array is cut only now and then, to keep each step cheap. */
  let first = 0;
  let nextSeq = 1;

  const forgetBefore = (index: number): void => {
    first = index;
    if (first > 1_024 && first * 2 > kept.length) {
      kept = kept.slice(first);
      first = 0;
    }
  };

  return {
    add(reading, nowMs) {
      kept.push({ seq: nextSeq, reading, keptMs: nowMs });
      nextSeq += 1;
    },
    acknowledge(seq) {
      if (first >= kept.length) return;
      const index = first + seq + 1 - kept[first]!.seq;
      forgetBefore(Math.min(kept.length, Math.max(first, index)));
    },
    trim(nowMs) {
      let index = Math.max(first, kept.length - MAX_UNACKNOWLEDGED);
      while (index < kept.length && nowMs - kept[index]!.keptMs > KEEP_UNACKNOWLEDGED_MS) index += 1;
      if (index === first) return null;
      const dropped = { fromSeq: kept[first]!.seq, toSeq: kept[index - 1]!.seq };
      forgetBefore(index);
      return dropped;
    },
    after(seq, limit) {
      if (first >= kept.length) return [];
      // Numbers have no gaps, so a reading's place follows from its number.
      const from = Math.max(first, first + seq + 1 - kept[first]!.seq);
      return kept.slice(from, from + limit).map((item) => ({ seq: item.seq, reading: item.reading }));
    },
    get lastSeq() {
      return nextSeq - 1;
    },
    get size() {
      return kept.length - first;
    },
  };
}
