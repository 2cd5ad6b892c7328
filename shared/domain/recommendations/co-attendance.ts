/** How alike two kinds of class are by who goes to both: cosine of their attendances, 0 to 1. */
export interface CoAttendance {
  /** Other kinds by likeness, at most {@link MAX_NEIGHBOURS}, most alike first. */
  readonly [classType: string]: readonly { readonly classType: string; readonly likeness: number }[];
}

/** Neighbours kept per kind; weaker ones explain nothing to anyone. */
export const MAX_NEIGHBOURS = 8;
/** Pulls likeness down where few people went to both, so that two friends do not make a rule. */
const SHRINKAGE = 5;

/**
 * Likeness between kinds of class: cosine over members, each attendance damped by the logarithm so
 * that one keen member does not count as many, shrunk by how many went to both (Bell & Koren 2007).
 * @param attendances visits to each kind of class, for every member
 */
export function coAttendance(attendances: readonly ReadonlyMap<string, number>[]): CoAttendance {
  const lengths = new Map<string, number>();
  const products = new Map<string, Map<string, { product: number; members: number }>>();
  for (const member of attendances) {
    const damped = [...member].map(([classType, visits]) => [classType, Math.log1p(visits)] as const);
    for (const [one, weight] of damped) {
      lengths.set(one, (lengths.get(one) ?? 0) + weight * weight);
      const row = products.get(one) ?? new Map<string, { product: number; members: number }>();
      products.set(one, row);
      for (const [other, otherWeight] of damped) {
        if (other === one) continue;
        const pair = row.get(other) ?? { product: 0, members: 0 };
        row.set(other, { product: pair.product + weight * otherWeight, members: pair.members + 1 });
      }
    }
  }
  return Object.fromEntries(
    [...products].map(([one, row]) => [
      one,
      [...row]
        .map(([classType, { product, members }]) => ({
          classType,
          likeness:
            (product / Math.sqrt((lengths.get(one) ?? 1) * (lengths.get(classType) ?? 1))) *
            (members / (members + SHRINKAGE)),
        }))
        .sort((left, right) => right.likeness - left.likeness || (left.classType < right.classType ? -1 : 1))
        .slice(0, MAX_NEIGHBOURS),
    ]),
  );
}
