import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import type { DeviceConfig } from '../../../shared/contract/kiosk-config.ts';
import type { DetectingOutlet, Driver, DriverOutlet, FamilyRegistration } from '../driver.ts';
import { isCleanText } from '../scale/clean-line.ts';
import type { LineSettings } from '../transports/transport.ts';
import { describeSettings, OTHER_BAUD_RATES } from './trial-plan.ts';

/**
 * For a scale whose family is configured and whose baud rate is not: the family's usual settings,
 * and where nothing is understood under them the other baud rates, the usual one in between every
 * time, because a scale that is switched off looks the same. The driver hears everything meanwhile.
 */

/** This much without one whole message is another baud rate; a line that is merely noisy has whole ones. */
export const GARBLED_BYTES = 512;
/** How long each baud rate is given: a few questions, or a few lines of a slow stream. */
export const SEARCH_STEP_MS = 5_000;
/** What is said of bytes under wrong settings. A message whose check value does not fit has its form at least. */
const NO_WHOLE_MESSAGE: ReadonlySet<DiscardReason> = new Set(['framing', 'overlong', 'timeout']);

/**
 * In which order settings are tried: usual, other, usual, next other …
 * @param factory other settings that devices of the family leave the factory with: the first others
 */
export function searchOrder(usual: LineSettings, factory: readonly LineSettings[]): readonly LineSettings[] {
  const others = [...factory, ...OTHER_BAUD_RATES.map((baudRate) => ({ ...usual, baud_rate: baudRate }))];
  const bySettings = new Map(others.map((settings) => [describeSettings(settings), settings]));
  bySettings.delete(describeSettings(usual));
  return [...bySettings.values()].flatMap((settings) => [usual, settings]);
}

/** Settings that do not contradict what the configuration says of the line. */
function fitting(settings: readonly LineSettings[], { transport }: DeviceConfig): readonly LineSettings[] {
  const said: Readonly<Record<string, unknown>> = transport.type === 'serial' ? transport : {};
  return settings.filter((each) =>
    Object.entries(each).every(([key, value]) => said[key] === undefined || said[key] === value),
  );
}

/** The last {@link GARBLED_BYTES} of both. */
function join(before: Uint8Array, after: Uint8Array): Uint8Array {
  return Uint8Array.from([...before, ...after].slice(-GARBLED_BYTES));
}

/** @param usual the family's settings, as far as the configuration does not say others */
export function createLineSearch(
  config: DeviceConfig,
  outlet: DetectingOutlet,
  registration: FamilyRegistration,
  usual: LineSettings,
): Driver {
  const order = searchOrder(usual, fitting(registration.otherSerial ?? [], config));
  let step = 0;
  let understood = false;
  let isSilent = false;
  let garbledBytes = 0;
  /** The last bytes that came under the present settings, up to {@link GARBLED_BYTES}. */
  let recent: Uint8Array = new Uint8Array();
  let movedMs = 0;

  const understand = (): void => {
    if (understood) return;
    understood = true;
    const settings = order[step % order.length]!;
    if (settings === usual) return;
    outlet.detected({
      verdict: 'recognised',
      reason: 'clear',
      family: registration.family,
      line: describeSettings(settings),
      candidates: [],
    });
  };

  const watched: DriverOutlet = {
    ...outlet,
    reading(reading) {
      understand();
      outlet.reading(reading);
    },
    discarded(reason, bytes) {
      if (NO_WHOLE_MESSAGE.has(reason)) garbledBytes += bytes;
      // Clean lines that this family cannot name speak for the settings, and for nothing else.
      else if (reason === 'not_understood') garbledBytes = 0;
      else understand();
      outlet.discarded(reason, bytes);
    },
    state(state, reason) {
      isSilent = reason === 'no_answer';
      outlet.state(state, reason);
    },
  };
  const driver = registration.createDriver(config, watched);

  const move = (atMs: number): void => {
    step += 1;
    garbledBytes = 0;
    recent = new Uint8Array();
    movedMs = atMs;
    outlet.tune(order[step % order.length]!);
  };

  return {
    opened(atMs) {
      garbledBytes = 0;
      movedMs = atMs;
      // The port was opened with the usual settings; what was understood last is likelier.
      if (!understood) step = 0;
      understood = false;
      const likeliest = order[step % order.length]!;
      if (likeliest !== usual) outlet.tune(likeliest);
      driver.opened(atMs);
    },
    received(bytes, atMs) {
      recent = join(recent, bytes);
      driver.received(bytes, atMs);
    },
    tick(atMs) {
      driver.tick(atMs);
      if (understood || atMs - movedMs < SEARCH_STEP_MS) return;
      // Clean text, whatever its form, came under the right settings.
      if (isSilent || (garbledBytes >= GARBLED_BYTES && !isCleanText(recent))) move(atMs);
    },
    closed: driver.closed,
  };
}
