import { describe, expect, it } from 'vitest';
import { createFramedInput, TEXT_GAP_MS } from '../../../../../electron/devices/framing/framed-input.ts';
import type { Framed } from '../../../../../electron/devices/framing/framer.ts';
import { CR, createLineFramer } from '../../../../../electron/devices/framing/line-framer.ts';
import { wire } from '../../../../support/devices/recorded-driver.ts';

function createInput() {
  const items: Framed<string>[] = [];
  return { items, input: createFramedInput(createLineFramer({ ends: [CR] }), (item) => items.push(item)) };
}

describe('a line with pauses in it', () => {
  it('joins pieces that arrive within a second', () => {
    const { items, input } = createInput();
    input.received(wire('ST,+000'), 0);
    input.tick(TEXT_GAP_MS);
    input.received(wire('82.7 kg\r'), TEXT_GAP_MS);
    expect(items).toEqual([{ type: 'frame', frame: 'ST,+00082.7 kg' }]);
  });

  it('never joins the end of a weight to the beginning of an older one', () => {
    const { items, input } = createInput();
    input.received(wire('ST,+000'), 0);
    input.received(wire('82.7 kg\r'), TEXT_GAP_MS + 1);
    expect(items).toEqual([
      { type: 'discarded', reason: 'timeout', bytes: 7 },
      { type: 'frame', frame: '82.7 kg' },
    ]);
  });

  it('reports a half line once, when the gap has passed', () => {
    const { items, input } = createInput();
    input.received(wire('ST,+000'), 0);
    input.tick(TEXT_GAP_MS + 1);
    input.tick(TEXT_GAP_MS + 2);
    expect(items).toEqual([{ type: 'discarded', reason: 'timeout', bytes: 7 }]);
  });

  it('drops a half line when the cable is pulled', () => {
    const { items, input } = createInput();
    input.received(wire('ST,'), 0);
    input.closed();
    expect(items).toEqual([{ type: 'discarded', reason: 'timeout', bytes: 3 }]);
  });
});
