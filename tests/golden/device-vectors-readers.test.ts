import { describe, expect, it } from 'vitest';
import { findFamily } from '../../electron/devices/family-registry.ts';
import {
  canonicalCardCode,
  cardCodeOfTag,
  cardForms,
  decodeWiegand26,
} from '../../shared/domain/cards/card-code.ts';
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

interface WiegandExpected {
  readonly facility?: number;
  readonly card?: number;
  readonly raw24?: number;
  readonly even_parity_ok?: boolean;
  readonly odd_parity_ok?: boolean;
  readonly wiegand26_facility?: number;
  readonly wiegand26_card?: number;
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
    const forms = cardForms(code);
    expect(forms).toMatchObject({ ok: true });
    if (expected.facility === undefined || !forms.ok) continue;
    expect(forms.value).toMatchObject({
      facility: expected.facility,
      card: expected.card,
      facilityCard: expected.facility_card,
    });
    expect(canonicalCardCode(expected.facility_card!)).toBe(code);
    expect(decodeWiegand26(wiegandBits(expected.facility, expected.card!))).toMatchObject({
      ok: true,
      value: { code },
    });
  }
}

/** The 26 bits of a facility and a card: even parity, 24 bits, odd parity. */
function wiegandBits(facility: number, card: number): string {
  const data = (facility * 0x1_0000 + card).toString(2).padStart(24, '0');
  const isOdd = (half: string): boolean => half.replaceAll('0', '').length % 2 === 1;
  return `${isOdd(data.slice(0, 12)) ? 1 : 0}${data}${isOdd(data.slice(12)) ? 0 : 1}`;
}

function checkWiegand({ input, input_encoding, expected }: ShelfVector<WiegandExpected>): void {
  if (!input_encoding.startsWith('26 bits')) {
    const forms = cardForms(cardCodeOfTag(bytes(String(input))));
    expect(forms).toMatchObject({
      ok: true,
      value: { facility: expected.wiegand26_facility, card: expected.wiegand26_card },
    });
    return;
  }
  const read = decodeWiegand26(String(input));
  if (expected.even_parity_ok === false || expected.odd_parity_ok === false) {
    expect(read).toEqual({ ok: false, code: 'parity' });
    return;
  }
  const code = String(expected.raw24).padStart(10, '0');
  expect(read).toEqual({ ok: true, value: { facility: expected.facility, card: expected.card, code } });
}

describe('the reference shelf of cards', () => {
  it(shelfTitle(['rfid_serial', 'wiegand26']), () => {
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
    expect(decodeWiegand26('00101101000000001010001000')).toMatchObject({
      ok: true,
      value: { facility: 90, card: 324 },
    });
  });

  if (isOnShelf('rfid_serial')) {
    const { count, wrong } = judge(readShelf('rfid_serial') as readonly ShelfVector<TagExpected>[], checkTag);
    it(`rfid_serial: ${count} come to what their source says`, () => {
      expect(wrong).toEqual([]);
    });
  }
  if (isOnShelf('wiegand26')) {
    const { count, wrong } = judge(
      readShelf('wiegand26') as readonly ShelfVector<WiegandExpected>[],
      checkWiegand,
    );
    it(`wiegand26: ${count} come to what their source says`, () => {
      expect(wrong).toEqual([]);
    });
  }
});
