import type { z } from 'zod';
import type { MemberId } from '../../shared/base/ids.ts';
import type { factPayloadSchemas, FactKind } from '../../shared/contract/facts.ts';
import type { Fact } from '../../shared/domain/facts/fact.ts';

type Payload<Kind extends FactKind> = z.infer<(typeof factPayloadSchemas)[Kind]>;

/** A fact of one kind with its payload typed. */
export interface KindFact<Kind extends FactKind> extends Omit<Fact, 'payload'> {
  readonly payload: Payload<Kind>;
}

/**
 * The facts of one kind, in their order.
 * @param facts judged before: their payloads are known to fit their kind's schema
 */
export function factsOfKind<Kind extends FactKind>(facts: readonly Fact[], kind: Kind): KindFact<Kind>[] {
  return facts.filter((fact) => fact.kind === kind) as unknown as KindFact<Kind>[];
}

/** A fact that says which member it is about. */
export type OwnedFact<Kind extends FactKind> = KindFact<Kind> & { readonly memberId: MemberId };

/** Facts of a kind that say which member they are about; one without a member has nobody to be applied to. */
export function ownedFacts<Kind extends FactKind>(facts: readonly Fact[], kind: Kind): OwnedFact<Kind>[] {
  return factsOfKind(facts, kind).filter((fact): fact is OwnedFact<Kind> => fact.memberId !== null);
}
