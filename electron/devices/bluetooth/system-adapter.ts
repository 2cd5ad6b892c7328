import { readdir, readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Where Linux lists the adapters that it uses itself; other systems have no such folder. */
const SYSTEM_ADAPTERS = '/sys/class/bluetooth';
/** Vendors of boards that are dongles for a kiosk under one firmware and adapters of the system under another. */
const DONGLE_VENDORS: ReadonlySet<string> = new Set([
  // Zephyr's samples
  '2fe3',
  // Nordic Semiconductor
  '1915',
]);

/**
 * Why a Bluetooth controller's serial port is not there, where more can be said than that: the port
 * names one of the system's adapters, or the dongle runs firmware (`hci_usb`) that makes it one.
 * @param folder the system's list of adapters
 */
export async function whyPortIsMissing(
  path: string,
  folder: string = SYSTEM_ADAPTERS,
): Promise<'adapter_taken' | null> {
  const adapters = (await readdir(folder).catch(() => [])).filter((name) => /^hci\d+$/.test(name));
  if (adapters.includes(basename(path))) return 'adapter_taken';
  const vendors = await Promise.all(adapters.map((name) => usbVendor(join(folder, name))));
  return vendors.some((vendor) => DONGLE_VENDORS.has(vendor)) ? 'adapter_taken' : null;
}

/** The vendor id of a USB adapter as four hex digits; empty for others. */
async function usbVendor(adapter: string): Promise<string> {
  try {
    // The adapter's device is an interface; the ids are those of the USB device it is part of.
    const usbInterface = await realpath(join(adapter, 'device'));
    return (await readFile(join(dirname(usbInterface), 'idVendor'), 'latin1')).trim().toLowerCase();
  } catch {
    return '';
  }
}
