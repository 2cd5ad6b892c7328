import { cardCodeOfTag } from '../../../shared/domain/cards/card-code.ts';
import type { Driver, DriverOutlet } from '../driver.ts';
import type { Framed } from '../framing/framer.ts';
import { createRdm6300Framer, type TagBytes } from '../framing/rdm6300-framer.ts';

/** A frame takes 15 ms at 9600 baud; what is half there after this is not going to be whole. */
const INTER_BYTE_TIMEOUT_MS = 150;
/** Readers repeat a frame every 50 ms while the tag is held; the same tag within this time is one scan. */
export const HELD_TAG_MS = 3_000;
/** Tags remembered for the debounce: more than two people cannot reach one antenna in three seconds. */
const MAX_REMEMBERED = 8;
const FRAME_BYTES = 14;

/** Tag readers on a serial line: RDM6300, ID-12 and their likes. They only talk, so there is no dialogue. */
export function createTagReaderDriver(outlet: DriverOutlet): Driver {
  const framer = createRdm6300Framer();
  /** When each tag was last in the field, oldest first. */
  const seenMs = new Map<string, number>();
  let nowMs = 0;
  let byteMs = 0;

  const onFramed = (item: Framed<TagBytes>): void => {
    if (item.type === 'discarded') {
      outlet.discarded(item.reason, item.bytes);
      return;
    }
    const code = cardCodeOfTag(item.frame);
    const before = seenMs.get(code);
    seenMs.delete(code);
    seenMs.set(code, nowMs);
    if (seenMs.size > MAX_REMEMBERED)
      for (const oldest of [...seenMs.keys()].slice(0, 1)) seenMs.delete(oldest);
    if (before !== undefined && nowMs - before < HELD_TAG_MS) outlet.discarded('repeat', FRAME_BYTES);
    else outlet.reading({ kind: 'card', code });
  };

  return {
    opened(at) {
      nowMs = byteMs = at;
      outlet.state('ready');
    },
    received(chunk, at) {
      nowMs = byteMs = at;
      framer.push(chunk, onFramed);
    },
    tick(at) {
      nowMs = at;
      if (framer.held > 0 && at - byteMs >= INTER_BYTE_TIMEOUT_MS) framer.idle(onFramed);
    },
    closed() {
      framer.idle(onFramed);
    },
  };
}
