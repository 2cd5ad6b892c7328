import type { z } from 'zod';
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
