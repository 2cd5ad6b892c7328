import {
  MAX_CANDIDATES,
  MAX_FOUND_PORTS,
  type Candidate,
  type FoundPort,
} from '../../../shared/contract/device-messages.ts';
import type { FamilyRegistration } from '../driver.ts';

/** One port or HID device as the operating system lists it. */
export interface PortListing {
  readonly bus: 'serial' | 'hid';
  readonly path: string;
  readonly vendorId: number | null;
  readonly productId: number | null;
  readonly manufacturer: string | null;
  /** Tells two devices of one kind apart, where the device has one. */
  readonly serialNumber: string | null;
  /** HID only, and unknown on some back ends. */
  readonly usagePage: number | null;
  readonly usage: number | null;
}

/** Ids are given out to one maker for one product; a usage is what the device says of itself. */
const USB_ID_SCORE = 1;
const HID_USAGE_SCORE = 1;
/** A maker's name never decides alone. */
const MAKER_SCORE = 0.5;
/** A family is taken by what the bus says only when nothing else comes near. */
const LOWEST_SCORE = 0.8;
/** HID pages of keyboards, pointers, buttons, consumer keys and touch screens: no device of ours, and no news. */
const EVERYDAY_PAGES: ReadonlySet<number> = new Set([0x01, 0x07, 0x09, 0x0c, 0x0d]);

const hex = (value: number): string => value.toString(16).padStart(4, '0');

function matchFamily(listing: PortListing, registration: FamilyRegistration): Candidate | null {
  const { bus, vendorId, productId, usagePage, usage, manufacturer } = listing;
  if (registration.connection !== bus) return null;
  const { family, hid, usbIds, makers } = registration;
  if (hid !== undefined && hid.usagePage === usagePage && hid.usage === usage) {
    const detail = `usage page ${hid.usagePage.toString(16)}, usage ${hid.usage.toString(16)}`;
    return { family, score: HID_USAGE_SCORE, reason: 'hid_usage', detail };
  }
  if (
    vendorId !== null &&
    productId !== null &&
    usbIds?.some(([vendor, product]) => vendor === vendorId && product === productId) === true
  ) {
    return { family, score: USB_ID_SCORE, reason: 'usb_id', detail: `${hex(vendorId)}:${hex(productId)}` };
  }
  if (manufacturer === null || makers?.test(manufacturer) !== true) return null;
  return { family, score: MAKER_SCORE, reason: 'manufacturer', detail: manufacturer.slice(0, 200) };
}

/** Which families a port may belong to by what the bus says of it, best first. */
export function matchBus(
  listing: PortListing,
  families: readonly FamilyRegistration[],
): readonly Candidate[] {
  return families
    .map((registration) => matchFamily(listing, registration))
    .filter((candidate) => candidate !== null)
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_CANDIDATES);
}

/** What decides about ports beside the bus. */
export interface PortUse {
  readonly families: readonly FamilyRegistration[];
  /** Whether a configured device means this port. */
  readonly isConfigured: (listing: PortListing) => boolean;
  /** How many more devices may be made of ports. */
  readonly room: number;
  /** The id a device made of this port gets. */
  readonly deviceId: (listing: PortListing) => string;
}

type Decision = Pick<FoundPort, 'verdict' | 'reason'>;

function decide(listing: PortListing, candidates: readonly Candidate[], use: PortUse): Decision {
  if (use.isConfigured(listing)) return { verdict: 'configured', reason: 'configured' };
  const [best, second] = candidates;
  if (best !== undefined && best.score >= LOWEST_SCORE) {
    return second?.score === best.score
      ? { verdict: 'unknown', reason: 'ambiguous' }
      : { verdict: 'used', reason: 'recognised' };
  }
  if (listing.bus === 'hid') return { verdict: 'unknown', reason: 'no_match' };
  // A built-in port tells nothing of what is behind it, and mostly there is nothing.
  if (listing.vendorId === null) return { verdict: 'unknown', reason: 'not_usb' };
  return { verdict: 'listened_to', reason: candidates.length > 0 ? 'ambiguous' : 'no_match' };
}

/**
 * What becomes of every listed port: a configured device always wins, a device that says what it is
 * gets used, an adaptor that says nothing is listened to, and the rest is reported and left alone.
 */
export function decidePorts(listings: readonly PortListing[], use: PortUse): readonly FoundPort[] {
  let { room } = use;
  return listings
    .filter(({ bus, usagePage }) => bus === 'serial' || usagePage === null || !EVERYDAY_PAGES.has(usagePage))
    .slice(0, MAX_FOUND_PORTS)
    .map((listing) => {
      const candidates = matchBus(listing, use.families);
      const decision = decide(listing, candidates, use);
      const isTaken = decision.verdict === 'used' || decision.verdict === 'listened_to';
      const fits = !isTaken || room > 0;
      if (isTaken && fits) room -= 1;
      return {
        bus: listing.bus,
        path: listing.path,
        vendor_id: listing.vendorId,
        product_id: listing.productId,
        manufacturer: listing.manufacturer?.slice(0, 128) ?? null,
        ...(fits ? decision : { verdict: 'unknown' as const, reason: 'too_many' as const }),
        candidates: [...candidates],
        device: isTaken && fits ? use.deviceId(listing) : null,
      };
    });
}
