/** A form of line by which a family is told from the others. */
export interface LineSignature {
  readonly form: string;
  /** A whole line: delimiters removed; a leading STX stands as ␂, the CR between a weight and its status as ␍. */
  readonly line: RegExp;
  /** 1: no other family writes this; 0.5: shared with one other; below: a mere hint. */
  readonly specific: number;
}

/** Units of mass as signatures look for them. */
export const MASS = '(?:kg|g|mg|lbs?|oz|ozt|ct|GN|dwt|st)';

export function sign(specific: number, form: string, line: RegExp | string): LineSignature {
  return { form, line: typeof line === 'string' ? new RegExp(line) : line, specific };
}
