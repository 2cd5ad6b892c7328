import { describe, expect, it } from 'vitest';
import { findFamily } from '../../../../../electron/devices/family-registry.ts';
import {
  createHidLine,
  type HidAccess,
  type HidHandle,
  type HidListing,
} from '../../../../../electron/devices/transports/hid.ts';
import { createReopeningTransport } from '../../../../../electron/devices/transports/reopening.ts';
import { deviceConfigSchema } from '../../../../../shared/contract/kiosk-config.ts';
import { fakeTime, settled } from '../../../../support/devices/fake-time.ts';
import { bytesOf } from '../../../../support/devices/framing.ts';
import { recordDriver } from '../../../../support/devices/recorded-driver.ts';
import {
  BOARDING_PASS,
  SCANNED_BOARDING_PASS,
  TYPED_EAN,
} from '../../../../support/devices/recorded-readers.ts';

/** What node-hid lists on a counter: two keyboards, one of them a reader, a scanner of two interfaces, a scale. */
const LISTED: readonly HidListing[] = [
  { vendorId: 0x046d, productId: 0xc31c, path: 'keyboard', usagePage: 1, usage: 6 },
  { vendorId: 0x05f9, productId: 0x221c, path: 'typing-reader', usagePage: 1, usage: 6 },
  { vendorId: 0x0c2e, productId: 0x0b87, path: 'scanner-keys', usagePage: 1, usage: 6 },
  { vendorId: 0x0c2e, productId: 0x0b87, path: 'scanner', usagePage: 0x8c, usage: 2 },
  { vendorId: 0x0922, productId: 0x8009, path: 'scale', usagePage: 0x8d, usage: 0x20 },
];

/** A configured HID device over a `node-hid` that the test plays. */
async function connect(configured: object) {
  const time = fakeTime();
  const opened: string[] = [];
  const closed: string[] = [];
  const listeners = new Map<string, (value: never) => void>();
  const handle: HidHandle = {
    on: (event: string, listener: (value: never) => void) => listeners.set(event, listener),
    write: async () => undefined,
    close: async () => undefined,
  };
  const access: HidAccess = {
    list: async () => LISTED,
    async open(path) {
      opened.push(path);
      return handle;
    },
  };
  const config = deviceConfigSchema.parse({ id: 'desk', ...configured });
  if (config.transport.type !== 'hid') throw new TypeError('this is about HID devices');
  const registration = findFamily(config.family as Parameters<typeof findFamily>[0])!;
  const transport = createReopeningTransport({
    openLine: createHidLine(async () => access, config.transport, registration.hid),
    schedule: time.schedule,
    random: () => 0,
  });
  const { driver, readings, reasons } = recordDriver(registration);
  transport.start({
    opened: () => driver.opened(time.monotonicMs()),
    received: (chunk) => driver.received(chunk, time.monotonicMs()),
    closed(code) {
      closed.push(code);
      driver.closed();
    },
  });
  await settled();
  return {
    opened,
    closed,
    readings,
    reasons,
    time,
    tick: () => driver.tick(time.monotonicMs() + 100),
    /** node-hid hands over Buffers of one report each. */
    report: (hex: string) => listeners.get('data')?.(Buffer.from(bytesOf(hex)) as never),
    unplug: () => listeners.get('error')?.(new Error('could not read from HID device') as never),
  };
}

describe('a scanner that node-hid opens', () => {
  it('is found among keyboards and scales by what it says it is, and read', async () => {
    const desk = await connect({ family: 'hid-scanner', transport: { type: 'hid' } });
    expect(desk.opened).toEqual(['scanner']);
    for (const report of SCANNED_BOARDING_PASS) desk.report(report);
    expect(desk.readings).toEqual([{ kind: 'card', code: BOARDING_PASS }]);
  });

  it('loses half a code with its plug, says so, and is opened again', async () => {
    const desk = await connect({ family: 'hid-scanner', transport: { type: 'hid' } });
    desk.report(SCANNED_BOARDING_PASS[0]);
    desk.unplug();
    await desk.time.passSlowly(1_000);
    expect(desk.opened).toEqual(['scanner', 'scanner']);
    expect(desk.closed).toEqual(['unplugged']);
    expect(desk.reasons()).toEqual(['timeout']);
    for (const report of SCANNED_BOARDING_PASS) desk.report(report);
    expect(desk.readings).toEqual([{ kind: 'card', code: BOARDING_PASS }]);
  });

  it('may be a reader that types, named by its ids', async () => {
    const transport = { type: 'hid', vendor_id: 0x05f9, product_id: 0x221c };
    const desk = await connect({ family: 'keyboard-wedge', transport });
    expect(desk.opened).toEqual(['typing-reader']);
    for (const report of TYPED_EAN) desk.report(report);
    desk.tick();
    expect(desk.readings).toEqual([{ kind: 'card', code: '6957842208856' }]);
  });

  it('is no keyboard that nobody named: somebody may be typing on it', async () => {
    const desk = await connect({ family: 'keyboard-wedge', transport: { type: 'hid' } });
    expect(desk.opened).toEqual([]);
    expect(desk.closed).toEqual(['port_missing']);
  });
});
