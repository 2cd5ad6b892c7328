import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import type { DeviceConfig, DeviceFamily } from '../../../shared/contract/kiosk-config.ts';
import type { DetectingOutlet, Driver, DriverOutlet, FamilyRegistration } from '../driver.ts';
import { textToBytes } from '../scale/text-bytes.ts';
import type { LineSettings } from '../transports/transport.ts';
import {
  FIRST_DETECT_STATE,
  MAX_TRIAL_BYTES,
  stepDetect,
  type DetectAction,
  type DetectEvent,
} from './detect-machine.ts';
import { judgeStream } from './judge-stream.ts';
import { describeSettings, planTrials, type TrialPlan } from './trial-plan.ts';
import { withoutEighthBit } from './wire-parity.ts';

/** A recognised device that says this much without one whole message is another one now, or set differently. */
const MISFIT_BYTES = 1_024;
const NO_WHOLE_MESSAGE: ReadonlySet<DiscardReason> = new Set([
  'checksum',
  'framing',
  'not_understood',
  'overlong',
  'timeout',
]);

interface Chunk {
  readonly bytes: Uint8Array;
  readonly atMs: number;
}

/** Settings that the configuration of a serial device names. */
function fixedSettings(config: DeviceConfig): Partial<LineSettings> {
  if (config.transport.type !== 'serial') return {};
  const { type: _type, path: _path, ...said } = config.transport;
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

/**
 * The driver of a device that nobody has named: finds out what it is, then is the driver of that
 * family. What was heard while it was being recognised is read too: some devices speak once a person.
 * @param families what may be there
 * @param mayAsk false to listen only
 */
export function createDetectingDriver(
  config: DeviceConfig,
  outlet: DetectingOutlet,
  families: readonly FamilyRegistration[],
  mayAsk: boolean,
): Driver {
  const fixed = fixedSettings(config);
  let lastSettings: LineSettings | null = null;
  let plan: TrialPlan = planTrials(families, fixed, null, mayAsk);
  let state = FIRST_DETECT_STATE;
  let chunks: Chunk[] = [];
  let chunkBytes = 0;
  let driver: Driver | null = null;
  let family: DeviceFamily | null = null;
  let misfitBytes = 0;
  /** Of these, what came in clean lines that the family does not understand. */
  let unknownBytes = 0;
  /** What came since the last message that was understood, up to {@link MISFIT_BYTES}, eighth bits removed. */
  let misfits: Uint8Array[] = [];
  /** The last thing that was said of an undecided device; the same again is no news. */
  let lastDetected = '';
  let nowMs = 0;

  const detect = (event: DetectEvent): void => {
    const [next, actions] = stepDetect(plan, state, event, nowMs);
    state = next;
    for (const action of actions) carryOut(action);
  };

  const startDetecting = (): void => {
    driver = null;
    chunks = [];
    chunkBytes = 0;
    fits();
    plan = planTrials(families, fixed, lastSettings, mayAsk);
    outlet.state('starting', 'detecting');
    detect({ type: 'opened' });
  };

  const fits = (): void => {
    misfitBytes = 0;
    unknownBytes = 0;
    misfits = [];
  };

  /** Clean lines that nobody understands are no other device, unless they clearly are one. */
  const isAnother = (): boolean => {
    if (unknownBytes < misfitBytes) return true;
    const bytes = new Uint8Array(misfits.flatMap((chunk) => [...chunk]));
    const { family: heard } = judgeStream([{ question: null, bytes }], plan.families);
    return heard !== null && heard !== family;
  };

  /** The recognised family's own outlet, watched for signs that it is not this family after all. */
  const watched: DriverOutlet = {
    ...outlet,
    reading(reading) {
      fits();
      outlet.reading(reading);
    },
    discarded(reason, bytes) {
      if (!NO_WHOLE_MESSAGE.has(reason)) fits();
      else misfitBytes += bytes;
      if (reason === 'not_understood') unknownBytes += bytes;
      outlet.discarded(reason, bytes);
    },
  };

  const become = (action: Extract<DetectAction, { type: 'recognised' }>): void => {
    const registration = families.find(({ family }) => family === action.family);
    if (registration === undefined) return;
    const { settings } = action;
    lastSettings = settings;
    lastDetected = '';
    outlet.detected({
      verdict: 'recognised',
      reason: 'clear',
      family: action.family,
      line: describeSettings(settings),
      candidates: [...action.candidates],
    });
    const tried = plan.trials[state.trial]!.settings;
    const isSeven = settings.data_bits === 7 && tried.data_bits === 8;
    if (describeSettings(settings) !== describeSettings(tried)) outlet.tune(settings);
    const heard = chunks;
    chunks = [];
    chunkBytes = 0;
    family = action.family;
    driver = registration.createDriver({ ...config, family }, watched);
    driver.opened(heard[0]?.atMs ?? nowMs);
    for (const { bytes, atMs } of heard) driver.received(isSeven ? withoutEighthBit(bytes) : bytes, atMs);
  };

  const stayUndecided = (detection: Extract<DetectAction, { type: 'undecided' }>['detection']): void => {
    outlet.state('starting', detection.reason === 'silent' ? 'no_answer' : 'undecided');
    const told = [detection.reason, ...detection.candidates.map(({ family }) => family)].join(' ');
    if (told === lastDetected) return;
    lastDetected = told;
    outlet.detected({ verdict: 'undecided', family: null, line: null, ...detection });
  };

  const carryOut = (action: DetectAction): void => {
    switch (action.type) {
      case 'tune':
        chunks = [];
        chunkBytes = 0;
        outlet.tune(action.settings);
        return;
      case 'ask':
        outlet.send(textToBytes(action.question));
        return;
      case 'drop':
        outlet.discarded('framing', action.bytes);
        return;
      case 'recognised':
        become(action);
        return;
      case 'undecided':
        stayUndecided(action.detection);
    }
  };

  const remember = (bytes: Uint8Array): void => {
    const kept = Uint8Array.from(bytes.subarray(0, MAX_TRIAL_BYTES - chunkBytes));
    if (kept.length === 0) return;
    chunks.push({ bytes: kept, atMs: nowMs });
    chunkBytes += kept.length;
  };

  return {
    opened(atMs) {
      nowMs = atMs;
      startDetecting();
    },
    received(bytes, atMs) {
      nowMs = atMs;
      if (driver !== null) {
        if (misfits.reduce((sum, chunk) => sum + chunk.length, 0) < MISFIT_BYTES)
          misfits.push(withoutEighthBit(bytes));
        driver.received(bytes, atMs);
        return;
      }
      remember(bytes);
      detect({ type: 'heard', bytes: Uint8Array.from(bytes) });
    },
    tick(atMs) {
      nowMs = atMs;
      if (driver === null) {
        detect({ type: 'tick' });
        return;
      }
      driver.tick(atMs);
      if (misfitBytes < MISFIT_BYTES) return;
      if (!isAnother()) {
        fits();
        return;
      }
      driver.closed();
      startDetecting();
    },
    closed() {
      driver?.closed();
      driver = null;
      chunks = [];
      chunkBytes = 0;
    },
  };
}
