import { DEMO_CAST } from '../../../shared/demo/demo-cast.ts';
import type { ConfiguredFamily, DeviceConfig } from '../../../shared/contract/kiosk-config.ts';
import type { StaffAccountConfig } from '../../../shared/contract/staff-account.ts';
import type { DemoCast, DemoStaff } from '../../../shared/contract/kiosk-api.ts';

/** A tag nobody enrolled; all ones would be a reader that saw no tag. */
const UNKNOWN_CARD = '4026531841';
/** How long a demo card is held to the reader. */
const HOLD_MS = 300;
/** Device numbers of loan straps, for members who own none, count up from here. */
const FIRST_LOAN_STRAP = 30_001;
/** Beats a minute of somebody who is warming up. */
const WARM_UP_BPM = 112;

/** What a body differs by from one day to the next. */
const DAILY_DRIFT_KG = 0.6;
/** A demo member who was never weighed. */
const SOMEBODY_KG = 74;
/** Long enough for the display to settle and to be read. */
const STAND_MS = 5_000;

/** What the screen may do with a demo gym's devices. */
export interface DemoControls {
  cast(): DemoCast;
  staff(): DemoStaff;
  /** @param memberNumber whose card is held to the reader; null for one nobody enrolled */
  tapCard(memberNumber: string | null): void;
  wearStrap(memberNumber: string, isOn: boolean): void;
  /** @returns false where there is no simulated scale, or nobody of that number */
  stepOnScale(memberNumber: string): boolean;
}

/**
 * Lets the screen drive the simulated devices: what it does becomes bytes on a simulated wire and
 * comes back through drivers, flows and the store like the real thing.
 */
export function createDemoControls(deps: {
  devices: readonly DeviceConfig[];
  staff: readonly StaffAccountConfig[];
  simulate: (device: string, action: string, args: Record<string, unknown>) => void;
  /** What a member weighed last, kilograms; null for one who never did. */
  weightOf: (memberNumber: string) => number | null;
  after: (delayMs: number, work: () => void) => void;
  random: () => number;
}): DemoControls {
  const simulated = (...families: ConfiguredFamily[]): string | undefined =>
    deps.devices.find(({ family, transport }) => transport.type === 'simulated' && families.includes(family))
      ?.id;
  const wearing = new Set<string>();
  /** Counts who stepped on, so that a former person's stepping off is not the present one's. */
  let steppedOn = 0;
  return {
    cast: () => castAs(wearing),
    staff: () => deps.staff.map(({ name, role, pin }) => ({ name, role, pin })),
    tapCard(memberNumber) {
      const reader = simulated('rdm6300', 'id-12');
      const card = DEMO_CAST.find((person) => person.memberNumber === memberNumber)?.cardCode ?? UNKNOWN_CARD;
      if (reader !== undefined) deps.simulate(reader, 'hold', { code: card, hold_ms: HOLD_MS });
    },
    wearStrap(memberNumber, isOn) {
      const receiver = simulated('ant');
      const index = DEMO_CAST.findIndex((person) => person.memberNumber === memberNumber);
      if (receiver === undefined || index === -1) return;
      const sensorId = Number(DEMO_CAST[index]?.sensorId ?? FIRST_LOAN_STRAP + index);
      const strap = { sensor: sensorId & 0xffff, extension: sensorId >> 16 };
      if (isOn) {
        wearing.add(memberNumber);
        deps.simulate(receiver, 'wear', { ...strap, bpm: WARM_UP_BPM });
      } else {
        wearing.delete(memberNumber);
        deps.simulate(receiver, 'remove', strap);
      }
    },
    stepOnScale(memberNumber) {
      const scale = simulated('mt-sics', 'text-scale', 'and', 'tanita');
      const person = DEMO_CAST.find((each) => each.memberNumber === memberNumber);
      if (scale === undefined || person === undefined) return false;
      const drift = (deps.random() - 0.5) * 2 * DAILY_DRIFT_KG;
      const kg = Math.round(((deps.weightOf(memberNumber) ?? SOMEBODY_KG) + drift) * 10) / 10;
      steppedOn += 1;
      const step = steppedOn;
      deps.simulate(scale, 'step_on', { kg });
      deps.after(STAND_MS, () => {
        if (step === steppedOn) deps.simulate(scale, 'step_off', {});
      });
      return true;
    },
  };
}

/** @param wearing whose strap is on, by member number */
function castAs(wearing: ReadonlySet<string>): DemoCast {
  return DEMO_CAST.map((person) => ({
    member_number: person.memberNumber,
    first_name: person.firstName,
    has_card: true,
    pin: person.pin,
    pin_locked: person.isPinLocked,
    has_strap: person.sensorId !== null,
    wearing: wearing.has(person.memberNumber),
  }));
}
