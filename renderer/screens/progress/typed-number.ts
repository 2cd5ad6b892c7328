/** What a number pad may make of a metric. */
export interface TypedRange {
  readonly decimals: number;
  readonly max: number;
}

/** What a key does to the number that is being typed. Text with a point, whatever the language shows. */
export type PadKey =
  | { readonly kind: 'digit'; readonly digit: string }
  | { readonly kind: 'point' }
  | { readonly kind: 'erase' };

/**
 * The typed text after a key. A key that would make no number, more decimals than the metric has or
 * more digits than its largest value changes nothing, so that every text is a number or one in the making.
 */
export function pressPadKey(text: string, key: PadKey, { decimals, max }: TypedRange): string {
  if (key.kind === 'erase') return text.slice(0, -1);
  const [whole = '', part] = text.split('.', 2);
  if (key.kind === 'point') {
    if (decimals === 0 || part !== undefined) return text;
    return `${whole === '' ? '0' : whole}.`;
  }
  if (part !== undefined) return part.length < decimals ? `${text}${key.digit}` : text;
  if (whole === '0') return key.digit;
  return whole.length < mostDigits(max) ? `${text}${key.digit}` : text;
}

function mostDigits(max: number): number {
  return String(Math.floor(max)).length;
}

/** The number that was typed, or null before the first digit. */
export function typedValue(text: string): number | null {
  return text === '' ? null : Number(text);
}
