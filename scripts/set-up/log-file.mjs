import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Of one file; there are two: the one that is written and the one before. */
const MAX_BYTES = 5 * 1_024 * 1_024;
/** Longest line that is kept: a trace is a few thousand characters. */
const MAX_LINE = 16 * 1_024;

/**
 * Opens a log that is appended to and never grows beyond two files of five MiB.
 * @param {string} path
 * @returns {{ write: (line: string) => void, close: () => void }} a full disk loses lines and nothing else
 */
export function openLog(path, maxBytes = MAX_BYTES) {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const open = () => openSync(path, 'a', 0o600);
  let file = open();
  let bytes = fstatSync(file).size;
  return {
    write(line) {
      try {
        if (bytes > maxBytes) {
          closeSync(file);
          renameSync(path, `${path}.1`);
          file = open();
          bytes = 0;
        }
        bytes += writeSync(file, `${line.slice(0, MAX_LINE)}\n`);
      } catch {
        // A kiosk runs on without its log.
      }
    },
    close: () => closeSync(file),
  };
}
