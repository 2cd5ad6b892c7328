import { describe, expect, it } from 'vitest';
import { findFamily } from '../../electron/devices/family-registry.ts';
import { canonicalCardCode, cardCodeOfTag } from '../../shared/domain/cards/card-code.ts';
import { mayBeSameCard } from '../../shared/domain/cards/card-identity.ts';
import type { DeviceFamily } from '../../shared/contract/kiosk-config.ts';
import { recordDriver } from '../support/devices/recorded-driver.ts';
import {
  isOnShelf,
  judge,
  readShelf,
  shelfTitle,
  type ShelfVector,
} from '../support/devices/shelf-vectors.ts';

interface TagExpected {
  readonly checksum_ok?: boolean;
  readonly tag_hex?: string;
  readonly card_decimal_10d?: string;
  readonly facility?: number;
  readonly card?: number;
  readonly facility_card?: string;
}

/** Readers that this product does not know, and what becomes of their bytes: see the family's README. */
const NOT_SUPPORTED: Readonly<Record<string, string>> = { 'super-rfid-d300': 'timeout' };

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

/** What a family's driver makes of a tag that is held once. */
function readTag(family: DeviceFamily, hex: string) {
  const { driver, readings, reasons } = recordDriver(findFamily(family)!);
  driver.received(bytes(hex), 1);
  driver.tick(1_000);
  return { readings, reasons: reasons() };
}

function checkTag({ id, input, expected }: ShelfVector<TagExpected>): void {
  const hex = String(input);
  // One driver reads all three forms, so that a reader may be configured as either.
  for (const family of ['rdm6300', 'id-12'] as const) {
    const { readings, reasons } = readTag(family, hex);
    const refused = NOT_SUPPORTED[id] ?? (expected.checksum_ok === false ? 'checksum' : null);
    if (refused !== null) {
      expect({ readings, reasons }).toEqual({ readings: [], reasons: [refused] });
      continue;
    }
    const code = cardCodeOfTag(bytes(expected.tag_hex!));
    expect({ readings, reasons }).toEqual({ readings: [{ kind: 'card', code }], reasons: [] });
    expect(code).toBe(expected.card_decimal_10d ?? code);
    expect(mayBeSameCard(expected.tag_hex!.toLowerCase(), code)).toBe(true);
    if (expected.facility_card === undefined) continue;
    expect(canonicalCardCode(expected.facility_card)).toBe(code);
  }
}

describe('the reference shelf of cards', () => {
  it(shelfTitle(['rfid_serial']), () => {
    // Pinned from the shelf, so that this says something without it: EEVblog, ID-12 layout, Parallax manual, a misprint.
    expect(readTag('rdm6300', '0236463030374233393732354603').readings).toEqual([
      { kind: 'card', code: '0008075634' },
    ]);
    expect(readTag('id-12', '023646303037423339373235460d0a03').readings).toEqual([
      { kind: 'card', code: '0008075634' },
    ]);
    expect(readTag('rdm6300', '0a304630313834463037410d').readings).toEqual([
      { kind: 'card', code: '0025489530' },
    ]);
    expect(readTag('rdm6300', '0231303030323646343434323603').reasons).toEqual(['checksum']);
  });

  if (isOnShelf('rfid_serial')) {
    const { count, wrong } = judge(readShelf('rfid_serial') as readonly ShelfVector<TagExpected>[], checkTag);
    it(`rfid_serial: ${count} come to what their source says`, () => {
      expect(wrong).toEqual([]);
    });
  }
});
