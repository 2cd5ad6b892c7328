import { SECOND_MS } from '../../../shared/base/clock.ts';
import type { CardReading } from '../../../shared/contract/readings.ts';
import type { Devices } from '../devices/build-devices.ts';
import type { ReadingCursor } from '../devices/reading-intake.ts';
import { createReadingQueue } from '../devices/reading-queue.ts';
import type { Ground } from '../ground.ts';
import type { StaffCards } from '../staff/staff-cards.ts';
import type { WritableDb } from '../store/database.ts';
import { saveDeviceCursor } from '../store/tables/device-cursors.ts';
import type { Arrivals } from './arrivals.ts';
import { checkIn, refuseDoubtful } from './check-in.ts';

/**
 * A card held longer ago than this (core was down) is still checked in, but opens no screen: whoever
 * stands there now may be somebody else.
 */
export const SCAN_IS_FRESH_MS = 10 * SECOND_MS;

/** Cards that readers read. */
export interface CardReadings {
  /** Acts on a card; it is acknowledged once what it caused is durable. May throw StorageFailed. */
  onCard(card: CardReading, cursor: ReadingCursor): void;
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

  const queue = createReadingQueue(guard, scan);
  return { onCard: queue.add, retry: queue.retry };
}
