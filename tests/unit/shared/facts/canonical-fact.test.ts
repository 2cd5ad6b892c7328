import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FactId, GymId, KioskId } from '../../../../shared/base/ids.ts';
import { canonicalFact, canonicalJson } from '../../../../shared/facts/canonical-fact.ts';
import { GENESIS_HASH, type Fact } from '../../../../shared/facts/fact.ts';

/** The same value with the keys of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  // fromEntries defines own properties, also for a key such as __proto__.
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

const fact: Omit<Fact, 'hash'> = {
  gymId: 'gym-1' as GymId,
  kioskId: 'kiosk-1' as KioskId,
  epoch: 1,
  seq: 1,
  id: '00000000-0000-7000-8000-000000000001' as FactId,
  kind: 'check_in.refused',
  version: 1,
  memberId: null,
  happenedAtMs: 1_771_416_000_000,
  zone: 'Europe/Berlin',
  payload: { reason: 'unknown_card', device: 'reader' },
  prevHash: GENESIS_HASH,
};

describe('the one text of a value', () => {
  it('says the same value as JSON does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('does not depend on the order in which keys were set', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
      }),
    );
  });

  it('survives a trip through the database or the network', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(JSON.parse(JSON.stringify(value)))).toBe(canonicalJson(value));
      }),
    );
  });

  it('tells different values apart, and only those', () => {
    const asSent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(canonicalJson(one) === canonicalJson(other)).toBe(
          isDeepStrictEqual(asSent(one), asSent(other)),
        );
      }),
    );
  });

  it('orders keys by code unit and leaves out white space and what is undefined', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: undefined, '10': true, '9': -0 })).toBe(
      '{"10":true,"9":0,"b":[1,{"c":"é","d":null}]}',
    );
    // RFC 8785, 3.2.3: code units, so that U+1F600 (a surrogate pair) comes before U+FB33.
    expect(canonicalJson({ '\uFB33': 2, '\u{1F600}': 1 })).toBe('{"\u{1F600}":1,"\uFB33":2}');
  });

  it('refuses what JSON cannot hold', () => {
    for (const value of [
      Number.NaN,
      Infinity,
      undefined,
      () => 1,
      1n,
      Symbol('x'),
      [undefined],
      { a: [Number.NaN] },
    ]) {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    }
  });
});

describe('the hash of a fact', () => {
  it('is the same today as when the first fact was written', () => {
    expect(canonicalFact(fact)).toBe(
      '{"epoch":1,"gymId":"gym-1","happenedAtMs":1771416000000,"id":"00000000-0000-7000-8000-000000000001",' +
        '"kind":"check_in.refused","kioskId":"kiosk-1","memberId":null,"payload":{"device":"reader","reason":"unknown_card"},' +
        `"prevHash":"${GENESIS_HASH}","seq":1,"version":1,"zone":"Europe/Berlin"}`,
    );
    expect(createHash('sha256').update(canonicalFact(fact)).digest('hex')).toBe(
      'fc985eb9570448da89c95a495c16f7c8f1e3680d7d9154bba4c61b8eb56305d9',
    );
  });

  it('depends on every field', () => {
    const changes: Partial<Omit<Fact, 'hash'>>[] = [
      { gymId: 'gym-2' as GymId }, { kioskId: 'kiosk-2' as KioskId }, { epoch: 2 }, { seq: 2 },
      { id: 'x' as FactId }, { kind: 'check_in.accepted' }, { version: 2 }, { happenedAtMs: 1 },
      { zone: 'UTC' }, { payload: {} }, { prevHash: '1'.repeat(64) }, { memberId: 'm' as NonNullable<Fact['memberId']> },
    ]; // prettier-ignore
    expect(changes).toHaveLength(Object.keys(fact).length);
    const texts = changes.map((change) => canonicalFact({ ...fact, ...change }));
    expect(new Set([canonicalFact(fact), ...texts]).size).toBe(changes.length + 1);
  });
});
