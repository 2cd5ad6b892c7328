import type { z } from 'zod';
import type { MemberId } from '../base/ids.ts';
import type { Fact } from './fact.ts';
import type { RowChange } from './row-changes.ts';

/** Who may say it. */
export type FactWriter = 'kiosk' | 'central';

/** Whom a fact is about, and so whose key its rows carry. */
export type FactOwner =
  /** A member: without one the fact is refused. */
  | 'member'
  /** A member where one is known, else nobody. */
  | 'member_or_nobody'
  | 'gym'
  /** The kiosk itself and the people who run it. */
  | 'kiosk';

/** How much it tells of a person: the office shows, exports and forgets by it. */
export type FactPrivacy = 'none' | 'attendance' | 'identity' | 'health' | 'staff';

/** Which kiosks of the gym have to know it. */
export type FactNeed = 'every_kiosk' | 'none';

/** What is left of a fact after its member was erased. */
export type AfterErasure =
  /** Its text goes; key and hashes stay, so that the chain can still be checked. */
  | 'nothing'
  /** It says nothing of the person. */
  | 'all';

/** A fact of one kind with its payload typed. */
export interface TypedFact<Payload> extends Omit<Fact, 'payload' | 'memberId'> {
  readonly payload: Payload;
}

/** A fact whose member is known to be there where its kind asks for one. */
export type OwnedFact<Payload, Owner extends FactOwner> = TypedFact<Payload> & {
  readonly memberId: Owner extends 'member' ? MemberId : MemberId | null;
};

/** Said by kinds that only have to be kept: a kind that says nothing about its effects does not compile. */
export const NO_EFFECTS = () => [];

export interface FactDefinition<Schema extends z.ZodType, Owner extends FactOwner> {
  /** What it was called and looks like, newest version last: an older one stays readable for ever. */
  readonly versions: readonly [...older: z.ZodType[], newest: Schema];
  readonly writers: readonly FactWriter[];
  readonly owner: Owner;
  readonly privacy: FactPrivacy;
  readonly neededBy: FactNeed;
  readonly afterErasure: AfterErasure;
  /** What no schema can say, such as a weight that no person has: the code that the fact is refused with. */
  readonly refuse?: (payload: z.output<Schema>) => 'implausible_value' | null;
  /**
   * What it does to rows, and nothing that depends on other rows. Conclusions are drawn afterwards.
   */
  readonly effects: (fact: OwnedFact<z.output<Schema>, Owner>) => readonly RowChange[];
}

/** Defines a kind of fact, checked by the compiler. */
export function defineFact<Schema extends z.ZodType, Owner extends FactOwner>(
  definition: FactDefinition<Schema, Owner>,
): FactDefinition<Schema, Owner> {
  return definition;
}
