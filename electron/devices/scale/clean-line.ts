/** Fewer characters may be noise between two bytes that happen to be line ends. */
const SHORTEST_CLEAN_LINE = 2;
/** Bytes in no whole line, as a share of what came in clean ones: more is a line that is set wrongly. */
const MOST_DIRT_PER_CLEAN_BYTE = 0.25;
/** What is remembered of the past weighs half as much after this many bytes. */
const REMEMBERED_BYTES = 256;

/** Whether a line, or several that say one thing, is printable ASCII: what one under wrong settings hardly ever is. */
export function isCleanLine(line: string): boolean {
  return line.length >= SHORTEST_CLEAN_LINE && /^[\n\r\u0020-\u007e]+$/.test(line);
}

/** This much text has to come, and at least one end of a line. */
const SHORTEST_TEXT = 6;
const CLEAN_SHARE = 0.95;
/** Delimiters and acknowledgements that stand around lines: STX, ETX, ACK, LF, CR, ESC. */
const CONTROLS: ReadonlySet<number> = new Set([0x02, 0x03, 0x06, 0x0a, 0x0d, 0x1b]);

/** Whether bytes are text in lines, whoever may understand it. */
export function isCleanText(bytes: Uint8Array): boolean {
  const fitting = bytes.filter((byte) => (byte >= 0x20 && byte < 0x7f) || CONTROLS.has(byte)).length;
  const hasLine = bytes.some((byte) => byte === 0x0a || byte === 0x0d || byte === 0x03);
  return hasLine && fitting >= SHORTEST_TEXT && fitting >= bytes.length * CLEAN_SHARE;
}

/** Tells whether lines that nobody understands come over a line that is set rightly. */
export interface LineQuality {
  /** A line came that is not understood. @returns whether it counts as something that the scale said */
  saw(line: string): boolean;
  /** Bytes came that are no line. */
  dirt(bytes: number): void;
  /** Something was understood: whatever was garbled before it is over. */
  understood(): void;
  /** The line was opened: what comes first may be the end of a line that began before. */
  opened(): void;
}

export function createLineQuality(): LineQuality {
  let clean = 0;
  let dirty = 0;
  let mayBeTorn = true;

  function fade(): void {
    if (clean + dirty <= REMEMBERED_BYTES) return;
    clean /= 2;
    dirty /= 2;
  }

  return {
    saw(line) {
      fade();
      const isFirst = mayBeTorn;
      mayBeTorn = false;
      if (isFirst) return false;
      if (!isCleanLine(line)) {
        dirty += line.length;
        return false;
      }
      clean += line.length;
      return dirty <= clean * MOST_DIRT_PER_CLEAN_BYTE;
    },
    dirt(bytes) {
      dirty += bytes;
      fade();
    },
    understood() {
      mayBeTorn = false;
      clean = 0;
      dirty = 0;
    },
    opened() {
      mayBeTorn = true;
      clean = 0;
      dirty = 0;
    },
  };
}

/** Notices lines of clean text in a stream of bytes, whatever a framer makes of them. */
export interface TextWatch {
  /** @returns whether a clean line ended in these bytes, and hardly anything else came of late */
  saw(bytes: Uint8Array): boolean;
  /** Whether the bytes last seen were nothing but text and what stands around it. */
  isClean(): boolean;
  /** The line was opened: what comes first may be the end of a line that began before. */
  opened(): void;
}

/** Two printable bytes between two that look like line ends come by chance under wrong settings. */
const SHORTEST_STRAY_LINE = 4;

export function createTextWatch(): TextWatch {
  let length = 0;
  let isClean = false;
  let lastIsClean = true;
  let clean = 0;
  let dirty = 0;

  function end(): boolean {
    const isLine = isClean && length >= SHORTEST_STRAY_LINE;
    length = 0;
    isClean = true;
    return isLine;
  }

  function take(byte: number): boolean {
    if (CONTROLS.has(byte)) return end();
    const isPrintable = byte >= 0x20 && byte < 0x7f;
    length += 1;
    isClean &&= isPrintable;
    if (isPrintable) clean += 1;
    else dirty += 1;
    return false;
  }

  return {
    saw(bytes) {
      let lines = 0;
      const dirtyBefore = dirty;
      for (const byte of bytes) if (take(byte)) lines += 1;
      lastIsClean = dirty === dirtyBefore;
      const isMostlyClean = dirty <= clean * MOST_DIRT_PER_CLEAN_BYTE;
      if (clean + dirty > REMEMBERED_BYTES) {
        clean /= 2;
        dirty /= 2;
      }
      return lines > 0 && isMostlyClean;
    },
    isClean: () => lastIsClean,
    opened() {
      length = 0;
      isClean = false;
      lastIsClean = true;
      clean = 0;
      dirty = 0;
    },
  };
}
