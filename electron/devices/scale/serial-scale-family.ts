import type { FamilyRegistration } from '../driver.ts';
import { createLineScaleDriver, type LineScaleProtocol } from './line-scale-driver.ts';
import { createLineScaleSimulator, type SimulatedScaleProtocol } from './line-scale-simulator.ts';

type Described = Pick<Required<FamilyRegistration>, 'family' | 'title' | 'models' | 'serial' | 'provenance'> &
  Pick<FamilyRegistration, 'otherSerial' | 'makers' | 'signatures'>;

/** Makes the registry entry of a serial scale from what is particular to it. */
export function serialScaleFamily(
  described: Described & { readonly protocol: LineScaleProtocol; readonly simulated: SimulatedScaleProtocol },
): FamilyRegistration {
  const { protocol, simulated, ...entry } = described;
  return {
    ...entry,
    // A request without an interval starts a stream, which nobody asked of a device that is not known yet.
    questions: (protocol.ask?.requests ?? [])
      .filter(({ everyMs }) => everyMs !== null)
      .map(({ command }) => command),
    reads: 'weight',
    connection: 'serial',
    createDriver: (_config, outlet) => createLineScaleDriver(protocol, outlet),
    createSimulator: (config, send, random) => createLineScaleSimulator(simulated, config, send, random),
  };
}
