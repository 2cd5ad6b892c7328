import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { whyPortIsMissing } from '../../../../../electron/devices/bluetooth/system-adapter.ts';
import { bluetooth } from '../../../../../electron/devices/bluetooth/registration.ts';
import { createPortClaims } from '../../../../../electron/devices/discovery/port-claims.ts';
import { openDevice } from '../../../../../electron/devices/open-device.ts';
import { waitFor } from '../../../../support/wait-for.ts';

let system: string;
let adapters: string;

beforeEach(() => {
  system = mkdtempSync(join(tmpdir(), 'kiosk-adapters-'));
  adapters = join(system, 'class');
  mkdirSync(adapters);
});
afterEach(() => rmSync(system, { recursive: true, force: true }));

/** An adapter as Linux lists it: a link whose device is an interface of a USB device. */
function plugIn(name: string, vendor: string | null): void {
  const usbDevice = join(system, 'devices', `usb-${name}`);
  const usbInterface = join(usbDevice, '1-2:1.0');
  const adapter = join(usbInterface, 'bluetooth', name);
  mkdirSync(adapter, { recursive: true });
  if (vendor !== null) writeFileSync(join(usbDevice, 'idVendor'), `${vendor}\n`);
  symlinkSync(usbInterface, join(adapter, 'device'));
  symlinkSync(adapter, join(adapters, name));
}

describe('a Bluetooth controller whose port is not there', () => {
  it('is the system’s own when the configuration names an adapter', async () => {
    plugIn('hci0', '8087');
    expect(await whyPortIsMissing('hci0', adapters)).toBe('adapter_taken');
    expect(await whyPortIsMissing('/dev/hci0', adapters)).toBe('adapter_taken');
    expect(await whyPortIsMissing('hci1', adapters)).toBeNull();
  });

  it('is taken by the system when the dongle’s firmware makes it an adapter', async () => {
    plugIn('hci0', '8087');
    expect(await whyPortIsMissing('/dev/ttyACM0', adapters)).toBeNull();
    plugIn('hci1', '2FE3');
    expect(await whyPortIsMissing('/dev/ttyACM0', adapters)).toBe('adapter_taken');
  });

  it('is just not there beside adapters of another kind, and where no system lists any', async () => {
    plugIn('hci0', null);
    expect(await whyPortIsMissing('/dev/ttyACM0', adapters)).toBeNull();
    expect(await whyPortIsMissing('/dev/ttyACM0', join(system, 'nothing'))).toBeNull();
  });

  it('says so, as the reason of its device', async () => {
    plugIn('hci0', '1915');
    const reasons: string[] = [];
    const { transport } = openDevice(
      { id: 'bt', family: 'bluetooth', transport: { type: 'serial', path: '/dev/ttyACM0' }, options: {} },
      { ...bluetooth, whyMissing: (path) => whyPortIsMissing(path, adapters) },
      createPortClaims(),
      {
        monotonicMs: () => 0,
        every: () => () => undefined,
        schedule: () => () => undefined,
        random: () => 0,
        serialBinding: () =>
          Promise.resolve({
            list: () => Promise.resolve([]),
            open: () =>
              Promise.reject(new Error('Error: No such file or directory, cannot open /dev/ttyACM0')),
          }),
        openHid: () => () => Promise.reject(new Error('no HID device')),
        listPorts: () => Promise.resolve([]),
        realPath: (path) => Promise.resolve(path),
        openKeyboard: () => Promise.reject(new Error('no keyboard')),
      },
    );
    transport.start({
      opened: () => undefined,
      received: () => undefined,
      closed: (code) => void reasons.push(code),
    });
    await waitFor(() => reasons.length > 0, 'the port was tried');
    expect(reasons).toEqual(['adapter_taken']);
    await transport.stop();
  });
});
