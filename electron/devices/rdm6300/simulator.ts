import { z } from 'zod';
import type { Simulator } from '../driver.ts';

/** Readers repeat the frame while the tag is in the field. */
const REPEAT_MS = 50;

const actions = {
  /** Holds a tag to the antenna: `code` is the ten-digit number, `holdMs` how long. */
  hold: z.object({
    code: z.string().regex(/^\d{10}$/),
    version: z.number().int().min(0).max(255).default(0x6f),
    hold_ms: z.number().int().min(0).max(60_000).default(400),
  }),
  noise: z.object({ bytes: z.number().int().min(1).max(4_096).default(16) }),
} as const;

/**
 * The bytes a reader sends for a tag.
 * @param code ten decimal digits of the tag's 32-bit number
 * @param version the tag's first byte
 * @param tail what stands between check value and ETX: nothing, or CR LF on ID-12 readers
 */
export function tagFrame(code: string, version: number, tail: '' | '\r\n'): Uint8Array {
  const number = Number(code) >>> 0;
  const tag = [version, number >>> 24, (number >>> 16) & 0xff, (number >>> 8) & 0xff, number & 0xff];
  const check = tag.reduce((sum, byte) => sum ^ byte, 0);
  const hex = [...tag, check].map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');
  return Buffer.from(`\x02${hex}${tail}\x03`, 'latin1');
}

/** A tag reader with nobody in front of it until `hold` puts a tag there. */
export function createTagReaderSimulator(
  tail: '' | '\r\n',
  send: (bytes: Uint8Array) => void,
  random: () => number,
): Simulator {
  let frame: Uint8Array | null = null;
  let untilMs = 0;
  let nextMs = 0;

  const sendDue = (nowMs: number): void => {
    if (frame === null) return;
    for (; nextMs <= Math.min(nowMs, untilMs); nextMs += REPEAT_MS) send(frame);
    if (nowMs > untilMs) frame = null;
  };

  return {
    received() {
      // These readers have no receive line.
    },
    tick: sendDue,
    act(action, args, nowMs) {
      switch (action) {
        case 'hold': {
          const tag = actions.hold.parse(args);
          frame = tagFrame(tag.code, tag.version, tail);
          untilMs = nowMs + tag.hold_ms;
          nextMs = nowMs;
          sendDue(nowMs);
          return;
        }
        case 'noise':
          send(
            Uint8Array.from({ length: actions.noise.parse(args).bytes }, () => Math.floor(random() * 256)),
          );
          return;
        default:
          throw new Error(`a tag reader cannot ${action}`);
      }
    },
  };
}
