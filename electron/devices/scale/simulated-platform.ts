/** What the simulated indicator shows at a moment. */
export interface ScaleDisplay {
  readonly condition: 'ok' | 'overload' | 'underload' | 'error';
  readonly kg: number;
  /** Whether the indicator's stability lamp is lit. */
  readonly steady: boolean;
}

export type ScaleFault = 'overload' | 'underload' | 'error' | 'silent' | 'noise' | 'torn';

const FAULTS: readonly ScaleFault[] = ['overload', 'underload', 'error', 'silent', 'noise', 'torn'];

/** Division of a class III person scale: what one step of the display is worth. */
const DIVISION_KG = 0.05;
/** Capacity of a common person scale; beyond it plus nine divisions the display gives up (EN 45501). */
const CAPACITY_KG = 250;
/** A person needs about this long to stand still; the lamp is lit after it. */
const SETTLED_AFTER_MS = 1_500;
/** Time constants of the platform's spring and of the person's swaying. */
const SPRING_MS = 180;
const SWAY_MS = 450;
const SWAY_KG = 1.5;

/** A platform that a person steps on and off, seen through its display. */
export interface SimulatedPlatform {
  /** `step_on {kg}`, `step_off`, `fault {kind}` (`kind: 'clear'` ends it); throws on anything else. */
  act(action: string, args: Readonly<Record<string, unknown>>, nowMs: number): void;
  display(nowMs: number): ScaleDisplay;
  fault(): ScaleFault | null;
}

function readWeight(kg: unknown): number {
  if (typeof kg !== 'number' || !(kg >= 0 && kg <= 1_000))
    throw new RangeError('step_on needs kg from 0 to 1000');
  return kg;
}

function readFault(kind: unknown): ScaleFault | null {
  if (kind === 'clear') return null;
  const fault = FAULTS.find((each) => each === kind);
  if (fault === undefined) throw new RangeError(`fault needs a kind: ${FAULTS.join(', ')} or clear`);
  return fault;
}

/** @param random numbers in [0, 1) for the swaying */
export function createSimulatedPlatform(random: () => number): SimulatedPlatform {
  let fromKg = 0;
  let toKg = 0;
  let changedMs = Number.NEGATIVE_INFINITY;
  let fault: ScaleFault | null = null;

  function load(kg: number, nowMs: number): void {
    fromKg = toKg;
    toKg = kg;
    changedMs = nowMs;
  }

  return {
    act(action, args, nowMs) {
      if (action === 'step_on') load(readWeight(args['kg']), nowMs);
      else if (action === 'step_off') load(0, nowMs);
      else if (action === 'fault') fault = readFault(args['kind']);
      else throw new RangeError(`a scale cannot ${action}`);
    },
    display(nowMs) {
      if (fault === 'overload' || fault === 'underload' || fault === 'error') {
        return { condition: fault, kg: 0, steady: false };
      }
      const sinceMs = nowMs - changedMs;
      const steady = sinceMs >= SETTLED_AFTER_MS;
      const spring = (fromKg - toKg) * Math.exp(-sinceMs / SPRING_MS);
      const sway = toKg > 0 ? SWAY_KG * Math.exp(-sinceMs / SWAY_MS) * (random() - 0.5) : 0;
      const kg = steady ? toKg : Math.max(0, toKg + spring + sway);
      if (kg > CAPACITY_KG + 9 * DIVISION_KG) return { condition: 'overload', kg: 0, steady: false };
      return { condition: 'ok', kg: Math.round(kg / DIVISION_KG) * DIVISION_KG, steady };
    },
    fault: () => fault,
  };
}
