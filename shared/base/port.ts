/**
 * A two-way line between two processes. Electron's MessagePortMain, the browser's MessagePort and
 * our wrapper over Node's process IPC all fit it. What travels is structured-clone data.
 */
export interface Port {
  postMessage(message: unknown): void;
  /** Registers the only listener for incoming messages. */
  onMessage(listener: (message: unknown) => void): void;
  /** Called once when the far end is gone. */
  onClose(listener: () => void): void;
  close(): void;
}
