import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createH4Framer } from '../../../../../electron/devices/framing/h4-framer.ts';
import { bytesOf, collect } from '../../../../support/devices/framing.ts';
import { arbitraryStream, measureRun } from '../../../../support/devices/framer-table.ts';

const hexOf = (packet: Uint8Array): string => Buffer.from(packet).toString('hex');
const framed = (...chunks: (Uint8Array | 'idle')[]) => collect(createH4Framer('controller'), chunks, hexOf);

// Command Complete for Reset, and an ATT notification on link 0x40 (Bluetooth Core, Vol 4 Part E, 7.7.14 and 5.4.2).
const RESET_DONE = '040e0401030c00';
const NOTIFIED = '0240200900050004001b0300064e';

describe('cutting what a Bluetooth controller sends into packets', () => {
  it('finds events and data one behind the other', () => {
    expect(framed(bytesOf(RESET_DONE + NOTIFIED))).toEqual({ frames: [RESET_DONE, NOTIFIED], discarded: {} });
  });

  it('finds the same wherever the bytes are split', () => {
    const stream = bytesOf(RESET_DONE + NOTIFIED + RESET_DONE);
    const whole = framed(stream);
    for (let cut = 0; cut <= stream.length; cut += 1)
      expect(framed(stream.subarray(0, cut), stream.subarray(cut))).toEqual(whole);
    expect(framed(...Array.from(stream, (byte) => Uint8Array.of(byte)))).toEqual(whole);
  });

  it('passes over bytes that begin nothing', () => {
    expect(framed(bytesOf(`00ff01${RESET_DONE}`))).toEqual({
      frames: [RESET_DONE],
      discarded: { framing: 3 },
    });
  });

  it('does not wait for a length that lies', () => {
    expect(framed(bytesOf(`024020ffff${RESET_DONE}`)).frames).toEqual([RESET_DONE]);
  });

  it('gives up a packet that stops half way', () => {
    expect(framed(bytesOf(RESET_DONE.slice(0, -2)), 'idle', bytesOf(RESET_DONE)).frames).toEqual([
      RESET_DONE,
    ]);
  });

  it('hears a host’s commands, which a controller never sends', () => {
    expect(collect(createH4Framer('host'), [bytesOf('01030c00')], hexOf).frames).toEqual(['01030c00']);
    expect(framed(bytesOf('01030c00')).frames).toEqual([]);
  });

  it('accounts for every byte and holds little, whatever comes', () => {
    fc.assert(
      fc.property(arbitraryStream([0x02, 0x04, 0x0e, 0x3e, 0x00]), (stream) => {
        const sizes: number[] = [];
        const framer = createH4Framer('controller');
        let dropped = 0;
        const count = (item: { type: string; frame?: Uint8Array; bytes?: number }): void => {
          if (item.frame === undefined) dropped += item.bytes!;
          else sizes.push(item.frame.length);
        };
        for (const chunk of stream) framer.push(chunk, count);
        framer.idle(count);
        const all = stream.reduce((sum, { length }) => sum + length, 0);
        expect(sizes.reduce((sum, size) => sum + size, dropped)).toBe(all);
        expect(framer.held).toBe(0);
      }),
    );
    expect(
      measureRun(createH4Framer('controller'), [new Uint8Array(100_000).fill(4)]).largestHeld,
    ).toBeLessThan(1_100);
  });
});
