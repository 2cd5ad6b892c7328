/**
 * What two member numbers are compared by: blanks around them, case and zeros in front, which
 * spreadsheets take away, make no other number.
 */
export function memberNumberKey(memberNumber: string): string {
  const plain = memberNumber.trim().normalize('NFKC').toUpperCase();
  return /^\d+$/.test(plain) ? plain.replace(/^0+(?=\d)/, '') : plain;
}

/** Nothing but zeros is what an empty field becomes; it is nobody's number. */
export function isBlankMemberNumber(memberNumber: string): boolean {
  return /^0*$/.test(memberNumber.trim());
}
