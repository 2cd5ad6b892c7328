import { isBlankCard } from '../../../shared/domain/cards/blank-card.ts';
import { cardCodeOfTag } from '../../../shared/domain/cards/card-code.ts';
import type { Driver, DriverOutlet } from '../driver.ts';
import type { Framed } from '../framing/framer.ts';
import { createRdm6300Framer, type TagFrame } from '../framing/rdm6300-framer.ts';

/** A frame takes 15 ms at 9600 baud; what is half there after this is not going to be whole. */
const INTER_BYTE_TIMEOUT_MS = 150;
/** Readers repeat a frame every 50 ms while the tag is held; silent for this long, it was taken away. */
export const TAKEN_AWAY_MS = 1_000;
/** The same tag within this time of its reading is one scan, held or not. */
export const DEBOUNCE_MS = 3_000;
/** Tags remembered for the debounce: more than two people cannot reach one antenna in three seconds. */
const MAX_REMEMBERED = 8;

/** Tag readers on a serial line: RDM6300, ID-12 and their likes. They only talk, so there is no dialogue. */
export function createTagReaderDriver(outlet: DriverOutlet): Driver {
  const framer = createRdm6300Framer();
  /** When each tag was last in the field and last passed on; longest unseen first. */
  const known = new Map<string, { seenMs: number; readMs: number }>();
  let nowMs = 0;
  let byteMs = 0;

  const onFramed = (item: Framed<TagFrame>): void => {
    if (item.type === 'discarded') {
      outlet.discarded(item.reason, item.bytes);
      return;
    }
    const code = cardCodeOfTag(item.frame.tag);
    if (isBlankCard(code)) {
      outlet.discarded('implausible', item.frame.bytes);
      return;
    }
    const before = known.get(code);
    const isNew =
      before === undefined ||
      (nowMs - before.seenMs >= TAKEN_AWAY_MS && nowMs - before.readMs >= DEBOUNCE_MS);
    known.delete(code);
    known.set(code, { seenMs: nowMs, readMs: isNew ? nowMs : before.readMs });
    const [longestUnseen] = known.keys();
    if (known.size > MAX_REMEMBERED && longestUnseen !== undefined) known.delete(longestUnseen);
    if (isNew) outlet.reading({ kind: 'card', code });
    else outlet.discarded('repeat', item.frame.bytes);
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
