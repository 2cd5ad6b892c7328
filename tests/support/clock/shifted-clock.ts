import { ServerResponse } from 'node:http';

/** The instant at which every process of a test run begins, as ISO text; nothing where time is left alone. */
export const TEST_AT = 'KIOSK_TEST_AT';
/** How far a process's clock is from the machine's, milliseconds; handed on to the processes it starts. */
export const TEST_SHIFT = 'KIOSK_TEST_SHIFT_MS';

/**
 * Moves this process's wall clock and lets it run on from there. Timers and `performance.now` stay as they
 * are. Dates keep their one prototype, so that `instanceof Date` holds for those that Node itself makes.
 */
export function shiftClock(shiftMs: number): void {
  const RealDate = Date;
  const nowMs = (): number => RealDate.now() + shiftMs;
  const Shifted: DateConstructor = new Proxy(RealDate, {
    construct(real, args: [], newTarget: object): Date {
      const made = args.length === 0 ? [nowMs()] : args;
      const maker = newTarget === Shifted ? real : (newTarget as NewableFunction);
      return Reflect.construct(real, made, maker) as Date;
    },
    apply: () => new RealDate(nowMs()).toString(),
    get: (real, name) => (name === 'now' ? nowMs : (Reflect.get(real, name) as unknown)),
  });
  RealDate.prototype.constructor = Shifted;
  globalThis.Date = Shifted;
  const { timeOrigin } = performance;
  Object.defineProperty(performance, 'timeOrigin', { value: timeOrigin + shiftMs, configurable: true });
  dateAnswers();
}

/** Node dates its HTTP answers by a clock of its own; a server that says the wrong day is not believed. */
function dateAnswers(): void {
  const writeHead = ServerResponse.prototype.writeHead as (this: ServerResponse, ...args: never[]) => unknown;
  ServerResponse.prototype.writeHead = function (this: ServerResponse, ...args: never[]) {
    if (this.sendDate && !this.hasHeader('date')) this.setHeader('date', new Date().toUTCString());
    return writeHead.apply(this, args);
  } as typeof ServerResponse.prototype.writeHead;
}
