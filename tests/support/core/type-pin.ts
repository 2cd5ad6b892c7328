import { setPin } from '../../../electron/core/members/set-pin.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import type { TestFloor } from './test-floor.ts';

/** Gives a member a PIN. */
export async function givePin({ store, pins }: TestFloor, member: Member, pin: string): Promise<void> {
  const record = await pins.recordOf(pin);
  store.write((tx) => setPin(tx, store, { memberId: member.id, record, by: 'member' }));
}

/** Types number and PIN, opening the keypad where it is not. @returns `ok` or why not */
export async function typePin(
  keypad: TestFloor['keypad'],
  memberNumber: string,
  pin: string,
): Promise<string> {
  if (keypad.current() === null) keypad.open();
  const outcome = await keypad.checkIn(keypad.current()?.sessionId ?? '', { memberNumber, pin });
  return outcome.ok ? 'ok' : outcome.code;
}
