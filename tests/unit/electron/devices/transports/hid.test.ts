import { describe, expect, it } from 'vitest';
import {
  createHidLine,
  findHidPath,
  MAX_PENDING_REPORTS,
  type HidAccess,
  type HidHandle,
  type HidListing,
} from '../../../../../electron/devices/transports/hid.ts';

/** What scales say they are (HID usage tables, page 8D). */
const SCALES = { usagePage: 0x8d, usage: 0x20 };
const SCALE: HidListing = {
  vendorId: 0x0922,
  productId: 0x8009,
  path: 'scale',
  usagePage: 0x8d,
  usage: 0x20,
};
const SCALE_KEYS: HidListing = { ...SCALE, path: 'keys', usagePage: 1, usage: 6 };
const OTHER: HidListing = { vendorId: 0x046d, productId: 0xc31c, path: 'keyboard', usagePage: 1, usage: 6 };
const SCANNER: HidListing = { ...SCALE, path: 'scanner', usagePage: 0x8c, usage: 2 };
const NAMELESS: HidListing = { vendorId: 0x0eb8, productId: 0xf000, path: 'nameless' };

/** A device that the test holds in its hands. */
function createHandle() {
  const listeners = new Map<string, (value: never) => void>();
  const written: number[][] = [];
  let closed = 0;
  let settleWrites: () => void = () => undefined;
  const writesSettled = new Promise<void>((resolve) => (settleWrites = resolve));
  const handle: HidHandle = {
    on: (event: string, listener: (value: never) => void) => listeners.set(event, listener),
    async write(report) {
      written.push(report);
      await writesSettled;
    },
    async close() {
      closed += 1;
    },
  };
  return {
    handle,
    written,
    settleWrites,
    closed: () => closed,
    emit: (event: 'data' | 'error', value: unknown) => listeners.get(event)?.(value as never),
  };
}

async function openWith(handle: HidHandle) {
  const events: string[] = [];
  const access: HidAccess = { list: async () => [SCALE], open: async () => handle };
  const opened = await createHidLine(
    async () => access,
    { type: 'hid' },
    SCALES,
  )({
    received: (chunk) => events.push(Buffer.from(chunk).toString('hex')),
    lost: (code) => events.push(code),
  });
  if (!opened.ok) throw new Error(opened.code);
  return { line: opened.value, events };
}

describe('finding the scale among the USB devices', () => {
  it.each([
    ['any scale when nothing is configured', {}, [OTHER, SCALE_KEYS, SCALE], 'scale'],
    ['nothing rather than a keyboard', {}, [OTHER, NAMELESS], null],
    ['by its ids, the scale part first', { vendor_id: 0x0922 }, [SCALE_KEYS, SCALE], 'scale'],
    [
      'by its ids where the system tells no usage',
      { vendor_id: 0x0eb8, product_id: 0xf000 },
      [NAMELESS],
      'nameless',
    ],
    ['not one with other ids', { product_id: 0x8003 }, [SCALE], null],
    ['a scale rather than a scanner', {}, [SCANNER, SCALE], 'scale'],
    ['by its path, whatever is listed', { path: '/dev/hidraw3' }, [], '/dev/hidraw3'],
  ])('finds %s', (_what, config, listings, path) => {
    expect(findHidPath({ type: 'hid', ...config }, SCALES, listings)).toBe(path);
  });

  it('finds nothing of a kind that only ids can tell, such as one keyboard of several', () => {
    expect(findHidPath({ type: 'hid' }, undefined, [SCALE_KEYS, OTHER])).toBeNull();
    expect(findHidPath({ type: 'hid', vendor_id: 0x046d }, undefined, [SCALE_KEYS, OTHER])).toBe('keyboard');
  });
});

describe('a USB line', () => {
  it('hands over one report at a time until it is unplugged, and says so once', async () => {
    const device = createHandle();
    const { events } = await openWith(device.handle);
    device.emit('data', Buffer.from('030403ff0c00', 'hex'));
    device.emit('error', new Error('could not read from HID device'));
    device.emit('error', new Error('again'));
    device.emit('data', Buffer.from('030403ff0c00', 'hex'));
    expect(events).toEqual(['030403ff0c00', 'unplugged']);
    expect(device.closed()).toBe(1);
  });

  it('takes only so many reports that the device does not accept', async () => {
    const device = createHandle();
    const { line } = await openWith(device.handle);
    const taken = Array.from({ length: MAX_PENDING_REPORTS + 2 }, () => line.write(Uint8Array.of(2, 2)));
    expect(taken.filter(Boolean)).toHaveLength(MAX_PENDING_REPORTS);
    expect(device.written[0]).toEqual([2, 2]);
    device.settleWrites();
    await line.close();
  });

  it('says nothing more once it was closed', async () => {
    const device = createHandle();
    const { line, events } = await openWith(device.handle);
    await line.close();
    device.emit('error', new Error('closed'));
    expect(events).toEqual([]);
    expect(line.write(Uint8Array.of(1))).toBe(false);
    expect(device.closed()).toBe(1);
  });

  it.each([
    ['port_missing', async () => [] as HidListing[], async () => createHandle().handle],
    [
      'no_permission',
      async () => [SCALE],
      async (): Promise<HidHandle> => {
        throw new Error('cannot open device with path scale: Permission denied');
      },
    ],
  ])('that cannot be opened says %s', async (code, list, open) => {
    const openLine = createHidLine(async () => ({ list, open }), { type: 'hid' }, SCALES);
    const outcome = await openLine({ received: () => undefined, lost: () => undefined });
    expect(outcome).toMatchObject({ ok: false, code });
  });
});
