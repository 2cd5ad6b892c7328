/** Longer is better than odd: nobody is asked for signs and capitals. */
const MIN_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 200;
const MIN_DIFFERENT = 4;

export type PasswordFlaw = 'too_short' | 'too_long' | 'too_plain' | 'like_email';

/** What speaks against a new password; null for nothing. */
export function flawOfPassword(password: string, email: string): PasswordFlaw | null {
  const characters = [...password];
  if (characters.length < MIN_LENGTH) return 'too_short';
  if (characters.length > MAX_PASSWORD_LENGTH) return 'too_long';
  if (new Set(characters).size < MIN_DIFFERENT) return 'too_plain';
  const small = password.toLowerCase();
  return small === email || small === email.split('@')[0] ? 'like_email' : null;
}
