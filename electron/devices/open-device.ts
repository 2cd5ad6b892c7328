import { fail, ok } from '../../shared/base/result.ts';
import type { DeviceConfig } from '../../shared/contract/kiosk-config.ts';
import type { FamilyRegistration } from './driver.ts';
import type { HidUsage } from './transports/hid.ts';
import { createReopeningTransport } from './transports/reopening.ts';
import { createSerialLine } from './transports/serial.ts';
import type { SerialBinding, SerialSettings } from './transports/serial-binding.ts';
import { createFarEnd, type FarEnd } from './transports/simulated.ts';
import type { PortClaims } from './discovery/port-claims.ts';
import type { PortListing } from './discovery/match-bus.ts';
import type { ClaimPort, LineCode, OpenLine, Schedule, Transport } from './transports/transport.ts';

/** What opening a device needs of the world. */
export interface DeviceSurroundings {
  readonly monotonicMs: () => number;
  readonly every: (intervalMs: number, run: () => void) => () => void;
  readonly schedule: Schedule;
  readonly random: () => number;
  /** The native serial binding; loaded when the first real port is opened. */
  readonly serialBinding: () => Promise<SerialBinding>;
  /** Opens a HID device; loaded when the first one is configured. */
  readonly openHid: (
    config: Extract<DeviceConfig['transport'], { type: 'hid' }>,
    wanted: HidUsage | undefined,
    ports: ClaimPort,
  ) => OpenLine;
  /** Every port and HID device that is plugged in now. */
  readonly listPorts: () => Promise<readonly PortListing[]>;
  /** A port's own path, where the configured one may be a link to it. Never rejects. */
  readonly realPath: (path: string) => Promise<string>;
  /** What readers type into the window. */
  readonly openKeyboard: OpenLine;
}

export interface OpenedDevice {
  readonly transport: Transport;
  /** The software far end of a simulated device. */
  readonly farEnd: FarEnd | null;
}

/** Line settings of a serial device: what the configuration says, else what the family uses. */
export function serialSettings(
  config: DeviceConfig,
  registration: FamilyRegistration | undefined,
): SerialSettings {
  const said = config.transport.type === 'serial' ? config.transport : null;
  const usual = registration?.serial;
  return {
    path: said?.path ?? `simulated-${config.id}`,
    baud_rate: said?.baud_rate ?? usual?.baud_rate ?? 9_600,
    data_bits: said?.data_bits ?? usual?.data_bits ?? 8,
    parity: said?.parity ?? usual?.parity ?? 'none',
    stop_bits: said?.stop_bits ?? usual?.stop_bits ?? 1,
    rtscts: said?.rtscts ?? usual?.rtscts ?? false,
  };
}

/**
 * Chooses and builds the transport that a device's configuration names.
 * @param registration the device's family; undefined while that is not known
 * @param claims ports in use; the device's own are given back when its line ends
 */
export function openDevice(
  config: DeviceConfig,
  registration: FamilyRegistration | undefined,
  claims: PortClaims,
  surroundings: DeviceSurroundings,
): OpenedDevice {
  const { schedule, random } = surroundings;
  const { transport } = config;
  const reopening = (openLine: OpenLine): Transport =>
    createReopeningTransport({ openLine, schedule, random });
  const settings = serialSettings(config, registration);
  const ports: ClaimPort = {
    isFree: (port) => [null, config.id].includes(claims.ownerOf(port)),
    claim: (port) => claims.claim(config.id, port),
  };
  const claiming = (openLine: OpenLine): Transport =>
    reopening(givingBack(openLine, () => claims.release(config.id)));
  if (transport.type === 'serial') {
    const openLine = explained(nativeSerialLine(settings, surroundings.serialBinding), () =>
      registration?.whyMissing?.(transport.path),
    );
    return {
      farEnd: null,
      transport: claiming(async (events) =>
        ports.claim(await surroundings.realPath(transport.path)) ? openLine(events) : fail('port_claimed'),
      ),
    };
  }
  if (transport.type === 'hid') {
    return { farEnd: null, transport: claiming(surroundings.openHid(transport, registration?.hid, ports)) };
  }
  if (transport.type === 'keyboard') {
    return { farEnd: null, transport: reopening(surroundings.openKeyboard) };
  }
  if (registration === undefined)
    throw new RangeError('only a serial port can have a device of unknown family');
  const farEnd = createFarEnd({
    createSimulator: (send) => registration.createSimulator(config, send, random),
    monotonicMs: surroundings.monotonicMs,
    every: surroundings.every,
  });
  const serial = registration.connection === 'serial';
  return {
    farEnd,
    transport: reopening(serial ? createSerialLine(farEnd.binding, settings) : farEnd.openLine),
  };
}

/** The same line; where its port is not there, with what more is known of why. */
function explained(openLine: OpenLine, why: () => Promise<LineCode | null> | undefined): OpenLine {
  return async (events) => {
    const opened = await openLine(events);
    if (opened.ok || opened.code !== 'port_missing') return opened;
    return { ...opened, code: (await why()) ?? 'port_missing' };
  };
}

/** The same line, whose claims are given back when it ends or does not open. */
function givingBack(openLine: OpenLine, giveBack: () => void): OpenLine {
  return async (events) => {
    const opened = await openLine({
      received: (chunk) => events.received(chunk),
      lost(code) {
        giveBack();
        events.lost(code);
      },
    });
    if (!opened.ok) {
      giveBack();
      return opened;
    }
    const line = opened.value;
    return ok({
      ...line,
      async close() {
        await line.close();
        giveBack();
      },
    });
  };
}

function nativeSerialLine(settings: SerialSettings, loadBinding: () => Promise<SerialBinding>): OpenLine {
  return async (events) => {
    try {
      return await createSerialLine(await loadBinding(), settings)(events);
    } catch (error) {
      // The native part does not load here, or it does not take these settings.
      return fail('port_failed', String(error));
    }
  };
}
