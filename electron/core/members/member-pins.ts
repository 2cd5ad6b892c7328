import { createHmac } from 'node:crypto';
import { formatPinRecord, readPinRecord } from '../../../shared/domain/pins/pin-record.ts';
import { hashPin, isPin } from './pin-hash.ts';

/** Makes and checks what is kept of members' PINs. */
export interface MemberPins {
  /** Text to keep of a PIN, with a new salt each time. */
  recordOf(pin: string): Promise<string>;
  /**
   * Whether the PIN is the one that was kept. With `null` (nobody has that number, or no PIN) it says
   * no after the same work, so that the time tells nothing.
   */
  isPinOf(pin: string, record: string | null): Promise<boolean>;
  /** What tries made with a member number are counted under; the number cannot be read back without the key. */
  hashOfNumber(memberNumber: string): string;
}

/** @param pepper follows from the kiosk's own key: a stolen database without that key cannot be guessed at */
export function createMemberPins(pepper: Buffer): MemberPins {
  const keyed = (purpose: string, text: string): Buffer =>
    createHmac('sha256', pepper).update(`${purpose}\0${text}`).digest();
  return {
    async recordOf(pin) {
      const { cost, salt, key } = await hashPin(keyed('pin', pin));
      return formatPinRecord({ cost, salt: salt.toString('base64url'), key: key.toString('base64url') });
    },
    isPinOf(pin, record) {
      if (record === null) return isPin(keyed('pin', pin), null);
      const { cost, salt, key } = readPinRecord(record);
      return isPin(keyed('pin', pin), {
        cost,
        salt: Buffer.from(salt, 'base64url'),
        key: Buffer.from(key, 'base64url'),
      });
    },
    hashOfNumber: (memberNumber) => keyed('number', memberNumber).toString('base64url'),
  };
}
