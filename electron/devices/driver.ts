import type { DiscardReason } from '../../shared/base/discard-reasons.ts';
import type { DeviceConfig, DeviceFamily } from '../../shared/contract/kiosk-config.ts';
import type {
  Detection,
  DeviceReason,
  DeviceState,
  ToDevices,
} from '../../shared/contract/device-messages.ts';
import type { Reading } from '../../shared/contract/readings.ts';
import type { CountedFrames } from './framing/count-frames.ts';
import type { LineSignature } from './scale/line-signature.ts';
import type { HidUsage } from './transports/hid.ts';
import type { LineCode, LineSettings } from './transports/transport.ts';

/** A reading as a driver says it: the connection adds the device's id and the time. */
export type DriverReading = Reading extends infer Each
  ? Each extends Reading
    ? Omit<Each, 'device' | 'at'>
    : never
  : never;

/** What a driver may do. Everything it knows of the world comes through here, so tests own it. */
export interface DriverOutlet {
  /** Writes one whole message to the device. */
  send(bytes: Uint8Array): void;
  reading(reading: DriverReading): void;
  discarded(reason: DiscardReason, bytes: number): void;
  /** Tells how far the dialogue is, and why it is no further. */
  state(state: DeviceState, reason?: DeviceReason): void;
  /** Asks the connection to close and reopen the line, for a device that has gone dumb. */
  reopen(reason: DeviceReason): void;
  /** Sets the open serial line differently; it is back to its usual settings whenever it is opened. */
  tune(settings: LineSettings): void;
}

/** What the driver of a device that nobody has named may say besides. */
export interface DetectingOutlet extends DriverOutlet {
  /** The device has been recognised, or what speaks against it. */
  detected(detection: Omit<Detection, 'device'>): void;
}

/**
 * One device's dialogue. The connection calls it in order: `opened`, then any number of `received`
 * and `tick`, then `closed`; after `closed`, `opened` may come again. Times are monotonic milliseconds in
 * which the line was looked at: pauses of the process itself are no part of them (`awake-clock.ts`).
 */
export interface Driver {
  opened(nowMs: number): void;
  received(chunk: Uint8Array, nowMs: number): void;
  /** Called about every 100 ms while open; for time-outs, polling and watchdogs. */
  tick(nowMs: number): void;
  closed(): void;
  /** Which straps core wants to hear; for receivers that have to choose. */
  straps?(wish: StrapSelection): void;
}

/** Which straps somebody wants, by what they are known by. */
export type StrapSelection = Omit<Extract<ToDevices, { type: 'straps' }>, 'type'>;

/** The far end of the wire, played in software: bytes in, bytes out, faults included. */
export interface Simulator {
  /** Bytes the host wrote. */
  received(chunk: Uint8Array, nowMs: number): void;
  /** Called about every 50 ms; sends what the device would have sent by now. */
  tick(nowMs: number): void;
  /** Makes something happen at the device, such as a tag held to the antenna; throws on an unknown action. */
  act(action: string, args: Readonly<Record<string, unknown>>, nowMs: number): void;
}

/** How a family's messages are found among bytes that may be anybody's. */
export interface MessageSignature {
  /** For staff. */
  readonly what: string;
  /** The check is strong enough for one message to prove the family; else it takes as many as of lines. */
  readonly isProof: boolean;
  readonly count: (bytes: Uint8Array) => CountedFrames;
}

/** One registry line: everything the product knows of a family of devices. */
export interface FamilyRegistration {
  readonly family: DeviceFamily;
  /** For the supported-devices table. */
  readonly title: string;
  readonly models: readonly string[];
  readonly reads: 'heart rate' | 'weight' | 'body composition' | 'card' | 'code' | 'heart rate and weight';
  readonly connection: 'serial' | 'hid' | 'keyboard';
  readonly serial?: LineSettings;
  /** Other settings that some of its devices leave the factory with. */
  readonly otherSerial?: readonly LineSettings[];
  /** Commands that ask for one weight, one character a byte; none of them changes anything at any scale. */
  readonly questions?: readonly string[];
  /** USB vendor and product ids that belong to devices of this family alone. */
  readonly usbIds?: readonly (readonly [vendorId: number, productId: number])[];
  /** What more can be said of a serial port that is not there; null when nothing. Never rejects. */
  readonly whyMissing?: (path: string) => Promise<LineCode | null>;
  /** Says nothing before it is set up, so that nothing can be told of it by listening or asking. */
  readonly mustBeNamed?: true;
  /** Makers' names in USB descriptors. They stand on devices of many kinds and on adaptors: a hint, never a proof. */
  readonly makers?: RegExp;
  /** Lines that tell this family from the others, for finding out what is on a port. */
  readonly signatures?: readonly LineSignature[];
  /** Whole messages with a check value, for the same. */
  readonly messages?: MessageSignature;
  /** HID usage that marks a device of this family among all others, so that no ids need be configured. */
  readonly hid?: HidUsage;
  /** Where the protocol facts and test bytes come from. */
  readonly provenance: string;
  readonly createDriver: (config: DeviceConfig, outlet: DriverOutlet) => Driver;
  readonly createSimulator: (
    config: DeviceConfig,
    send: (bytes: Uint8Array) => void,
    random: () => number,
  ) => Simulator;
}
