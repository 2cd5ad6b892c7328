import type { HidAccess } from '../transports/hid.ts';
import type { SerialBinding } from '../transports/serial-binding.ts';
import type { PortListing } from './match-bus.ts';

/** Hex text of a USB id as the serial binding gives it (`0fcf`), as a number. */
function usbId(text: string | undefined): number | null {
  return text !== undefined && /^(?:0x)?[0-9a-f]{1,4}$/i.test(text) ? Number.parseInt(text, 16) : null;
}

/** Every serial port, in the order of the operating system. */
export async function listSerialPorts(binding: SerialBinding): Promise<readonly PortListing[]> {
  return (await binding.list()).map((port) => ({
    bus: 'serial',
    path: port.path,
    vendorId: usbId(port.vendorId),
    productId: usbId(port.productId),
    manufacturer: port.manufacturer ?? null,
    serialNumber: port.serialNumber ?? null,
    usagePage: null,
    usage: null,
  }));
}

/** Every HID device that can be opened by a path; one entry for each of its collections. */
export async function listHidDevices(hid: HidAccess): Promise<readonly PortListing[]> {
  return (await hid.list()).flatMap((listing) =>
    listing.path === undefined
      ? []
      : [
          {
            bus: 'hid' as const,
            path: listing.path,
            vendorId: listing.vendorId,
            productId: listing.productId,
            manufacturer: listing.manufacturer ?? null,
            serialNumber: listing.serialNumber ?? null,
            usagePage: listing.usagePage ?? null,
            usage: listing.usage ?? null,
          },
        ],
  );
}

/**
 * The lists of every bus that can be listed: a kiosk without one native part still sees the other.
 * @throws the first failure where no bus can
 */
export async function listWhatCan(
  lists: readonly (() => Promise<readonly PortListing[]>)[],
): Promise<readonly PortListing[]> {
  const outcomes = await Promise.allSettled(lists.map((list) => list()));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined && outcomes.every(({ status }) => status === 'rejected')) throw failed.reason;
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [...outcome.value] : []));
}
