import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FactId, GymId, KioskId, MemberId } from '../../../../shared/base/ids.ts';
import { FACTS, stampedEffects, type FactKind } from '../../../../shared/facts/all-facts.ts';
import type { Fact } from '../../../../shared/facts/fact.ts';
import { foldChanges } from '../../../../shared/facts/row-changes.ts';
import { anyFactPayload } from '../../../support/any-fact.ts';

const AT_MS = Date.parse('2026-10-15T08:00:00.000Z');

/** Facts of three kiosks about two members, close enough in time to meet. */
const anyFact: fc.Arbitrary<Fact> = fc
  .constantFrom(...(Object.keys(FACTS) as FactKind[]))
  .chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      payload: anyFactPayload(kind),
      kioskId: fc.constantFrom('kiosk-1', 'kiosk-2', 'kiosk-3') as fc.Arbitrary<KioskId>,
      memberId: fc.constantFrom('mara', 'noah') as fc.Arbitrary<MemberId>,
      minute: fc.integer({ min: 0, max: 5 }),
      seq: fc.integer({ min: 1, max: 1_000_000 }),
    }),
  )
  .map(({ minute, ...said }) => ({
    ...said,
    gymId: 'gym' as GymId,
    epoch: 1,
    id: '00000000-0000-7000-8000-000000000001' as FactId,
    version: 1,
    // What a session, a reading or a goal began with was said once, by one kiosk, at one time.
    happenedAtMs: [
      'goal.changed',
      'notification.preferences_set',
      'card.enrolled',
      'strap.enrolled',
      'card.revoked',
      'strap.removed',
      'member.changed',
      'membership.ended',
      'class.scheduled',
    ].includes(said.kind)
      ? AT_MS + minute * 60_000
      : AT_MS,
    zone: 'Europe/Berlin',
    prevHash: '0'.repeat(64),
    hash: 'a'.repeat(64),
  }));

/** Visits are said once each: their ids are made anew for every one. */
const facts = fc.uniqueArray(anyFact, {
  maxLength: 40,
  selector: ({ kioskId, seq }) => `${kioskId}/${seq}`,
});

it.each(['kiosk', 'central'] as const)(
  'rows at %s are the same in whatever order facts arrive, and however often',
  (place) => {
    fc.assert(
      fc.property(
        facts.chain((said) =>
          fc.tuple(
            fc.constant(said),
            fc.shuffledSubarray([...said, ...said], {
              minLength: said.length * 2,
              maxLength: said.length * 2,
            }),
          ),
        ),
        ([said, arrived]) => {
          expect(foldChanges(arrived.flatMap((fact) => stampedEffects(fact, place)))).toEqual(
            foldChanges(said.flatMap((fact) => stampedEffects(fact, place))),
          );
        },
      ),
      { numRuns: 1_000 },
    );
  },
);

it('a later word about a goal counts, whichever arrives last, and its beginning is filled in', () => {
  const say = (kind: FactKind, seq: number, payload: Record<string, unknown>): Fact => ({
    gymId: 'gym' as GymId,
    kioskId: 'kiosk' as KioskId,
    epoch: 1,
    seq,
    id: '00000000-0000-7000-8000-000000000001' as FactId,
    kind,
    version: 1,
    memberId: 'mara' as MemberId,
    happenedAtMs: AT_MS + seq,
    zone: 'Europe/Berlin',
    payload,
    prevHash: '0'.repeat(64),
    hash: 'a'.repeat(64),
  });
  const course = { target_date: '2027-01-31', auto_adjust: false };
  const set = say('goal.set', 1, {
    goal_id: 'g',
    metric_type: 'body_weight',
    start_value: 84,
    start_date: '2026-10-01',
    target_value: 80,
    ...course,
  });
  const changed = say('goal.changed', 2, { goal_id: 'g', target_value: 78, status: 'active', ...course });
  const [row] =
    foldChanges([changed, set].flatMap((fact) => stampedEffects(fact, 'central'))).get('goals') ?? [];
  expect(row?.values).toMatchObject({ target_value: 78, start_value: 84, metric_type: 'body_weight' });
});
