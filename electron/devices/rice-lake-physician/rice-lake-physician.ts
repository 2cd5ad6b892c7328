import type { FamilyRegistration } from '../driver.ts';
import { createEscapePacketFramer } from '../framing/escape-packet-framer.ts';
import type { AskPlan } from '../scale/ask-machine.ts';
import { decodeEscapePacket, encodeEscapePacket } from '../scale/escape-packet.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { serialScaleFamily } from '../scale/serial-scale-family.ts';

/**
 * # Rice Lake physician and fitness scales
 *
 * RS-232 or USB, 9600 8N1. The scale must be set to its escape protocol (Dietary/Fitness: option 9 at 0). It speaks when it
 * is asked:
 *
 * `ESC R ESC E` → `ESC R  ESC W0200.5  ESC Nm  ESC E`
 *
 * The fields are those of Health o meter; a scale with a height rod adds `H` and `B`. `999.9` and `999.99` stand for too
 * much or too little on the scale. The answer does not say whether the weight moves, so two alike in a row are stable.
 *
 * - A weight without its point (one manual says "W02000 means 200.0" beside an example with a point) is `not_understood`.
 * - Others take the request for something else: a Health o meter sends other people's weighings. So it is never sent to a
 *   scale that nobody named, and this family has to be configured.
 * - Lines that its print key sends (`215.0 lb Gross`) are `not_understood` here; `rice-lake` and `text-scale` read them.
 *
 * Provenance: Rice Lake Dietary/Fitness technical manual (p 20), 150-10-6 (p 19), 150-10-7 (p 21) and 160-10-7 (p 10)
 * technical manuals.
 */
const RICE_LAKE_PHYSICIAN_ASK: AskPlan = {
  requests: [{ command: '\u001bR\u001bE', everyMs: 500 }],
  patienceMs: 1_000,
};

const RICE_LAKE_PHYSICIAN: LineScaleProtocol = {
  createFramer: createEscapePacketFramer,
  decode: (packet) => decodeEscapePacket(packet, null),
  ask: RICE_LAKE_PHYSICIAN_ASK,
};

/** A fitness scale set to the escape protocol. */
const SIMULATED_RICE_LAKE_PHYSICIAN: SimulatedScaleProtocol = {
  encode: (display) => encodeEscapePacket(display, (weight) => [`W${weight}`]),
  answers: { [RICE_LAKE_PHYSICIAN_ASK.requests[0].command]: 'weight' },
  unknown: '',
  streams: false,
};

export const riceLakePhysician: FamilyRegistration = {
  ...serialScaleFamily({
    family: 'rice-lake-physician',
    title: 'Rice Lake physician and fitness scales',
    models: ['140-10', '150-10 and 160-10 series', 'Dietary/Fitness scale set to the escape protocol'],
    serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
    provenance: 'Rice Lake Dietary/Fitness, 150-10-6 and 160-10-7 technical manuals',
    protocol: RICE_LAKE_PHYSICIAN,
    simulated: SIMULATED_RICE_LAKE_PHYSICIAN,
  }),
  mustBeNamed: true,
};
