const collators = new Map<string, Intl.Collator>();

/** Order of names as people of a language sort them: Öztürk beside Otto, de Vries among the D. */
export function nameOrder(language: string): (left: string, right: string) => number {
  let collator = collators.get(language);
  if (collator === undefined) {
    collator = new Intl.Collator(language, { usage: 'sort', numeric: true });
    collators.set(language, collator);
  }
  return collator.compare;
}

interface Named {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** Order of members in a list: by last name, then by first; the id decides between namesakes. */
export function memberOrder(language: string): (left: Named, right: Named) => number {
  const order = nameOrder(language);
  return (left, right) =>
    // Who goes by one name is sorted by that one.
    order(left.lastName || left.firstName, right.lastName || right.firstName) ||
    order(left.firstName, right.firstName) ||
    (left.id < right.id ? -1 : left.id > right.id ? 1 : 0);
}
