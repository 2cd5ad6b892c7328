import { pageFour, strapMessage } from './strap-corpus.ts';

/** A strap speaks every 8070 / 32768 s. */
export const STRAP_INTERVAL_MS = (8_070 * 1_000) / 32_768;
/** How often the transmitter looks which messages are due: well within the 4 ms that one takes at 57600 baud. */
const LOOK_EVERY_MS = 2;
const TICKS_PER_MESSAGE = 252;

/** Straps around a stick, each message written when it is due. A pseudo-terminal does not hold bytes back as a wire does. */
export interface StrapTransmitter {
  /** Messages written so far by each strap, in order of `sensors`. */
  readonly sent: readonly number[];
  /** When a strap's message was written, wall clock with a fraction; undefined for one not written yet. */
  sentAtMs(strap: number, message: number): number | undefined;
  /** The rate that a strap's message carries; each strap runs through all of 60 to 179. */
  bpmOf(strap: number, message: number): number;
  stop(): void;
}

/** Wall clock with a fraction of a millisecond. */
export function preciseNowMs(): number {
  return performance.timeOrigin + performance.now();
}

/**
 * Starts transmitting. A message's beat count is its number modulo 256, so that a lost one shows.
 * @param write takes one message
 */
export function startStrapTransmitter(
  sensors: readonly number[],
  write: (bytes: Uint8Array) => void,
): StrapTransmitter {
  const sent = sensors.map(() => 0);
  const times = sensors.map((): number[] => []);
  const startedAtMs = preciseNowMs();
  const bpmOf = (strap: number, message: number): number => 60 + ((strap * 7 + message) % 120);
  const dueAtMs = (strap: number): number =>
    startedAtMs + (sent[strap]! + strap / sensors.length) * STRAP_INTERVAL_MS;
  const look = (): void => {
    for (const [strap, sensor] of sensors.entries()) {
      while (dueAtMs(strap) <= preciseNowMs()) {
        const message = sent[strap]!;
        const ticks = message * TICKS_PER_MESSAGE;
        const bpm = bpmOf(strap, message);
        const page = pageFour(message % 8 < 4, ticks - TICKS_PER_MESSAGE, ticks, message, bpm);
        const bytes = strapMessage({ sensor, page });
        times[strap]!.push(preciseNowMs());
        sent[strap] = message + 1;
        write(bytes);
      }
    }
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    sent,
    sentAtMs: (strap, message) => times[strap]?.[message],
    bpmOf,
    stop: () => clearInterval(timer),
  };
}
