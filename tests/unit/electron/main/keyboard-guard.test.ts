import type { WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { createKeyReportFramer } from '../../../../electron/devices/keyboard-wedge/frames.ts';
import { characterOfKey } from '../../../../electron/devices/keyboard-wedge/us-layout.ts';
import { KEY_GAP_MS, STALL_MS } from '../../../../electron/main/key-burst.ts';
import { keyStrokeOf } from '../../../../electron/main/key-usages.ts';
import { guardKeyboard } from '../../../../electron/main/keyboard-guard.ts';
import { keyReportsSchema } from '../../../../shared/contract/key-reports.ts';
import { fakeTime } from '../../../support/devices/fake-time.ts';
import { collect } from '../../../support/devices/framing.ts';

interface KeyEvent {
  readonly type?: 'keyDown' | 'keyUp';
  readonly key: string;
  readonly code: string;
  readonly shift?: boolean;
  readonly control?: boolean;
  readonly isAutoRepeat?: boolean;
}

/** A window with a keyboard: what its page gets is written down, what is passed on comes by again as in Electron. */
function kioskWindow() {
  const time = fakeTime();
  const page: string[] = [];
  const reports: Uint8Array[] = [];
  let onKey: (event: { preventDefault(): void }, input: KeyEvent) => void = () => undefined;
  const contents = {
    on: (_event: string, listener: typeof onKey) => void (onKey = listener),
    sendInputEvent({ type, keyCode }: { type: string; keyCode: string }) {
      if (type === 'char') page.push(keyCode);
      else send({ type: type as 'keyDown', key: keyCode, code: '' }, false);
    },
  };
  const send = (input: KeyEvent, isCounted: boolean): boolean => {
    let isPrevented = false;
    const event = { preventDefault: () => void (isPrevented = true) };
    onKey(event, { type: 'keyDown', shift: false, control: false, isAutoRepeat: false, ...input });
    if (!isPrevented && isCounted && input.type !== 'keyUp') page.push(input.key);
    return isPrevented;
  };
  guardKeyboard({
    contents: contents as unknown as Pick<WebContents, 'on' | 'sendInputEvent'>,
    monotonicMs: time.monotonicMs,
    after: (delayMs, work) => void time.schedule(delayMs, work),
    onReaderTyped: (typed) => void reports.push(typed),
  });
  const press = (input: KeyEvent): boolean => send(input, true);
  return {
    time,
    page,
    reports,
    press,
    /** Types digits and Enter (`⏎`), press and release, `gapMs` apart. */
    type(text: string, gapMs: number) {
      for (const character of text) {
        time.pass(gapMs);
        const input =
          character === '⏎' ? { key: 'Enter', code: 'Enter' } : { key: character, code: `Digit${character}` };
        press(input);
        press({ ...input, type: 'keyUp' });
      }
    },
    /** What the device process makes of what readers typed. */
    read: () => collect(createKeyReportFramer(), reports, (text) => text),
  };
}

describe('the keyboard of a kiosk', () => {
  it('keeps a scanned code away from the page and hands it on as keyboard reports', () => {
    const { type, page, read, reports, time } = kioskWindow();
    type('0008075634⏎', 8);
    time.pass(1_000);
    expect(page).toEqual([]);
    expect(read()).toEqual({ frames: ['0008075634'], discarded: {} });
    for (const typed of reports) expect(keyReportsSchema.safeParse(typed).success).toBe(true);
  });

  it('lets a person type, a twentieth of a second late', () => {
    const { type, page, reports, time, press } = kioskWindow();
    type('1001', 200);
    press({ key: 'ArrowLeft', code: 'ArrowLeft' });
    type('⏎', 200);
    time.pass(1_000);
    expect(page).toEqual(['1', '0', '0', '1', 'ArrowLeft', 'Enter']);
    expect(reports).toEqual([]);
  });

  it('lets a person’s key go when nothing follows it', () => {
    const { type, page, time } = kioskWindow();
    type('7', 0);
    time.pass(KEY_GAP_MS);
    expect(page).toEqual([]);
    time.pass(5);
    expect(page).toEqual(['7']);
  });

  it('tells the device process of a code that broke off, and types nothing', () => {
    const { type, page, read, time } = kioskWindow();
    type('00080', 8);
    time.pass(STALL_MS + 10);
    expect(page).toEqual([]);
    expect(read().frames).toEqual([]);
    expect(read().discarded.framing).toBeGreaterThan(0);
    type('0008075634⏎', 8);
    time.pass(KEY_GAP_MS + 5);
    expect(read().frames).toEqual(['0008075634']);
  });

  it('hands on an endless code in messages that the contract allows, and none as a code', () => {
    const { type, page, read, reports, time } = kioskWindow();
    type(`${'7'.repeat(1_000)}⏎`, 2);
    time.pass(1_000);
    expect(page).toEqual([]);
    expect(read().frames).toEqual([]);
    for (const typed of reports) expect(keyReportsSchema.safeParse(typed).success).toBe(true);
  });

  it('lets a person hold a key down', () => {
    const { press, page, time } = kioskWindow();
    const key = { key: 'a', code: 'KeyA' };
    press(key);
    time.pass(KEY_GAP_MS + 5);
    for (let repeat = 0; repeat < 3; repeat += 1) {
      time.pass(30);
      press({ ...key, isAutoRepeat: true });
    }
    expect(press({ ...key, type: 'keyUp' })).toBe(false);
    expect(page).toEqual(['a', 'a', 'a', 'a']);
  });

  it('keeps the repetitions and the release of a key that it keeps', () => {
    const { press, page } = kioskWindow();
    const key = { key: 'a', code: 'KeyA' };
    press(key);
    expect(press({ ...key, isAutoRepeat: true })).toBe(true);
    expect(press({ ...key, type: 'keyUp' })).toBe(true);
    expect(page).toEqual([]);
  });

  it('takes a code with line ends within for one that is damaged', () => {
    const { type, page, read, time } = kioskWindow();
    type('10010001⏎10010002⏎', 8);
    time.pass(1_000);
    expect(page).toEqual([]);
    expect(read().frames).toEqual([]);
    expect(read().discarded.framing).toBeGreaterThan(0);
  });

  it('reads which key was pressed, not what the computer’s layout makes of it', () => {
    const { press, read, time } = kioskWindow();
    // A French keyboard: digits need Shift, A and Q change places.
    for (const [key, code] of [
      ['&', 'Digit1'],
      ['é', 'Digit2'],
      ['"', 'Digit3'],
      ['q', 'KeyA'],
    ] as const)
      press({ key, code });
    press({ key: '4', code: 'Digit4', shift: true });
    press({ key: 'Enter', code: 'NumpadEnter' });
    time.pass(KEY_GAP_MS + 5);
    expect(read().frames).toEqual(['123a$']);
  });

  it('is not disturbed by Shift and by keys that are refused anyway', () => {
    const { press, page, read, time } = kioskWindow();
    for (const code of ['KeyA', 'KeyB', 'KeyC', 'KeyD']) {
      press({ key: 'Shift', code: 'ShiftLeft' });
      press({ key: code.at(-1)!, code, shift: true });
    }
    press({ key: 'j', code: 'KeyJ', control: true });
    press({ key: 'Enter', code: 'Enter' });
    time.pass(KEY_GAP_MS + 5);
    expect(read().frames).toEqual(['ABCD']);
    expect(page.filter((key) => key !== 'Shift' && key !== 'j')).toEqual([]);
  });
});

describe('a key', () => {
  it('of every printable character is named alike by the window and by the device process', () => {
    const shown = [
      ['KeyA', 'aA'],
      ['KeyZ', 'zZ'],
      ['Digit1', '1!'],
      ['Digit0', '0)'],
      ['Space', '  '],
      ['Minus', '-_'],
      ['Equal', '=+'],
      ['BracketLeft', '[{'],
      ['BracketRight', ']}'],
      ['Backslash', '\\|'],
      ['Semicolon', ';:'],
      ['Quote', '\'"'],
      ['Backquote', '`~'],
      ['Comma', ',<'],
      ['Period', '.>'],
      ['Slash', '/?'],
      ['NumpadDivide', '//'],
      ['NumpadAdd', '++'],
      ['Numpad1', '11'],
      ['Numpad0', '00'],
      ['NumpadDecimal', '..'],
    ] as const;
    for (const [code, characters] of shown) {
      const read = [false, true].map((shift) => {
        const stroke = keyStrokeOf({ code, shift });
        return stroke === null ? null : characterOfKey(stroke.usage, stroke.isShifted);
      });
      expect([code, read.join('')]).toEqual([code, characters]);
    }
  });

  it('that no reader types is nobody’s code', () => {
    for (const code of ['F12', 'ArrowUp', 'Escape', 'IntlBackslash', ''])
      expect(keyStrokeOf({ code, shift: false })).toBeNull();
  });
});
