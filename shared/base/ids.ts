/**
 * Identifiers. All of them are opaque strings (UUID text unless said otherwise); the brand keeps a
 * member's id from being handed where a visit's is meant.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type GymId = Branded<'GymId'>;
export type KioskId = Branded<'KioskId'>;
export type MemberId = Branded<'MemberId'>;
export type VisitId = Branded<'VisitId'>;
export type FactId = Branded<'FactId'>;
export type HeartRateSessionId = Branded<'HeartRateSessionId'>;
export type ClassId = Branded<'ClassId'>;
export type GoalId = Branded<'GoalId'>;

/** Makes a new time-ordered id (UUIDv7 in the product). */
export type NewId = () => string;
