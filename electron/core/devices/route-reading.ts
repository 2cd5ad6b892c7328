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
  readonly checkIn: Pick<CheckIn, 'onReading'>;
  readonly heartRate: Pick<HeartRate, 'onReading'>;
  readonly weighIn: Pick<WeighIn, 'onReading'>;
  readonly staff: Pick<Staff, 'deviceTest'>;
}

type Route<Said extends Reading> = (parts: ReadingParts, reading: Said, cursor: ReadingCursor) => void;

/** Where a reading goes, by its kind. A kind that has no entry does not compile. */
const ROUTES: { readonly [Kind in Reading['kind']]: Route<Extract<Reading, { kind: Kind }>> } = {
  card: ({ checkIn }, reading, cursor) => checkIn.onReading(reading, cursor),
  heart_rate: ({ heartRate }, reading, cursor) => heartRate.onReading(reading, cursor),
  weight: ({ weighIn }, reading, cursor) => weighIn.onReading(reading, cursor),
  body_composition: ({ weighIn }, reading, cursor) => weighIn.onReading(reading, cursor),
};

/** Acts on a new reading: whoever it goes to commits its cursor, and acknowledges it once that is durable. */
export function routeReading(parts: ReadingParts, reading: Reading, cursor: ReadingCursor): void {
  parts.ground.output.reading(reading);
  parts.staff.deviceTest.onReading(reading);
  const route = ROUTES[reading.kind] as Route<Reading>;
  whileDiskMayFail(parts.ground, () => route(parts, reading, cursor));
}
