interface Level {
  /** Keys so far; null in a list. */
  readonly keys: Set<string> | null;
  /** Where this level is in the file, `devices[0].options`. */
  readonly path: string;
  /** The key under way, or the place in a list. */
  key: string;
  index: number;
}

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/**
 * The first key that one object of a JSON text has twice, written as `devices[0].id`; null where all
 * differ. A parser keeps the last of them and says nothing of the others.
 * @param text valid JSON
 */
export function repeatedJsonKey(text: string): string | null {
  const levels: Level[] = [];
  let last = '';
  const here = (level: Level | undefined): string => {
    if (level === undefined) return '';
    if (level.keys === null) return `${level.path}[${level.index}]`;
    return level.path === '' ? level.key : `${level.path}.${level.key}`;
  };
  for (const [token] of text.matchAll(TOKENS)) {
    const level = levels.at(-1);
    if (token === '{' || token === '[')
      levels.push({ keys: token === '{' ? new Set() : null, path: here(level), key: '', index: 0 });
    else if (token === '}' || token === ']') levels.pop();
    else if (token === ',' && level !== undefined) level.index += 1;
    else if (token === ':' && level?.keys) {
      level.key = JSON.parse(last) as string;
      if (level.keys.has(level.key)) return here(level);
      level.keys.add(level.key);
    }
    last = token;
  }
  return null;
}
