import { looksForDevices } from '../../../shared/contract/kiosk-config.ts';
import type { Ground } from '../ground.ts';
import { findDeviceCursor } from '../store/tables/device-cursors.ts';
import { createDeviceLine, type DeviceLine } from './device-line.ts';
import { createReadingGuard, type ReadingGuard } from './reading-guard.ts';

/** The line to the device process, and what becomes of readings that cannot be stored. */
export interface Devices {
  readonly line: DeviceLine;
  readonly guard: ReadingGuard;
}

export function buildDevices(ground: Ground): Devices {
  const { settings, store, clock, log, output, changed } = ground;
  const { config } = settings;
  const line = createDeviceLine({
    devices: config.devices,
    discover: looksForDevices(config),
    nowMs: clock.nowMs,
    monotonicMs: clock.monotonicMs,
    nextTurn: (work) => void setImmediate(work),
    log,
    committedSeq: (device, runId) => findDeviceCursor(store.db, device, runId),
    onStatus: output.device,
    onDiscarded: output.discarded,
    onChange: changed,
  });
  const guard = createReadingGuard({
    store,
    log,
    acknowledge: line.acknowledge,
    onSetAside: output.setAside,
  });
  return { line, guard };
}
