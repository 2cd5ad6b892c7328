import { TWO_WORDED_PARTS } from '../scale/two-part-weight.ts';

/** What stands on the scale, that without its tare, or the tare. */
export type AmountLabel = 'load' | 'net' | 'tare';

/** What one field of a line says. A field that is none of these ends the reading. */
export type Field =
  /** Number and unit, in one part or two. */
  | { readonly type: 'amount'; readonly text: string; readonly number: string; readonly unit: string }
  | { readonly type: 'number' }
  /** What the next amount is, or the last one before it where none follows. */
  | { readonly type: 'label'; readonly of: AmountLabel }
  | { readonly type: 'mark'; readonly says: 'moving' | 'nothing' };

type FieldName =
  'parts' | 'time' | 'date' | 'amount' | 'number' | 'load' | 'net' | 'tare' | 'moving' | 'other';

/** Blanks and separators between fields; the end of a field must be followed by one, or by nothing. */
const BETWEEN = /[\s;|=:,]*/y;
const END = String.raw`(?=[\s;|,?*~]|$)`;
/** A number must not go on to the left: `1,234.5`, `12-5`, `--5` are no numbers. */
const NUMBER = String.raw`[+-]?\s*\d[\d.,]*`;

/** Echo of the request in front of a label, its first characters lost on the wire (Sterling 7600). */
const ECHO = '(?:S?GW|S?NW|W)?';

const words = (...list: readonly string[]): RegExp => new RegExp(`(?:${list.join('|')})${END}`, 'iy');

/** In this order; the first that fits is what the field is. */
const FORMS: readonly (readonly [FieldName, RegExp])[] = [
  [
    'date',
    new RegExp(String.raw`(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})${END}`, 'y'),
  ],
  ['parts', new RegExp(`${TWO_WORDED_PARTS}${END}`, 'y')],
  ['time', new RegExp(String.raw`\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?${END}`, 'iy')],
  ['amount', new RegExp(String.raw`(${NUMBER})\s*([A-Za-z%]+)${END}`, 'y')],
  ['number', new RegExp(`${NUMBER}${END}`, 'y')],
  [
    'net',
    new RegExp(
      String.raw`${ECHO}Net(?=[\s;|=:,\d+-]|$)|WN(?=[\d -])|(?:N|NT|NW|NET|Netto|Neto)\.?(?=[\s;|=:,]|$)`,
      'iy',
    ),
  ],
  [
    'load',
    new RegExp(
      String.raw`${ECHO}Gross(?=[\s;|=:,\d+-]|$)|WG(?=[\d -])|(?:G|B|GS|GW|GR|GRS|Brutto|Bruto|Brut|Lordo|Weight|Wt|Gewicht|Poids|Peso)\.?(?=[\s;|=:,]|$)`,
      'iy',
    ),
  ],
  [
    'tare',
    new RegExp(String.raw`(?:T|TR|TW|PT|TARE|TARA|PRESET|MIN|MAX|CAPACITY)\.?(?=[\s;|=:,\d+-]|$)`, 'iy'),
  ],
  // Makers' words for a weight that moves, and marks that mean different things at different makers.
  [
    'moving',
    new RegExp(
      String.raw`[?*~]+|(?:US|UN|UNST|UNSTABLE|U|SU|SD|D|DYN|DYNAMIC|M|MOTION|MOVING|INST|INSTABLE)${END}`,
      'iy',
    ),
  ],
  ['other', words('ST', 'S', 'SS', 'STB', 'STABLE', 'Z', 'ZERO')],
];

const FIELD: Readonly<Partial<Record<FieldName, Field>>> = {
  number: { type: 'number' },
  net: { type: 'label', of: 'net' },
  load: { type: 'label', of: 'load' },
  tare: { type: 'label', of: 'tare' },
  moving: { type: 'mark', says: 'moving' },
  other: { type: 'mark', says: 'nothing' },
  date: { type: 'mark', says: 'nothing' },
  time: { type: 'mark', says: 'nothing' },
};

/** Splits a line into the fields that can be named. @returns null where one cannot */
export function readFields(line: string): readonly Field[] | null {
  const fields: Field[] = [];
  let at = 0;
  while (true) {
    BETWEEN.lastIndex = at;
    at += BETWEEN.exec(line)![0].length;
    if (at >= line.length) return fields;
    const next = readField(line, at);
    if (next === null) return null;
    fields.push(next.field);
    at += next.length;
  }
}

function readField(line: string, at: number): { readonly field: Field; readonly length: number } | null {
  for (const [name, form] of FORMS) {
    form.lastIndex = at;
    const found = form.exec(line);
    if (found === null) continue;
    const [text, number = '', unit = ''] = found;
    const field: Field = FIELD[name] ?? { type: 'amount', text, number, unit };
    return { field, length: text.length };
  }
  return null;
}
