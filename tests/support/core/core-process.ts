import { fileURLToPath } from 'node:url';
import { launchNodeChild } from '../../../electron/main/node-child.ts';
import type { SupervisedChild } from '../../../electron/main/supervised-child.ts';

const CORE = fileURLToPath(new URL('../../../electron/core/core.ts', import.meta.url));

/** A real core process, started as the kiosk starts it on a machine without a window. */
export interface CoreProcess {
  readonly child: SupervisedChild;
  /** Resolves when core takes lines to other processes; rejects when it ends before. */
  readonly ready: Promise<void>;
  /** Resolves with the exit status or the signal's name. */
  readonly ended: Promise<number | string>;
}

export function startCoreProcess(dataDir: string, configPath: string): CoreProcess {
  const child = launchNodeChild({
    node: process.execPath,
    script: CORE,
    env: {
      KIOSK_DATA_DIR: dataDir,
      KIOSK_CONFIG: configPath,
      KIOSK_LOG: 'error',
    },
  });
  const ended = new Promise<number | string>((resolve) => child.onExit(resolve));
  const ready = new Promise<void>((resolve, reject) => {
    child.onMessage((message) => {
      if (message.type === 'ready') resolve();
      if (message.type === 'fatal') reject(new Error(message.code));
    });
    void ended.then((status) => reject(new Error(`core ended early: ${status}`)));
  });
  ready.catch(() => undefined);
  return { child, ready, ended };
}
