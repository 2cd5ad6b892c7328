import { BrowserWindow, screen, type Session } from 'electron';
import { APP_ORIGIN } from './app-scheme.ts';
import { guardContents } from './web-guards.ts';

/** Colour behind the first paint: the same as the page's, so that nothing flashes. */
const BACKGROUND = '#0b0f14';

/** Browser features that no screen of ours uses; switched off where the engine knows the name. */
const UNUSED_FEATURES = [
  'WebBluetooth',
  'WebUSB',
  'WebHID',
  'Serial',
  'WebNFC',
  'WebShare',
  'WebXR',
  'GamepadAPI',
  'Presentation',
  'RemotePlayback',
  'FileSystemAccess',
  'FileSystemAccessLocal',
  'EyeDropperAPI',
  'ContactsManager',
  'Notifications',
  'PushMessaging',
  'PaymentRequest',
  'SharedWorker',
  'BackgroundFetch',
].join(',');

/** What the page's process may; golden in `tests/e2e/lock-down.e2e.ts`. */
const PAGE_PREFERENCES = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  webgl: false,
  enableWebSQL: false,
  devTools: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  disableDialogs: true,
  autoplayPolicy: 'no-user-gesture-required',
  disableBlinkFeatures: UNUSED_FEATURES,
} as const;

/**
 * The one window: full screen, locked, sandboxed.
 * @param options.session what it keeps: in memory, for as long as it runs
 * @param options.windowed for development and tests: a plain window of this size
 */
export function createKioskWindow(options: {
  preload: string;
  session: Session;
  windowed: { width: number; height: number } | null;
}): BrowserWindow {
  const { preload, session, windowed } = options;
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
    webPreferences: { ...PAGE_PREFERENCES, preload, session },
  });
  guardContents(window.webContents);
  window.setMenu(null);
  void window.loadURL(`${APP_ORIGIN}/`);
  return window;
}
