import { BrowserWindow, screen } from 'electron';
import { APP_ORIGIN } from './app-scheme.ts';
import { guardContents } from './web-guards.ts';

/** Colour behind the first paint: the same as the page's, so that nothing flashes. */
const BACKGROUND = '#0b0f14';

/**
 * The one window: full screen, locked, sandboxed.
 * @param options.isWindowed for development and tests: a plain window of this size
 */
export function createKioskWindow(options: {
  preload: string;
  windowed: { width: number; height: number } | null;
}): BrowserWindow {
  const { preload, windowed } = options;
  const window = new BrowserWindow({
    // The display's own size as well: without a window manager nobody acts on "full screen".
    ...(windowed === null
      ? {
          ...screen.getPrimaryDisplay().bounds,
          kiosk: true,
          fullscreen: true,
          alwaysOnTop: true,
          closable: false,
        }
      : { width: windowed.width, height: windowed.height, useContentSize: true }),
    frame: false,
    minimizable: false,
    backgroundColor: BACKGROUND,
    autoHideMenuBar: true,
    show: true,
    title: 'Training Club',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      autoplayPolicy: 'no-user-gesture-required',
      disableBlinkFeatures: 'WebBluetooth,WebUSB,WebHID,Serial',
    },
  });
  guardContents(window.webContents);
  window.setMenu(null);
  void window.loadURL(`${APP_ORIGIN}/`);
  return window;
}
