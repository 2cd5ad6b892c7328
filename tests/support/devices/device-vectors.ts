import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import type { ScaleMessage } from '../../../electron/devices/scale/scale-message.ts';
import { wire } from './recorded-driver.ts';

/** How the bytes of a fixture came to be. Bytes that we made up are none of these. */
export type FixtureOrigin =
  /** Read off a real device by somebody else. */
  | 'recorded'
  /** Printed in a manual, or held by another project's tests as what the device sends. */
  | 'published example'
  /** Put together after a layout that a manual prints, with an example value where it has one. */
  | 'printed layout';

/** Bytes of a device that we did not invent, and what they must come to. */
export interface DeviceFixture {
  readonly origin: FixtureOrigin;
  /** Where the bytes, or the layout, can be looked up: manual and page, thread, issue. */
  readonly source: string;
  /** Chunks as they arrive, a tenth of a second apart. */
  readonly received: readonly Uint8Array[];
  /** Readings, each with at least these fields; or why there is none. */
  readonly gives: readonly Readonly<Record<string, unknown>>[] | DiscardReason;
}

export const hex = (...chunks: readonly string[]): Uint8Array[] =>
  chunks.map((chunk) => Uint8Array.from(Buffer.from(chunk, 'hex')));
export const text = (...chunks: readonly string[]): Uint8Array[] => chunks.map(wire);
export const card = (code: string) => [{ kind: 'card', code }];
export const weight = (value: string, unit: string, kg: number) => [{ kind: 'weight', value, unit, kg }];

/** What a text scale's decoder makes of whole lines, each from a manual or a recording. */
export interface TextScaleLines {
  readonly title: string;
  readonly decode: (line: string) => ScaleMessage;
  readonly weighs: readonly (readonly [
    line: string,
    kg: number,
    value: string,
    unit: string,
    stable: boolean | null,
    negative: boolean,
  ])[];
  readonly noWeight: readonly (readonly [line: string, reason: DiscardReason])[];
  /** What is part of the dialogue. */
  readonly replies?: readonly (readonly [line: string, reply: string])[];
}
