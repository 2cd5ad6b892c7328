import type { CaptureStatus, ToDevices } from '../../shared/contract/device-messages.ts';
import type { DeviceConfig } from '../../shared/contract/kiosk-config.ts';
import { createCapture, type Capture, type CaptureLine } from './capture.ts';
import type { Schedule } from './transports/transport.ts';

/** Where a capture is written. Errors after opening are the file's own affair: a capture never disturbs a device. */
export interface CaptureFile {
  write(line: string): void;
  /** Resolves when everything is on disk. */
  close(): Promise<void>;
}

type CaptureOrder = NonNullable<Extract<ToDevices, { type: 'capture' }>['capture']>;

interface RunningCapture {
  readonly capture: Capture;
  readonly file: CaptureFile;
  readonly path: string;
  readonly sinceMs: number;
  readonly cancelTimer: () => void;
}

/** Captures that staff switch on while the kiosk runs: one a device, bounded in size and time. */
export interface DeviceCaptures {
  /** Starts one; a running one of the same device ends. */
  start(config: DeviceConfig, order: CaptureOrder): Promise<void>;
  stop(device: string, why: 'stopped' | 'device_gone'): Promise<void>;
  /** Bytes as they travelled; cheap while nothing is captured. */
  traffic(config: DeviceConfig, direction: CaptureLine['direction'], bytes: Uint8Array): void;
  /** What is running now, for a core that has just connected. */
  running(): readonly CaptureStatus[];
  stopAll(): Promise<void>;
}

/**
 * @param openFile creates a file that did not exist; rejects where it does or cannot be made
 * @param say tells core that a capture runs or has ended
 */
export function createDeviceCaptures(deps: {
  readonly openFile: (path: string) => Promise<CaptureFile>;
  readonly nowMs: () => number;
  readonly schedule: Schedule;
  readonly say: (status: CaptureStatus) => void;
}): DeviceCaptures {
  const captures = new Map<string, RunningCapture>();

  const statusOf = (device: string, of: RunningCapture, state: CaptureStatus['state']): CaptureStatus => ({
    device,
    path: of.path,
    state,
    bytes: of.capture.bytes(),
    since: of.sinceMs,
  });

  const end = async (device: string, state: Exclude<CaptureStatus['state'], 'running'>): Promise<void> => {
    const ended = captures.get(device);
    if (ended === undefined) return;
    captures.delete(device);
    ended.cancelTimer();
    await ended.file.close();
    deps.say(statusOf(device, ended, state));
  };

  return {
    async start(config, { path, max_bytes: maxBytes, max_ms: maxMs }) {
      const device = config.id;
      await end(device, 'stopped');
      const sinceMs = Math.round(deps.nowMs());
      let file: CaptureFile;
      try {
        file = await deps.openFile(path);
      } catch {
        deps.say({ device, path, state: 'refused', bytes: 0, since: sinceMs });
        return;
      }
      const capture = createCapture({
        write: (line) => file.write(line),
        nowMs: deps.nowMs,
        maxBytes,
        full: () => void end(device, 'full'),
      });
      const cancelTimer = deps.schedule(maxMs, () => void end(device, 'timed_out'));
      const running = { capture, file, path, sinceMs, cancelTimer };
      captures.set(device, running);
      deps.say(statusOf(device, running, 'running'));
    },
    stop: end,
    traffic(config, direction, bytes) {
      if (captures.size > 0) captures.get(config.id)?.capture.traffic(config, direction, bytes);
    },
    running: () => [...captures].map(([device, capture]) => statusOf(device, capture, 'running')),
    async stopAll() {
      await Promise.all([...captures.keys()].map((device) => end(device, 'stopped')));
    },
  };
}
