import { describe, expect, it } from 'vitest';
import {
  createKeyboardLine,
  MAX_WAITING,
  WAITS_AT_MOST_MS,
} from '../../../../electron/main/keyboard-line.ts';
import { fakeTime } from '../../../support/devices/fake-time.ts';
import { fakeLine } from '../../../support/devices/ports.ts';

function line() {
  const time = fakeTime();
  let dropped = 0;
  const keyboard = createKeyboardLine({
    monotonicMs: time.monotonicMs,
    onDropped: (codes) => void (dropped += codes),
  });
  return { time, keyboard, dropped: () => dropped };
}
const code = (byte: number): Uint8Array => new Uint8Array(8).fill(byte);

describe('the line for typed codes', () => {
  it('carries them to the device process', () => {
    const { keyboard } = line();
    const devices = fakeLine();
    keyboard.connect(devices.near);
    devices.say(true);
    keyboard.send(code(1));
    expect(devices.take()).toEqual([code(1)]);
  });

  it('waits until a device listens, and while none does', () => {
    const { keyboard } = line();
    const devices = fakeLine();
    keyboard.connect(devices.near);
    devices.say('nonsense');
    keyboard.send(code(1));
    expect(devices.take()).toEqual([]);
    devices.say(true);
    expect(devices.take()).toEqual([code(1)]);
    devices.say(false);
    keyboard.send(code(2));
    expect(devices.take()).toEqual([]);
  });

  it('keeps those of a moment without a device process for the next one', () => {
    const { keyboard, time, dropped } = line();
    const [former, next] = [fakeLine(), fakeLine()];
    keyboard.connect(former.near);
    former.say(true);
    former.hangUp();
    keyboard.send(code(1));
    time.pass(WAITS_AT_MOST_MS);
    keyboard.send(code(2));
    keyboard.connect(next.near);
    next.say(true);
    expect(former.take()).toEqual([]);
    expect(next.take()).toEqual([code(1), code(2)]);
    expect(dropped()).toBe(0);
  });

  it('hands nothing on for somebody who has gone, and says so', () => {
    const { keyboard, time, dropped } = line();
    const devices = fakeLine();
    keyboard.send(code(1));
    time.pass(WAITS_AT_MOST_MS + 1);
    keyboard.connect(devices.near);
    devices.say(true);
    expect(devices.take()).toEqual([]);
    expect(dropped()).toBe(1);
  });

  it('does not pile up while there is no device process', () => {
    const { keyboard, dropped } = line();
    for (let index = 0; index < MAX_WAITING + 3; index += 1) keyboard.send(code(index));
    const devices = fakeLine();
    keyboard.connect(devices.near);
    devices.say(true);
    expect(devices.take()).toEqual(Array.from({ length: MAX_WAITING }, (_unused, index) => code(index + 3)));
    expect(dropped()).toBe(3);
  });

  it('is not ended by a device process that was followed by another', () => {
    const { keyboard } = line();
    const [former, next] = [fakeLine(), fakeLine()];
    keyboard.connect(former.near);
    keyboard.connect(next.near);
    next.say(true);
    former.say(false);
    former.hangUp();
    keyboard.send(code(1));
    expect(next.take()).toEqual([code(1)]);
  });
});
