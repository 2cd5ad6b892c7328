/** Digits of a member's PIN. */
export const SHORTEST_PIN = 4;
export const LONGEST_PIN = 8;

export type PinFlaw = 'not_digits' | 'repeated' | 'run' | 'member_number';

const DIGITS = new RegExp(`^[0-9]{${SHORTEST_PIN},${LONGEST_PIN}}$`);

/**
 * What is wrong with a PIN somebody wants to have, or null. Refused are the first ones anybody would
 * try: one block of digits over and over (0000, 1212), a run up or down (1234, 9876, also over the
 * zero, 7890), and the member's own number, whole or its end.
 */
export function flawOfPin(pin: string, memberNumber: string): PinFlaw | null {
  if (!DIGITS.test(pin)) return 'not_digits';
  if (isRepeated(pin)) return 'repeated';
  if (isRun(pin)) return 'run';
  const number = memberNumber.replace(/\D/g, '');
  // With zeros in front, too: 0042 is the number 42.
  const isNumber = number !== '' && (number.endsWith(pin) || number === pin.replace(/^0+/, ''));
  return isNumber ? 'member_number' : null;
}

function isRepeated(pin: string): boolean {
  return [1, 2].some((length) => {
    const block = pin.slice(0, length);
    return pin.length % length === 0 && pin === block.repeat(pin.length / length);
  });
}

function isRun(pin: string): boolean {
  const digits = Array.from(pin, Number);
  return [1, 9].some((step) =>
    digits.every((digit, index) => index === 0 || digit === ((digits[index - 1] ?? 0) + step) % 10),
  );
}
