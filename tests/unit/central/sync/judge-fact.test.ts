import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KioskCaller } from '../../../../central/auth/callers.ts';
import { judgeFact } from '../../../../central/sync/judge-fact.ts';
import type { WireFact } from '../../../../shared/contract/facts.ts';
import { createTestKiosk, enrolment, type FactDraft } from '../../../support/central/test-kiosk.ts';

const NOW_MS = Date.parse('2026-10-15T08:00:00.000Z');
const kiosk = createTestKiosk({ gymId: 'gym', nowMs: () => NOW_MS });
const caller = { role: 'kiosk', gymId: 'gym', kioskId: kiosk.kioskId } as KioskCaller;
const judge = (record: unknown) => judgeFact(record, { caller, nowMs: NOW_MS, clockErrorMs: 0 });
const codeOf = (draft: FactDraft): string => {
  const result = judge(kiosk.fact(draft));
  return result.ok ? (result.value.parked ? 'parked' : 'ok') : result.code;
};
const weight = (payload: Record<string, unknown>): FactDraft => ({
  kind: 'metric.recorded',
  memberId: 'm',
  payload: {
    reading_id: 'r',
    metric_type: 'body_weight',
    value: 80,
    unit: 'kg',
    source: 'device',
    formula: null,
    ...payload,
  },
});

test('a well-formed fact of the calling kiosk passes', () => {
  expect(codeOf(enrolment('m', '1'))).toBe('ok');
  expect(codeOf(weight({}))).toBe('ok');
  expect(codeOf({ kind: 'dashboard.opened' })).toBe('ok');
});

test.each<[string, FactDraft, string]>([
  ['another gym', { kind: 'dashboard.opened', gymId: 'other' }, 'gym_scope'],
  ['another kiosk', { kind: 'dashboard.opened', kioskId: 'other' }, 'kiosk_scope'],
  ['the year 9999', { kind: 'dashboard.opened', happenedAtMs: Date.parse('9999-12-31T23:59:59.999Z') }, 'ok'],
  ['1970, a dead clock battery', { kind: 'dashboard.opened', happenedAtMs: 0 }, 'ok'],
  ['a weight of 19 kg', weight({ value: 19 }), 'implausible_value'],
  ['a weight in bananas', weight({ unit: 'banana' }), 'implausible_value'],
  ['a training load as it was called once', weight({ metric_type: 'training_load', unit: 'load' }), 'ok'],
  ['a metric of tomorrow in its own unit', weight({ metric_type: 'grip_strength', unit: 'N' }), 'parked'],
  ['a weight in words', weight({ value: 'eighty' }), 'payload_invalid'],
  ['a metric of tomorrow', weight({ metric_type: 'grip_strength' }), 'parked'],
  ['a kind of tomorrow', { kind: 'sauna.entered' }, 'parked'],
  ['a version of tomorrow', { ...weight({}), version: 2 }, 'parked'],
  ['a kind named like a part of every object', { kind: 'to.string' }, 'parked'],
  ['an id in capitals', { kind: 'dashboard.opened', id: 'A1B2C3D4-0000-4000-8000-00000000000A' }, 'schema'],
  ['a member id no column can hold', { kind: 'dashboard.opened', memberId: 'm\0' }, 'schema'],
  [
    'a backslash before u0000, which is harmless',
    { ...enrolment('m', '1'), payload: { ...enrolment('m', '1').payload, alias: '\\u0000' } },
    'ok',
  ],
  [
    'a NUL after a backslash',
    { ...enrolment('m', '1'), payload: { ...enrolment('m', '1').payload, alias: '\\\0' } },
    'payload_invalid',
  ],
])('a fact from %s', (_name, draft, code) => {
  expect(codeOf(draft)).toBe(code);
});

test('no change to a signed fact goes unnoticed', () => {
  const original = kiosk.fact(weight({}));
  const fields = Object.keys(original) as (keyof WireFact)[];
  fc.assert(
    fc.property(fc.constantFrom(...fields), fc.jsonValue(), (field, value) => {
      const changed = { ...original, [field]: value };
      if (JSON.stringify(changed) === JSON.stringify(original)) return;
      expect(judge(changed).ok).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

test('whatever is sent, the judge answers and never throws', () => {
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true }), (record) => {
      expect(judge(record).ok).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});

test('any payload of an unknown kind is kept as it was sent', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string().filter((key) => key !== '__proto__'),
        fc.jsonValue({ noUnicodeString: false }),
      ),
      (payload) => {
        const sent = JSON.parse(JSON.stringify(kiosk.fact({ kind: 'sauna.entered', payload }))) as unknown;
        const result = judge(sent);
        expect(result).toMatchObject({ ok: true });
        if (result.ok)
          expect(JSON.parse(result.value.payloadText)).toEqual(JSON.parse(JSON.stringify(payload)));
      },
    ),
    { numRuns: 500 },
  );
});
