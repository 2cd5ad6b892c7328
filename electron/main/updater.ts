import log from 'electron-log/main';
import { autoUpdater } from 'electron-updater';
import { DAY_MS } from '../../shared/base/clock.ts';

/**
 * Looks for updates once a day; for an app that was packed with a feed. Only downloads: an update is
 * installed when staff say so, never because the machine happens to be switched off.
 */
export function watchForUpdates(): void {
  autoUpdater.logger = log;
  autoUpdater.autoInstallOnAppQuit = false;
  autoUpdater.allowDowngrade = false;
  autoUpdater.allowPrerelease = false;
  autoUpdater.disableWebInstaller = true;
  const look = (): void => {
    autoUpdater.checkForUpdates().catch((error: unknown) => log.warn('no update could be looked for', error));
  };
  look();
  setInterval(look, DAY_MS);
}
