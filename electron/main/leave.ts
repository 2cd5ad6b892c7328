import { app } from 'electron';

/** Node's own way out, without Electron's: typed nowhere, there in every Node. */
type ReallyExit = (code: number) => never;

/**
 * Ends this process with `code`, its windows closed first. What it keeps must be written before.
 *
 * `app.exit` alone asks Chromium's message loop to end when it is next idle. On Linux that loop misses the
 * word now and then and sleeps for good, windows gone and no timer running any more (Electron 25.1: 3 of 90
 * kiosks on a busy machine). So the process ends itself as soon as Electron says that everything is closed,
 * behind all others who hear of it.
 */
export function leave(code: number): void {
  app.once('quit', () => {
    const { reallyExit } = process as unknown as { readonly reallyExit: ReallyExit };
    queueMicrotask(() => reallyExit(code));
  });
  app.exit(code);
}
