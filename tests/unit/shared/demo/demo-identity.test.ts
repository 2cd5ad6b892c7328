import { describe, expect, test } from 'vitest';
import { cardCodeOfTag } from '../../../../shared/domain/cards/card-code.ts';
import { DEMO_CAST } from '../../../../shared/demo/demo-cast.ts';
import { demoCard, demoPin, demoSensorId } from '../../../../shared/demo/demo-identity.ts';

const MOST_MEMBERS = 20_000;
const everyone = Array.from({ length: MOST_MEMBERS }, (_, index) => index);

describe('what demo members identify with', () => {
  test('a card’s printed code is what a reader makes of its tag', () => {
    for (const index of everyone.slice(0, 500)) {
      const { cardCode, cardTagHex } = demoCard(index);
      expect(cardTagHex).toMatch(/^6F[0-9A-F]{8}$/);
      expect(
        cardCodeOfTag(Uint8Array.from(cardTagHex.match(/../g)!, (byte) => Number.parseInt(byte, 16))),
      ).toBe(cardCode);
    }
  });

  test('no two members of the largest gym share a card or a strap, not even its short number', () => {
    expect(new Set(everyone.map((index) => demoCard(index).cardCode)).size).toBe(MOST_MEMBERS);
    const short = everyone.map((index) => Number(demoSensorId(index)) & 0xffff);
    expect(new Set(short).size).toBe(MOST_MEMBERS);
    expect(short).not.toContain(0);
    expect(everyone.every((index) => Number(demoSensorId(index)) < 2 ** 20)).toBe(true);
  });

  test('PINs have four digits', () => {
    for (const index of everyone.slice(0, 500)) expect(demoPin(index)).toMatch(/^\d{4}$/);
  });

  test('the cast stays as it is, so that printed demo cards keep working', () => {
    expect(
      DEMO_CAST.map(({ memberNumber, firstName, cardTagHex, sensorId }) => [
        memberNumber,
        firstName,
        cardTagHex,
        sensorId,
      ]),
    ).toMatchInlineSnapshot(`
      [
        [
          "1001",
          "Mara",
          "6F9E3779B1",
          "106043",
        ],
        [
          "1002",
          "Tomas",
          "6F3C6EF362",
          "146550",
        ],
        [
          "1003",
          "Aisha",
          "6FDAA66D13",
          "252593",
        ],
        [
          "1004",
          "Jonas",
          "6F78DDE6C4",
          "293100",
        ],
        [
          "1005",
          "Priya",
          "6F17156075",
          null,
        ],
        [
          "1006",
          "Kofi",
          "6FB54CDA26",
          "439650",
        ],
        [
          "1007",
          "Ingrid",
          "6F538453D7",
          "480157",
        ],
        [
          "1008",
          "Leo",
          "6FF1BBCD88",
          "586200",
        ],
        [
          "1009",
          "Camila",
          "6F8FF34739",
          null,
        ],
        [
          "1010",
          "Oskar",
          "6F2E2AC0EA",
          "667214",
        ],
      ]
    `);
  });
});
