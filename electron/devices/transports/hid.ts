import { fail, ok } from '../../../shared/base/result.ts';
import type { TransportConfig } from '../../../shared/contract/kiosk-config.ts';
import { serialErrorCode } from './serial.ts';
import type { ClaimPort, Line, LineEvents, OpenLine } from './transport.ts';

/** Usage page and usage of a device's top-level collection (HID usage tables): what kind of device it says it is. */
export interface HidUsage {
  readonly usagePage: number;
  readonly usage: number;
}

/** Reports waiting to be written; a scale is sent at most a zero command, so more means that it hangs. */
export const MAX_PENDING_REPORTS = 8;
/** A close that takes longer is hung in the driver; waiting for it would keep the device away. */
const CLOSE_TIMEOUT_MS = 2_000;

/** What of a listed device decides whether it is the one. */
export interface HidListing {
  readonly vendorId: number;
  readonly productId: number;
  readonly path?: string | undefined;
  /** Unknown on some back ends (libusb). */
  readonly usagePage?: number | undefined;
  readonly usage?: number | undefined;
  readonly manufacturer?: string | undefined;
  readonly serialNumber?: string | undefined;
}

/** An open device, as `node-hid`'s `HIDAsync` is one. */
export interface HidHandle {
  on(event: 'data', listener: (report: Uint8Array) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  write(report: number[]): Promise<unknown>;
  close(): Promise<void>;
}

/** The part of `node-hid` that is used; tests bring their own. */
export interface HidAccess {
  list(): Promise<readonly HidListing[]>;
  open(path: string): Promise<HidHandle>;
}

type HidConfig = Extract<TransportConfig, { type: 'hid' }>;

/** Loads `node-hid` when the first HID device is opened. Its synchronous class can crash on unplug and is not used. */
export async function loadNodeHid(): Promise<HidAccess> {
  const { devicesAsync, HIDAsync } = await import('node-hid');
  return { list: () => devicesAsync(), open: (path) => HIDAsync.open(path) };
}

/**
 * The path of the configured device: the path itself, else the first one with the configured ids that
 * says it is of the wanted kind, else the first with these ids, else (no ids given) any of that kind.
 * @param wanted what the family's devices say they are; undefined for a family that only ids can tell
 */
export function findHidPath(
  config: HidConfig,
  wanted: HidUsage | undefined,
  listings: readonly HidListing[],
): string | null {
  if (config.path !== undefined) return config.path;
  const anyId = config.vendor_id === undefined && config.product_id === undefined;
  const candidates = listings.filter(
    ({ vendorId, productId }) =>
      (config.vendor_id ?? vendorId) === vendorId && (config.product_id ?? productId) === productId,
  );
  const chosen =
    candidates.find(
      ({ usagePage, usage }) =>
        wanted !== undefined && usagePage === wanted.usagePage && usage === wanted.usage,
    ) ?? (anyId ? undefined : candidates[0]);
  return chosen?.path ?? null;
}

/**
 * Opens a HID device once; every input report becomes one chunk.
 * @param wanted what the family's devices say they are
 * @param ports which devices are free, and a way to take one
 */
export function createHidLine(
  loadHid: () => Promise<HidAccess>,
  config: HidConfig,
  wanted: HidUsage | undefined,
  ports: ClaimPort = { isFree: () => true, claim: () => true },
): OpenLine {
  return async (events) => {
    try {
      const hid = await loadHid();
      const listings = config.path === undefined ? await hid.list() : [];
      const free = listings.filter(({ path }) => path === undefined || ports.isFree(path));
      const path = findHidPath(config, wanted, free);
      if (path === null) return fail('port_missing');
      if (!ports.claim(path)) return fail('port_claimed');
      return ok(lineOver(await hid.open(path), events));
    } catch (error) {
      return fail(serialErrorCode(error), String(error));
    }
  };
}

function lineOver(handle: HidHandle, events: LineEvents): Line {
  let gone = false;
  let pending = 0;
  const lose = (): void => {
    if (gone) return;
    gone = true;
    // The handle of a vanished device must still be released, whatever it answers.
    handle.close().catch(() => undefined);
    events.lost('unplugged');
  };
  handle.on('error', lose);
  handle.on('data', (report) => {
    if (!gone) events.received(report);
  });
  return {
    write(bytes) {
      if (gone || pending >= MAX_PENDING_REPORTS) return false;
      pending += 1;
      handle
        .write([...bytes])
        .catch(lose)
        .finally(() => (pending -= 1));
      return true;
    },
    async close() {
      if (gone) return;
      gone = true;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const hung = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, CLOSE_TIMEOUT_MS);
      });
      await Promise.race([handle.close().catch(() => undefined), hung]);
      clearTimeout(timer);
    },
  };
}
