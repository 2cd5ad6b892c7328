import type { Port } from '../../shared/base/port.ts';
import type { KioskState } from '../../shared/contract/kiosk-api.ts';
import { routeReading } from './devices/route-reading.ts';
import { configuredPins } from './members/configured-pins.ts';
import type { ChangeSignal } from './screen/change-signal.ts';
import type { Parts } from './screen/core-context.ts';
import { createStateReader } from './screen/kiosk-state.ts';
import type { Latest } from './screen/latest.ts';

/** How often sessions, refusals and straps are looked at for having run out. */
const TICK_MS = 250;
const TICKS_PER_SECOND = 1_000 / TICK_MS;

/** A core at work. */
export interface Running {
  readonly parts: Parts;
  attachDevices(port: Port): void;
  /** A page has connected, perhaps in place of one that is gone: staff mode was open on that one. */
  pageCame(): void;
  /** Finishes what is under way and sends what it can. */
  stop(): Promise<void>;
}

/**
 * Sets the parts to work: time passes for them, and what changes is published to the page.
 * @param change what the parts say that something has changed with
 */
export function runCore(parts: Parts, change: ChangeSignal, state: Latest<KioskState>): Running {
  const { ground, screen, devices, members, staff, checkIn, weighIn, heartRate, jobs, sync, demo } = parts;
  const readState = createStateReader(parts);
  change.listen(() => {
    state.publish(readState());
    sync.push.poke();
  });
  let ticks = 0;
  const ticker = setInterval(() => {
    tickParts(parts);
    ticks += 1;
    if (ticks % TICKS_PER_SECOND === 0) tickSecond(parts, ticks / TICKS_PER_SECOND);
  }, TICK_MS);
  sync.pull.start();
  ground.changed();
  void members.givePins([...(demo?.pins ?? []), ...configuredPins(ground.settings.config)]);
  return {
    parts,
    attachDevices: (port) =>
      devices.line.attach(port, (reading, cursor) => routeReading(parts, reading, cursor)),
    pageCame() {
      staff.desk.end('page_gone');
      screen.keypad.end();
    },
    async stop() {
      clearInterval(ticker);
      members.stop();
      staff.desk.end('kiosk_stops');
      for (const part of [checkIn, weighIn, staff, heartRate]) part.tick();
      await jobs.stop();
      heartRate.stop();
      await Promise.all([sync.pull.stop(), sync.push.stop()]);
    },
  };
}

/** Lets time pass for every part. Called four times a second. */
export function tickParts({
  checkIn,
  weighIn,
  staff,
  heartRate,
  screen,
  jobs,
  progress,
}: TickingParts): void {
  checkIn.tick();
  weighIn.tick();
  staff.tick();
  heartRate.tick();
  screen.tick();
  jobs.tick();
  progress.tick();
}

type TickingName = 'checkIn' | 'weighIn' | 'staff' | 'heartRate' | 'screen' | 'jobs' | 'progress';
type TickingParts = { readonly [Name in TickingName]: Pick<Parts[Name], 'tick'> };

function tickSecond({ ground, screen, sync }: Parts, second: number): void {
  screen.seconds.publish(second);
  // Straps in range come and go while a member chooses one.
  if ((screen.sessions.current()?.pairingUntilMs ?? null) !== null) ground.changed();
  sync.push.poke();
}
