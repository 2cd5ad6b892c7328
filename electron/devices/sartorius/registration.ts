import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import { SARTORIUS } from './driver.ts';
import { SIMULATED_SARTORIUS } from './simulator.ts';

export const sartorius = serialScaleFamily({
  family: 'sartorius',
  title: 'Sartorius SBI',
  models: ['LE', 'Entris', 'Entris II', 'Cubis', 'Combics', 'WZA'],
  serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  // What older balances leave the factory with.
  otherSerial: [{ baud_rate: 1_200, data_bits: 7, parity: 'odd', stop_bits: 1, rtscts: false }],
  provenance: 'Sartorius LE, Entris II and WZA manuals; a line recorded from a balance set to grains',
  protocol: SARTORIUS,
  simulated: SIMULATED_SARTORIUS,
});
