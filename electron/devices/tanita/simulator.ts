import type { DeviceConfig } from '../../../shared/contract/kiosk-config.ts';
import type { Simulator } from '../driver.ts';
import { createSimulatedPlatform } from '../scale/simulated-platform.ts';
import { textToBytes } from '../scale/text-bytes.ts';
import { encodeTanita } from './frames.ts';

/** A person keyed in at the analyser. */
interface SimulatedPerson {
  readonly kg: number;
  readonly heightCm: number;
  readonly age: number;
  readonly female: boolean;
  readonly fatPercent: number;
}

/** Standing still, barefoot, hands on the grips: an analyser takes about this long. */
const MEASURING_MS = 3_000;
/** Minerals are close to a twentieth of the fat-free mass, water to 73 % of it (Pace and Rathbun 1945). */
const BONE_SHARE = 0.05;
const WATER_SHARE = 0.73;

function readNumber(args: Readonly<Record<string, unknown>>, key: string, otherwise: number): number {
  const value = args[key] ?? otherwise;
  if (typeof value !== 'number' || !(value > 0 && value <= 500))
    throw new RangeError(`step_on: ${key} does not fit`);
  return value;
}

function readPerson(args: Readonly<Record<string, unknown>>): SimulatedPerson {
  return {
    kg: readNumber(args, 'kg', Number.NaN),
    heightCm: readNumber(args, 'height_cm', 175),
    age: readNumber(args, 'age', 35),
    female: args['sex'] === 'female',
    fatPercent: readNumber(args, 'fat_percent', args['sex'] === 'female' ? 28 : 19),
  };
}

/** The message for a person, with values that agree with each other as an analyser's do. */
export function simulatedMeasurement(person: SimulatedPerson): string {
  const kg = Math.round(person.kg * 10) / 10;
  const fatKg = Math.round((kg * person.fatPercent) / 10) / 10;
  const leanKg = kg - fatKg;
  const boneKg = Math.round(leanKg * BONE_SHARE * 10) / 10;
  return encodeTanita([
    ['MO', '"SC-330"'],
    ['SN', '"00000001"'],
    ['ID', '"0000000000"'],
    ['Bt', '0'],
    ['GE', person.female ? '2' : '1'],
    ['AG', String(Math.round(person.age))],
    ['Hm', person.heightCm.toFixed(1)],
    ['Pt', '0.0'],
    ['Wk', kg.toFixed(1)],
    ['FW', person.fatPercent.toFixed(1)],
    ['fW', fatKg.toFixed(1)],
    ['MW', leanKg.toFixed(1)],
    ['mW', (leanKg - boneKg).toFixed(1)],
    ['bW', boneKg.toFixed(1)],
    ['wW', (leanKg * WATER_SHARE).toFixed(1)],
    ['ww', ((leanKg * WATER_SHARE * 100) / kg).toFixed(1)],
    ['MI', (kg / (person.heightCm / 100) ** 2).toFixed(1)],
  ]);
}

/**
 * Plays an analyser: `step_on {kg, height_cm?, age?, sex?, fat_percent?}` sends one message after the
 * measurement unless the person steps off first; `fault {kind}` damages or withholds it.
 */
export function createTanitaSimulator(
  config: DeviceConfig,
  send: (bytes: Uint8Array) => void,
  random: () => number,
): Simulator {
  const platform = createSimulatedPlatform(random);
  let person: SimulatedPerson | null = null;
  let doneMs = 0;
  let scenario = config.transport.type === 'simulated' ? config.transport.scenario : undefined;

  function act(action: string, args: Readonly<Record<string, unknown>>, nowMs: number): void {
    if (action === 'step_on') {
      person = readPerson(args);
      doneMs = nowMs + MEASURING_MS;
    } else if (action === 'step_off') person = null;
    else platform.act(action, args, nowMs);
  }

  function finish(measured: SimulatedPerson): void {
    const fault = platform.fault();
    if (fault === 'silent') return;
    const line = simulatedMeasurement(measured);
    if (fault === 'overload') send(textToBytes('E1\r\n'));
    else if (fault === 'underload') send(textToBytes('E9\r\n'));
    else if (fault === 'error') send(textToBytes('E2\r\n'));
    else if (fault === 'noise') send(Uint8Array.from({ length: 24 }, () => Math.floor(random() * 256)));
    else send(textToBytes(fault === 'torn' ? line.slice(0, line.length / 2) : line));
  }

  return {
    received() {
      // Nothing is ever asked of an analyser that sends after each measurement.
    },
    tick(nowMs) {
      if (scenario?.['kg'] !== undefined) act('step_on', scenario, nowMs);
      scenario = undefined;
      if (person === null || nowMs < doneMs) return;
      finish(person);
      person = null;
    },
    act,
  };
}
