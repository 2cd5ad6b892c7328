import type { z } from 'zod';
import type { OwnedFact } from './define-fact.ts';
import type { Fact } from './fact.ts';
import { checkInFacts } from './kinds/check-in.ts';
import { classFacts } from './kinds/classes.ts';
import { classSeriesFacts } from './kinds/class-series.ts';
import { heartRateFacts } from './kinds/heart-rate.ts';
import { memberFacts } from './kinds/members.ts';
import { memberChangeFacts } from './kinds/member-changes.ts';
import { notificationFacts } from './kinds/notifications.ts';
import { progressFacts } from './kinds/progress.ts';
import { staffFacts } from './kinds/staff.ts';
import { concerns, moveTimes, type RowChange, type StampedChange } from './row-changes.ts';
import type { Place } from './tables.ts';

/** Every kind of fact there is. A kind that is not listed here cannot be appended to a log. */
export const FACTS = {
  ...memberFacts,
  ...memberChangeFacts,
  ...classFacts,
  ...checkInFacts,
  ...classSeriesFacts,
  ...heartRateFacts,
  ...progressFacts,
  ...notificationFacts,
  ...staffFacts,
};

export type FactKind = keyof typeof FACTS;

type Newest<Versions> = Versions extends readonly [...unknown[], infer Schema extends z.ZodType]
  ? Schema
  : never;

/** What a fact of this kind says, in its newest version. */
export type PayloadOf<Kind extends FactKind> = z.output<Newest<(typeof FACTS)[Kind]['versions']>>;

export function isFactKind(kind: string): kind is FactKind {
  return Object.hasOwn(FACTS, kind);
}

/** The version that is written today. */
export function newestVersion(kind: FactKind): number {
  return FACTS[kind].versions.length;
}

/** What a payload of this kind and version has to look like; undefined for a version not known yet. */
export function payloadSchema(kind: FactKind, version: number): z.ZodType | undefined {
  return FACTS[kind].versions[version - 1];
}

/**
 * What a fact does to rows.
 * @param fact judged before: its payload fits its kind's schema, and it names a member where its kind asks for one
 */
export function effectsOf(fact: Fact): readonly RowChange[] {
  if (!isFactKind(fact.kind)) return [];
  const { effects } = FACTS[fact.kind];
  return (effects as (fact: OwnedFact<unknown, 'member'>) => readonly RowChange[])(
    fact as OwnedFact<unknown, 'member'>,
  );
}

/** The same for one place, each change with where its fact stands among all others. */
export function stampedEffects(fact: Fact, place: Place): readonly StampedChange[] {
  const { happenedAtMs: atMs, kioskId: writer, epoch, seq } = fact;
  return effectsOf(fact)
    .filter((change) => concerns(change, place))
    .map((change) => ({ change, stamp: { atMs, writer, epoch, seq } }));
}

/** When a fact is taken to have happened, and where it stands among facts that contradict each other. UTC milliseconds. */
export interface CountedTime {
  readonly countedAtMs: number;
  readonly orderedAtMs: number;
}

/** The same at the time at which central takes the fact to have happened. */
export function reckonedEffects(fact: Fact, time: CountedTime, place: Place): readonly StampedChange[] {
  const byMs = time.countedAtMs - fact.happenedAtMs;
  return stampedEffects(fact, place).map(({ change, stamp }) => ({
    change: byMs === 0 ? change : moveTimes(change, fact.happenedAtMs, byMs),
    stamp: { ...stamp, atMs: time.orderedAtMs },
  }));
}
