import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foundDeviceId } from '../../../../../electron/devices/discovery/found-devices.ts';
import {
  decidePorts,
  matchBus,
  type PortListing,
} from '../../../../../electron/devices/discovery/match-bus.ts';
import { FAMILIES } from '../../../../../electron/devices/family-registry.ts';
import { deviceConfigSchema } from '../../../../../shared/contract/kiosk-config.ts';
import { foundPortSchema } from '../../../../../shared/contract/device-messages.ts';

const port = (over: Partial<PortListing> = {}): PortListing => ({
  bus: 'serial',
  path: '/dev/ttyUSB0',
  vendorId: null,
  productId: null,
  manufacturer: null,
  serialNumber: null,
  usagePage: null,
  usage: null,
  ...over,
});
const hid = (usagePage: number, usage: number, over: Partial<PortListing> = {}): PortListing =>
  port({ bus: 'hid', path: '/dev/hidraw0', vendorId: 0x0922, productId: 0x8009, usagePage, usage, ...over });
const STICK = port({ vendorId: 0x0fcf, productId: 0x1008, manufacturer: 'Dynastream Innovations' });
const ADAPTOR = port({ path: '/dev/ttyUSB1', vendorId: 0x0403, productId: 0x6001, manufacturer: 'FTDI' });

const decide = (listings: PortListing[], over: { configured?: string[]; room?: number } = {}) =>
  decidePorts(listings, {
    families: FAMILIES,
    isConfigured: ({ path }) => over.configured?.includes(path) ?? false,
    room: over.room ?? 32,
    deviceId: foundDeviceId,
  });
const verdicts = (...of: Parameters<typeof decide>) =>
  decide(...of).map(({ verdict, reason }) => `${verdict} ${reason}`);

describe('what the bus says of a device', () => {
  it('is enough for a stick, whose ids belong to nothing else', () => {
    expect(matchBus(STICK, FAMILIES)[0]).toEqual({
      family: 'ant',
      score: 1,
      reason: 'usb_id',
      detail: '0fcf:1008',
    });
    expect(decide([STICK])).toMatchObject([
      { verdict: 'used', reason: 'recognised', device: 'found-0fcf-1008-ttyUSB0' },
    ]);
  });

  it.each([
    ['hid-scale', hid(0x8d, 0x20)],
    ['hid-scanner', hid(0x8c, 0x02)],
  ])('is enough for a device that says what it is: %s', (family, listing) => {
    expect(matchBus(listing, FAMILIES)[0]).toMatchObject({ family, score: 1, reason: 'hid_usage' });
    expect(verdicts([listing])).toEqual(['used recognised']);
  });

  it('is not enough where there is only a maker’s name', () => {
    const scale = { ...ADAPTOR, manufacturer: 'Mettler Toledo' };
    expect(matchBus(scale, FAMILIES).map(({ family, reason }) => `${family} ${reason}`)).toEqual([
      'mt-sics manufacturer',
      'toledo-8217 manufacturer',
    ]);
    expect(verdicts([scale])).toEqual(['listened_to ambiguous']);
  });

  it('leaves an adaptor to be listened to, a built-in port alone, and keyboards out', () => {
    const builtIn = port({ path: '/dev/ttyS0' });
    expect(verdicts([ADAPTOR, builtIn, hid(1, 6), hid(0x0c, 1), hid(0xff00, 1)])).toEqual([
      'listened_to no_match',
      'unknown not_usb',
      'unknown no_match',
    ]);
  });

  it('never outweighs the configuration', () => {
    const [stick, adaptor] = decide([STICK, ADAPTOR], { configured: [STICK.path, ADAPTOR.path] });
    expect([stick?.verdict, stick?.device]).toEqual(['configured', null]);
    expect([adaptor?.verdict, adaptor?.device]).toEqual(['configured', null]);
  });

  it('is reported where there are more devices than the kiosk takes', () => {
    expect(verdicts([STICK, ADAPTOR], { room: 1 })).toEqual(['used recognised', 'unknown too_many']);
  });

  it('always gives a report that keeps the contract, and ids that a configuration takes', () => {
    const id = fc.option(fc.integer({ min: 0, max: 0xffff }));
    const listing = fc.record({
      bus: fc.constantFrom('serial' as const, 'hid' as const),
      path: fc.string({ minLength: 1, maxLength: 256 }),
      vendorId: id,
      productId: id,
      manufacturer: fc.option(fc.string({ maxLength: 300 })),
      serialNumber: fc.option(fc.string({ maxLength: 300 })),
      usagePage: id,
      usage: id,
    });
    fc.assert(
      fc.property(fc.array(listing, { maxLength: 100 }), (listings) => {
        for (const found of decide(listings)) {
          expect(foundPortSchema.safeParse(found).success).toBe(true);
          if (found.device === null) continue;
          expect(deviceConfigSchema.shape.id.safeParse(found.device).success).toBe(true);
        }
      }),
    );
  });
});
