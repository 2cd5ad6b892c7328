import type { WebContents } from 'electron';
import log from 'electron-log/main';
import { guardKeyboard } from './keyboard-guard.ts';
import { createKeyboardLine } from './keyboard-line.ts';
import type { SupervisedChild } from './supervised-child.ts';

/** Readers that type: their keys are kept from the window and go to the device process. */
export function createTypingReaders(): {
  guard(contents: WebContents): void;
  /** The device process is up (again). */
  connect(devices: SupervisedChild | null): void;
} {
  const monotonicMs = (): number => performance.now();
  const line = createKeyboardLine({
    monotonicMs,
    onDropped: (codes) => log.warn(`${codes} typed codes were dropped: no device listens to the keyboard`),
  });
  return {
    guard: (contents) =>
      guardKeyboard({
        contents,
        monotonicMs,
        after: (delayMs, work) => void setTimeout(work, delayMs),
        onReaderTyped: line.send,
      }),
    connect(devices) {
      if (devices !== null) line.connect(devices.openPort('main'));
    },
  };
}
