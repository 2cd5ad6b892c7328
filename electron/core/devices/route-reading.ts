import type { Reading } from '../../../shared/contract/readings.ts';
import type { CheckIn } from '../check-in/build-check-in.ts';
import { whileDiskMayFail, type Ground } from '../ground.ts';
import type { HeartRate } from '../heart-rate/build-heart-rate.ts';
import type { Staff } from '../staff/build-staff.ts';
import type { WeighIn } from '../weigh-in/build-weigh-in.ts';
import type { ReadingCursor } from './reading-intake.ts';

/** Who acts on what devices say. */
export interface ReadingParts {
  readonly ground: Ground;
  readonly checkIn: Pick<CheckIn, 'onCard'>;
  readonly heartRate: Pick<HeartRate, 'onHeartRate'>;
  readonly weighIn: Pick<WeighIn, 'onWeight'>;
  readonly staff: Pick<Staff, 'deviceTest'>;
}

/** Acts on a new reading: whoever it goes to commits its cursor, and acknowledges it once that is durable. */
export function routeReading(parts: ReadingParts, reading: Reading, cursor: ReadingCursor): void {
  const { ground, staff } = parts;
  ground.output.reading(reading);
  staff.deviceTest.showReading(reading);
  whileDiskMayFail(ground, () => giveToNoun(parts, reading, cursor));
}

/** Where a reading goes, by its kind. A kind that is not here does not compile. */
function giveToNoun(
  { checkIn, heartRate, weighIn }: ReadingParts,
  reading: Reading,
  cursor: ReadingCursor,
): void {
  switch (reading.kind) {
    case 'card':
      return checkIn.onCard(reading, cursor);
    case 'heart_rate':
      return heartRate.onHeartRate(reading, cursor);
    case 'weight':
    case 'body_composition':
      return weighIn.onWeight(reading, cursor);
  }
}
