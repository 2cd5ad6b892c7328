const PLAIN = /^[\x20-\x7e]*$/;
const ACCENTS = /\p{M}/gu;

/** A name as one types it in a hurry: lower case, without accents. */
function fold(name: string): string {
  const lower = name.toLowerCase();
  // Nearly all names are plain, and taking a name apart costs ten times as much.
  return PLAIN.test(lower) ? lower : lower.normalize('NFD').replace(ACCENTS, '').replaceAll('ß', 'ss');
}

/**
 * Who is meant by a few typed characters: the whole member number, or beginnings of names. Several
 * words must all begin one of the names, in any order: "os ad" is Ada Osei.
 * @param query as typed; one without a character means nobody
 */
export function memberMatcher(
  query: string,
): (member: { memberNumber: string; firstName: string; lastName: string }) => boolean {
  const words = fold(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return () => false;
  const number = query.trim();
  return ({ memberNumber, firstName, lastName }) => {
    if (memberNumber === number) return true;
    const names = [...fold(firstName).split(/[\s-]+/), ...fold(lastName).split(/[\s-]+/)];
    return words.every((word) => names.some((name) => name.startsWith(word)));
  };
}
