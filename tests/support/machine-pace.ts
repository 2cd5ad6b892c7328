import { spawnSync } from 'node:child_process';

/** What starting a bare Node takes at most on a small machine that does nothing else. */
const BARE_START_MS = 100;
const STARTS = 3;

/**
 * How many times longer things take at this moment than on a machine with nothing else to do; 1 on one of
 * those. A limit in wall time holds for such a machine, and scales with this where much else runs.
 */
export function machinePace(): number {
  const tookMs = Array.from({ length: STARTS }, () => {
    const startedAt = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    return performance.now() - startedAt;
  });
  return Math.max(1, ...tookMs.map((each) => each / BARE_START_MS));
}
