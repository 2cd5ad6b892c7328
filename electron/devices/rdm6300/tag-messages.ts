import type { MessageSignature } from '../driver.ts';
import { countFrames } from '../framing/count-frames.ts';
import { CR, ETX, LF } from '../framing/line-framer.ts';
import { createRdm6300Framer } from '../framing/rdm6300-framer.ts';

const TAG_BYTES = 14;
const LINE_END_BYTES = 2;

/**
 * Tags between STX and ETX with their check value. The ID series writes CR LF before ETX, the RDM6300 does not: that is
 * all that tells them apart.
 */
export function tagMessages(hasLineEnd: boolean): MessageSignature {
  return {
    what: 'tag',
    isProof: true,
    count(bytes) {
      const seen = bytes.some(
        (byte, index) => byte === ETX && bytes[index - 1] === LF && bytes[index - 2] === CR,
      );
      if (seen !== hasLineEnd) return { frames: 0, bytes: 0 };
      return countFrames(createRdm6300Framer(), bytes, () => TAG_BYTES + (hasLineEnd ? LINE_END_BYTES : 0));
    },
  };
}
