import type { Session, WebContents } from 'electron';
import { isAllowedKey } from './allowed-keys.ts';
import { APP_ORIGIN } from './app-scheme.ts';

/**
 * Denies a page everything a kiosk's page never needs: permissions, devices, downloads, network.
 * Called once for the session that the window uses.
 */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  for (const event of ['select-usb-device', 'select-hid-device', 'select-serial-port'] as const) {
    // The three events differ in their second argument only.
    (session as { on(name: string, listener: (event: Electron.Event) => void): void }).on(event, (chosen) =>
      chosen.preventDefault(),
    );
  }
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((request, decide) => {
    const isOurs = request.url.startsWith(`${APP_ORIGIN}/`) || request.url.startsWith('data:image/');
    decide({ cancel: !isOurs });
  });
}

/** Keeps a page where it is: no navigation, no new windows, no embedded views, no menu, no zoom, no dialogs. */
export function guardContents(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void }): void => event.preventDefault();
  contents.on('will-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-attach-webview', refuse);
  contents.on('will-prevent-unload', refuse);
  contents.on('context-menu', refuse);
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // Without a proxy for it, and there is none, WebRTC sends no packet.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  // Chromium asks nobody before it shows a blank page.
  contents.on('did-navigate', (_event, url) => {
    if (!url.startsWith(`${APP_ORIGIN}/`)) void contents.loadURL(`${APP_ORIGIN}/`);
  });
  contents.on('before-input-event', (event, input) => {
    if (!isAllowedKey(input)) event.preventDefault();
  });
  contents.on('did-finish-load', () => {
    contents.setZoomFactor(1);
    void contents.setVisualZoomLevelLimits(1, 1);
  });
}
