import { MAX_DEVICES, type DeviceConfig } from '../../../shared/contract/kiosk-config.ts';
import type { FoundPort } from '../../../shared/contract/device-messages.ts';
import type { FamilyRegistration } from '../driver.ts';
import type { Schedule } from '../transports/transport.ts';
import { decidePorts, type PortListing } from './match-bus.ts';
import { createPortWatch } from './port-watch.ts';

/** Devices that are plugged in without being configured. */
export interface FoundDevices {
  /** What is configured has changed: decide anew. */
  configured(configs: readonly DeviceConfig[]): Promise<void>;
  stop(): void;
}

const LONGEST_ID = 63;

/** An id that stays the same when the device is plugged in elsewhere, as far as it tells itself apart. */
export function foundDeviceId(listing: PortListing): string {
  const { vendorId, productId, serialNumber, path } = listing;
  const part = (value: number | null): string[] =>
    value === null ? [] : [value.toString(16).padStart(4, '0')];
  const own = serialNumber ?? path.split(/[/\\]/).at(-1) ?? '';
  return ['found', ...part(vendorId), ...part(productId), own.replace(/[^a-z0-9._-]/gi, '_')]
    .join('-')
    .slice(0, LONGEST_ID);
}

function meansHid(
  config: DeviceConfig,
  listing: PortListing,
  families: readonly FamilyRegistration[],
): boolean {
  const { transport } = config;
  if (transport.type !== 'hid') return false;
  if (transport.path !== undefined) return transport.path === listing.path;
  const { vendor_id: vendorId, product_id: productId } = transport;
  if (vendorId !== undefined || productId !== undefined) {
    return (
      (vendorId ?? listing.vendorId) === listing.vendorId &&
      (productId ?? listing.productId) === listing.productId
    );
  }
  const wanted = families.find(({ family }) => family === config.family)?.hid;
  return wanted !== undefined && wanted.usagePage === listing.usagePage && wanted.usage === listing.usage;
}

function configOf(port: FoundPort, id: string): DeviceConfig {
  const best = port.candidates[0];
  return {
    id,
    family: port.verdict === 'used' && best !== undefined ? best.family : 'auto',
    transport: { type: port.bus, path: port.path },
    options: {},
  };
}

/** One device for each port; a HID device with several collections is listed once for each. */
function configsOf(ports: readonly FoundPort[]): readonly DeviceConfig[] {
  const byId = new Map<string, DeviceConfig>();
  for (const port of ports) {
    if (port.device !== null && !byId.has(port.device)) byId.set(port.device, configOf(port, port.device));
  }
  return [...byId.values()];
}

/**
 * Watches the ports and says which devices to make of them.
 * @param list every port at this moment
 * @param realPath a port's own path, where a configured one may be a link to it
 * @param onChange the devices that should run beside the configured ones, and every port with its verdict
 */
export function createFoundDevices(deps: {
  readonly families: readonly FamilyRegistration[];
  readonly list: () => Promise<readonly PortListing[]>;
  readonly realPath: (path: string) => Promise<string>;
  readonly schedule: Schedule;
  readonly onChange: (configs: readonly DeviceConfig[], ports: readonly FoundPort[]) => void;
  readonly onFailed: (error: unknown) => void;
}): FoundDevices {
  const { families } = deps;
  let configured: readonly DeviceConfig[] = [];
  let configuredPaths: ReadonlySet<string> = new Set();
  let listings: readonly PortListing[] = [];

  const decide = (): void => {
    const ids = new Set(configured.map(({ id }) => id));
    const ports = decidePorts(listings, {
      families,
      isConfigured: (listing) =>
        configuredPaths.has(listing.path) || configured.some((config) => meansHid(config, listing, families)),
      room: Math.max(0, MAX_DEVICES - configured.length),
      deviceId(listing) {
        const id = foundDeviceId(listing);
        return ids.has(id) ? `${id.slice(0, LONGEST_ID - 2)}-2` : id;
      },
    });
    deps.onChange(configsOf(ports), ports);
  };

  const watch = createPortWatch({
    list: deps.list,
    schedule: deps.schedule,
    onPorts(ports) {
      listings = ports;
      decide();
    },
    onFailed: deps.onFailed,
  });

  return {
    async configured(configs) {
      const paths = configs.flatMap(({ transport }) => (transport.type === 'serial' ? [transport.path] : []));
      const real = await Promise.all(paths.map((path) => deps.realPath(path)));
      configured = configs;
      configuredPaths = new Set([...paths, ...real]);
      decide();
    },
    stop: watch.stop,
  };
}
