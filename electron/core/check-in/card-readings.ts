import { SECOND_MS } from '../../../shared/base/clock.ts';
import type { CardReading } from '../../../shared/contract/readings.ts';
import type { Devices } from '../devices/build-devices.ts';
import type { ReadingCursor } from '../devices/reading-intake.ts';
import type { Ground } from '../ground.ts';
import type { StaffCards } from '../staff/staff-cards.ts';
import type { WritableDb } from '../store/database.ts';
import { StorageFailed } from '../store/store.ts';
import { saveDeviceCursor } from '../store/tables/device-cursors.ts';
import type { Arrivals } from './arrivals.ts';
import { checkIn, refuseDoubtful } from './check-in.ts';

/**
 * A card held longer ago than this (core was down) is still checked in, but opens no screen: whoever
 * stands there now may be somebody else.
 */
export const SCAN_IS_FRESH_MS = 10 * SECOND_MS;

/** Scans that wait for the disk: more than a door sees in a day. */
const MAX_WAITING_SCANS = 4_096;
/** Scans tried again at a time: on the slowest disk less than a second, in which nothing else is answered. */
const SCANS_PER_TRY = 16;

/** Cards that readers read. */
export interface CardReadings {
  /** Acts on a card; it is acknowledged once what it caused is durable. May throw StorageFailed. */
  onReading(card: CardReading, cursor: ReadingCursor): void;
  /** Tries again what the disk did not take. May throw StorageFailed. */
  retry(): void;
}

/** @param parts.staffCards who gets cards that are not a member's */
export function createCardReadings(
  ground: Ground,
  parts: { devices: Pick<Devices, 'line' | 'guard'>; staffCards: StaffCards; arrivals: Arrivals },
): CardReadings {
  const { store, newId, clock, output } = ground;
  const { staffCards, arrivals } = parts;
  const { line, guard } = parts.devices;
  /** Scans the disk did not take, oldest first: tried again until it does. Nobody was told they are in. */
  const waiting: { card: CardReading; cursor: ReadingCursor }[] = [];

  const scan = (card: CardReading, cursor: ReadingCursor): void => {
    const isFresh = clock.nowMs() - card.at <= SCAN_IS_FRESH_MS;
    const saveCursor = (tx: WritableDb): void => saveDeviceCursor(tx, cursor);
    if (staffCards.take(card, isFresh, saveCursor)) {
      line.acknowledge(cursor);
      return;
    }
    const held = { code: card.code, device: card.device, atMs: card.at };
    const outcome = staffCards.isDoubtful(card.code)
      ? refuseDoubtful(store, held, saveCursor)
      : checkIn({ store, newId }, held, saveCursor);
    line.acknowledge(cursor);
    output.checkIn(outcome, card);
    if (!isFresh) return;
    staffCards.otherCardCame();
    arrivals.show(outcome, false);
  };

  const retry = (): void => {
    for (let tries = 0; tries < SCANS_PER_TRY; tries += 1) {
      const next = waiting[0];
      if (next === undefined) return;
      const { card, cursor } = next;
      guard.run(card, cursor, () => scan(card, cursor));
      waiting.shift();
    }
  };

  return {
    retry,
    /** Keeps the order of scans: a new one does not overtake those that wait. */
    onReading(card, cursor) {
      // A later one that is committed would say that this one is too: core begins anew, and gets all of them again.
      if (waiting.length >= MAX_WAITING_SCANS) throw new StorageFailed('io_error', 'too many scans wait');
      waiting.push({ card, cursor });
      retry();
    },
  };
}
