import { describe, expect, it } from 'vitest';
import { factVerdictSchema, wireFactSchema } from '../../../../shared/contract/facts.ts';
import { FACTS } from '../../../../shared/facts/all-facts.ts';

const fact = {
  gym_id: 'gym-1',
  kiosk_id: 'kiosk-1',
  epoch: 1,
  seq: 1,
  id: '00000000-0000-7000-8000-000000000001',
  kind: 'check_in.accepted',
  version: 1,
  member_id: null,
  happened_at: '2026-02-18T12:00:00.000Z',
  zone: 'Europe/Berlin',
  payload: {},
  prev_hash: '0'.repeat(64),
  hash: 'a'.repeat(64),
};

describe('a fact on the wire', () => {
  it('has a key, a time to the millisecond and two hashes', () => {
    expect(wireFactSchema.parse(fact)).toEqual(fact);
  });

  for (const [what, wrong] of [
    ['no epoch', { epoch: 0 }],
    ['no number', { seq: 0 }],
    ['a number between two', { seq: 1.5 }],
    ['a time without milliseconds', { happened_at: '2026-02-18T12:00:00Z' }],
    ['a time in another zone', { happened_at: '2026-02-18T12:00:00.000+01:00' }],
    ['a kind that is no kind', { kind: 'drop table facts' }],
    ['an upper-case hash', { hash: 'A'.repeat(64) }],
    ['a short hash', { prev_hash: '0'.repeat(63) }],
    ['no payload', { payload: null }],
  ] as const) {
    it(`is refused with ${what}`, () => {
      expect(wireFactSchema.safeParse({ ...fact, ...wrong }).success).toBe(false);
    });
  }

  it('may be of a kind this version does not know', () => {
    expect(wireFactSchema.safeParse({ ...fact, kind: 'sauna.entered' }).success).toBe(true);
  });
});

it('every kind a kiosk writes is a kind the wire takes', () => {
  for (const kind of Object.keys(FACTS)) {
    expect([kind, wireFactSchema.safeParse({ ...fact, kind }).success]).toEqual([kind, true]);
  }
});

it('central can judge a fact in four ways and in no other', () => {
  const judged = (verdict: string) => factVerdictSchema.safeParse({ epoch: 1, seq: 1, verdict }).success;
  expect(['stored', 'duplicate', 'conflict', 'rejected'].map(judged)).toEqual([true, true, true, true]);
  expect(['', 'ok', 'STORED'].map(judged)).toEqual([false, false, false]);
});
