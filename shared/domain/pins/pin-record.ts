/** A PIN as it is kept: what scrypt made of it, with the salt and the cost it was made with. */
export interface PinRecord {
  /** scrypt's N, r and p (RFC 7914). */
  readonly cost: { readonly N: number; readonly r: number; readonly p: number };
  /** base64url. */
  readonly salt: string;
  /** base64url. */
  readonly key: string;
}

const RECORD = /^scrypt\$(\d{1,7})\$(\d{1,3})\$(\d{1,3})\$([\w-]+)\$([\w-]+)$/;

/** The record as one line of text: `scrypt$N$r$p$salt$key`. */
export function formatPinRecord({ cost, salt, key }: PinRecord): string {
  return ['scrypt', cost.N, cost.r, cost.p, salt, key].join('$');
}

/**
 * Reads what `formatPinRecord` wrote.
 * @throws when it is anything else: a damaged record must not look like a wrong PIN
 */
export function readPinRecord(text: string): PinRecord {
  const [, N, r, p, salt, key] = RECORD.exec(text) ?? [];
  if (salt === undefined || key === undefined) throw new Error('a stored PIN record is damaged');
  return { cost: { N: Number(N), r: Number(r), p: Number(p) }, salt, key };
}
