import type { FamilyRegistration } from '../driver.ts';
import { createBluetoothDriver } from './driver.ts';
import { createBluetoothSimulator } from './simulator.ts';
import { whyPortIsMissing } from './system-adapter.ts';

export const bluetooth: FamilyRegistration = {
  family: 'bluetooth',
  title: 'Bluetooth LE controller on a serial line (HCI, H4)',
  models: ['nRF52840 dongle with Zephyr hci_uart', 'any controller that speaks H4'],
  reads: 'heart rate and weight',
  connection: 'serial',
  serial: { baud_rate: 1_000_000, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: true },
  mustBeNamed: true,
  provenance:
    'Bluetooth Core Specification 5.4; Heart Rate, Weight Scale and Body Composition services; polarofficial/polar-ble-sdk',
  whyMissing: (path) => whyPortIsMissing(path),
  createDriver: createBluetoothDriver,
  createSimulator: createBluetoothSimulator,
};
