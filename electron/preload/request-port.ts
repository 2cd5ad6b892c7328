import { ipcRenderer } from 'electron';

/** Asks main for a line to core. */
export const requestPort = (): void => ipcRenderer.send('core-port-wanted');

// A blank document that comes before the page needs no line.
if (location.protocol === 'kiosk:') requestPort();
