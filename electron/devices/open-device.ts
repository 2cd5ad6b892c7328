import { fail } from '../../shared/base/result.ts';
import type { DeviceConfig } from '../../shared/contract/kiosk-config.ts';
import type { FamilyRegistration } from './driver.ts';
import type { HidUsage } from './transports/hid.ts';
import { createReopeningTransport } from './transports/reopening.ts';
import { createSerialLine } from './transports/serial.ts';
import type { SerialBinding, SerialSettings } from './transports/serial-binding.ts';
import { createFarEnd, type FarEnd } from './transports/simulated.ts';
import type { OpenLine, Schedule, Transport } from './transports/transport.ts';

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
  ) => OpenLine;
  /** What readers type into the window. */
  readonly openKeyboard: OpenLine;
}

export interface OpenedDevice {
  readonly transport: Transport;
  /** The software far end of a simulated device. */
  readonly farEnd: FarEnd | null;
}

/** Line settings of a serial device: what the configuration says, else what the family uses. */
export function serialSettings(config: DeviceConfig, registration: FamilyRegistration): SerialSettings {
  const said = config.transport.type === 'serial' ? config.transport : null;
  const usual = registration.serial;
  return {
    path: said?.path ?? `simulated-${config.id}`,
    baud_rate: said?.baud_rate ?? usual?.baud_rate ?? 9_600,
    data_bits: said?.data_bits ?? usual?.data_bits ?? 8,
    parity: said?.parity ?? usual?.parity ?? 'none',
    stop_bits: said?.stop_bits ?? usual?.stop_bits ?? 1,
    rtscts: said?.rtscts ?? usual?.rtscts ?? false,
  };
}

/** Chooses and builds the transport that a device's configuration names. */
export function openDevice(
  config: DeviceConfig,
  registration: FamilyRegistration,
  surroundings: DeviceSurroundings,
): OpenedDevice {
  const { schedule, random } = surroundings;
  const reopening = (openLine: OpenLine): Transport =>
    createReopeningTransport({ openLine, schedule, random });
  const settings = serialSettings(config, registration);
  if (config.transport.type === 'serial') {
    return { farEnd: null, transport: reopening(nativeSerialLine(settings, surroundings.serialBinding)) };
  }
  if (config.transport.type === 'hid') {
    return { farEnd: null, transport: reopening(surroundings.openHid(config.transport, registration.hid)) };
  }
  if (config.transport.type === 'keyboard') {
    return { farEnd: null, transport: reopening(surroundings.openKeyboard) };
  }
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
