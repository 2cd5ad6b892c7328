import { fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleKeypadEntry, sampleState } from '../../../../renderer/preview/sample-state.ts';
import type { KeypadEntry, KioskState } from '../../../../shared/contract/kiosk-api.ts';
import { closeKioskPage, NOW_MS, openKioskPage, type KioskPage } from '../../../support/kiosk-page.tsx';

let page: KioskPage;

beforeEach(async () => {
  page = await openKioskPage();
});
afterEach(closeKioskPage);

const showKeypad = (changes: Partial<KeypadEntry> = {}, state: Partial<KioskState> = {}): Promise<void> =>
  page.settle(() =>
    page.show({
      ...sampleState(NOW_MS),
      ...state,
      view: { name: 'keypad', entry: { ...sampleKeypadEntry(NOW_MS), ...changes } },
    }),
  );
const type = async (digits: string): Promise<void> => {
  for (const digit of digits) await page.touchOn(`key-${digit}`);
};
const enter = async (digits: string): Promise<void> => {
  await type(digits);
  await page.touchOn('enter');
};
const press = (key: string): Promise<void> => page.settle(() => fireEvent.keyDown(window, { key }));
const message = (): string => screen.getByTestId('pin-message').textContent;

describe('the second way in', () => {
  it('stands beside the card where some member has a PIN, and only there', async () => {
    await page.settle(() => page.showAttract());
    await page.touchOn('keypad-open');
    expect(page.callsOf('keypad.open')).toHaveLength(1);
    await page.settle(() => page.showAttract({ takes_pins: false }));
    expect(screen.queryByTestId('keypad-open')).toBeNull();
  });

  it('is not offered while no visit could be stored', async () => {
    await page.settle(() => page.showAttract({ storage: 'failing' }));
    expect(screen.queryByTestId('keypad-open')).toBeNull();
  });

  it('asks for the number, then for the PIN in dots, and hands both to core', async () => {
    await showKeypad();
    await enter('1042');
    await type('8206');
    expect(screen.getByLabelText('4 digits typed')).toBeTruthy();
    expect(page.text()).not.toContain('8206');
    await page.touchOn('enter');
    expect(page.callsOf('keypad.checkIn').map(({ input }) => input)).toEqual([
      { session_id: 'k-1', member_number: '1042', pin: '8206' },
    ]);
  });

  it('takes a keyboard’s digits, its way back and its Enter', async () => {
    await showKeypad();
    for (const key of ['1', '0', '4', '9', 'Backspace', '2', 'a', 'Enter']) await press(key);
    for (const key of ['8', '2', '0', '6', 'Enter']) await press(key);
    expect(page.callsOf('keypad.checkIn')[0]?.input).toEqual({
      session_id: 'k-1',
      member_number: '1042',
      pin: '8206',
    });
  });

  it('takes a digit back, or all of them, and no PIN of three or nine digits', async () => {
    await showKeypad();
    await type('1049');
    await page.touchOn('key-erase');
    expect(screen.getByTestId('typed').textContent).toBe('104');
    await page.touchOn('key-clear');
    expect(screen.getByTestId('typed').textContent).toBe('');
    await enter('1042');
    await type('820');
    expect(screen.getByTestId<HTMLButtonElement>('enter').disabled).toBe(true);
    await type('619375');
    expect(screen.getByLabelText('8 digits typed')).toBeTruthy();
  });

  it('does not say which of the two was wrong, and asks for both anew', async () => {
    page.answer('keypad.checkIn', { ok: false, code: 'WRONG_PIN' });
    await showKeypad();
    await enter('1042');
    await enter('8207');
    expect(page.text()).toContain('Your member number');
    expect(message()).toContain('Number and PIN don’t go together');
  });

  it('counts the wait down and takes no PIN until it is over', async () => {
    await showKeypad({ wait_until: NOW_MS + 4_000 });
    await enter('1042');
    expect(message()).toBe('Please wait 4 seconds');
    await type('8206');
    expect(screen.getByLabelText('0 digits typed')).toBeTruthy();
    await page.pass(4_000);
    expect(message()).toBe('');
    await enter('8206');
    expect(page.callsOf('keypad.checkIn')).toHaveLength(1);
  });

  it('goes back to the number, then to the start', async () => {
    await showKeypad();
    await enter('1042');
    await page.touchOn('keypad-back');
    expect(page.text()).toContain('Your member number');
    await page.touchOn('keypad-back');
    expect(page.callsOf('session.end')[0]?.input).toEqual({ session_id: 'k-1' });
  });

  it.each([
    ['de', 'Deine Mitgliedsnummer'],
    ['es', 'Tu número de socio'],
  ] as const)('speaks the gym’s language: %s', async (locale, words) => {
    await showKeypad({}, { locale });
    expect(page.text()).toContain(words);
  });
});

describe('a member’s own PIN', () => {
  it('is set by typing it twice', async () => {
    await page.signIn({ own_pin: 'none' });
    await page.touchOn('own-pin');
    await enter('8206');
    await enter('8206');
    expect(page.callsOf('pin.set')[0]?.input).toEqual({ session_id: 's-1', pin: '8206', old_pin: null });
    expect(page.text()).toContain('Your PIN is set');
    await page.touchOn('own-pin-done');
    expect(page.screenName()).toBe('dashboard');
  });

  it('is changed with the old one first', async () => {
    await page.signIn({ own_pin: 'set' });
    await page.touchOn('own-pin');
    await enter('4711');
    await enter('8206');
    await enter('8206');
    expect(page.callsOf('pin.set')[0]?.input).toEqual({ session_id: 's-1', pin: '8206', old_pin: '4711' });
  });

  it('is not sent when the two were not the same', async () => {
    await page.signIn({ own_pin: 'none' });
    await page.touchOn('own-pin');
    await enter('8206');
    await enter('8205');
    expect(page.callsOf('pin.set')).toEqual([]);
    expect(message()).toBe('These two were not the same. Please choose again.');
    expect(page.text()).toContain('Your new PIN');
  });

  it.each([
    ['PIN_TOO_EASY', 'too easy to guess', 'Your new PIN'],
    ['WRONG_PIN', 'That was not your PIN.', 'Your current PIN'],
    ['LOCKED', 'Please see the front desk.', 'Your current PIN'],
    ['STORAGE_FAILING', 'cannot save right now', 'Your current PIN'],
  ])('is not shown as set after %s', async (code, words, question) => {
    page.answer('pin.set', { ok: false, code });
    await page.signIn({ own_pin: 'set' });
    await page.touchOn('own-pin');
    for (const digits of ['4711', '8206', '8206']) await enter(digits);
    expect(message()).toContain(words);
    expect(page.text()).toContain(question);
  });

  it('is not offered to whoever came in by PIN', async () => {
    await page.signIn({ own_pin: 'not_now' });
    expect(screen.queryByTestId('own-pin')).toBeNull();
  });
});
