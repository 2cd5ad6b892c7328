import { describe, expect, it } from 'vitest';
import { createKeyboardSource } from '../../../../../electron/devices/transports/keyboard.ts';
import type { LineEvents } from '../../../../../electron/devices/transports/transport.ts';
import { fakeLine } from '../../../../support/devices/ports.ts';

function source() {
  const heard: string[] = [];
  const keyboard = createKeyboardSource({
    onUnheard: () => heard.push('unheard'),
    onRefused: () => heard.push('refused'),
  });
  const events: LineEvents = {
    received: (chunk) => heard.push(Buffer.from(chunk).toString('hex')),
    lost: (code) => heard.push(code),
  };
  return { keyboard, events, heard };
}
const REPORT = Uint8Array.of(0, 0, 0x1e, 0, 0, 0, 0, 0);
const HEX = '00001e0000000000';

describe('the keyboard of the window', () => {
  it('is missing where there is no window', async () => {
    const { keyboard, events } = source();
    expect(await keyboard.openLine(events)).toMatchObject({ ok: false, code: 'port_missing' });
  });

  it('hands what is typed to the one device that opened it', async () => {
    const { keyboard, events, heard } = source();
    const window = fakeLine();
    keyboard.connect(window.near);
    expect((await keyboard.openLine(events)).ok).toBe(true);
    expect(await keyboard.openLine(events)).toMatchObject({ ok: false, code: 'port_busy' });
    window.say(REPORT);
    expect(heard).toEqual([HEX]);
    expect(window.take()).toEqual([true]);
  });

  it('can be opened again after it was closed, and says nothing to the former device', async () => {
    const { keyboard, events, heard } = source();
    const window = fakeLine();
    keyboard.connect(window.near);
    const first = await keyboard.openLine(events);
    if (!first.ok) throw new Error(first.code);
    expect(first.value.write(REPORT)).toBe(false);
    await first.value.close();
    window.say(REPORT);
    expect(heard).toEqual(['unheard']);
    expect((await keyboard.openLine(events)).ok).toBe(true);
    expect(window.take()).toEqual([true, false, true]);
  });

  it('is lost with its window, and is back with the next', async () => {
    const { keyboard, events, heard } = source();
    const [window, next] = [fakeLine(), fakeLine()];
    keyboard.connect(window.near);
    await keyboard.openLine(events);
    window.hangUp();
    expect(heard).toEqual(['unplugged']);
    expect(await keyboard.openLine(events)).toMatchObject({ ok: false, code: 'port_missing' });
    keyboard.connect(next.near);
    expect((await keyboard.openLine(events)).ok).toBe(true);
    window.say(REPORT);
    next.say(REPORT);
    expect(heard).toEqual(['unplugged', HEX]);
  });

  it('tells a window that connects anew that a device listens', async () => {
    const { keyboard, events } = source();
    const [window, next] = [fakeLine(), fakeLine()];
    keyboard.connect(window.near);
    await keyboard.openLine(events);
    keyboard.connect(next.near);
    expect(window.closed).toBe(true);
    expect(next.take()).toEqual([true]);
  });

  it('refuses what are no key reports', async () => {
    const { keyboard, events, heard } = source();
    const window = fakeLine();
    keyboard.connect(window.near);
    await keyboard.openLine(events);
    for (const message of ['0008075634', new Uint8Array(0), new Uint8Array(7), new Uint8Array(8_192)])
      window.say(message);
    expect(heard).toEqual(['refused', 'refused', 'refused', 'refused']);
  });
});
