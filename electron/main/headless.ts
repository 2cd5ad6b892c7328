import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXIT_LEFT, exitStatusOf } from '../process/exit-codes.ts';
import { pickEnvironment } from './child-environment.ts';
import { launchNodeChild } from './node-child.ts';
import { connectDevices } from './port-broker.ts';
import { createSupervisor, HANGS_AFTER_MS, type Supervisor } from './process-supervisor.ts';

/**
 * Core and devices without a window: for a headless machine and for tests. Both run as plain Node
 * processes, supervised as in the kiosk. Standard output is core's; this process writes to standard
 * error only.
 */
function runHeadless(): void {
  const electronDir = join(dirname(fileURLToPath(import.meta.url)), '..');
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const monotonicMs = (): number => performance.now();
  let exitCode = 0;

  const stop = async (): Promise<void> => {
    devices.retire();
    core.retire();
    // Devices first: no reading is taken that core would not commit.
    await devices.drain();
    await core.drain();
    process.exit(exitCode);
  };
  const connect = (): void => {
    const [coreChild, devicesChild] = [core.child(), devices.child()];
    if (coreChild !== null && devicesChild !== null) connectDevices(coreChild, devicesChild);
  };
  const supervise = (name: 'core' | 'devices'): Supervisor =>
    createSupervisor({
      monotonicMs,
      hangsAfterMs: HANGS_AFTER_MS[name],
      launch: () =>
        launchNodeChild({
          node: process.execPath,
          script: join(electronDir, name, `${name}.ts`),
          env: pickEnvironment(name, process.env),
        }),
      events: {
        ready: connect,
        lost: (status, restartInMs) =>
          say(`${name} ended (${status}); starting it again in ${restartInMs} ms`),
        leaveWanted() {
          exitCode = EXIT_LEFT;
          void stop();
        },
        gaveUp(code, message) {
          say(`${code}: ${message}`);
          exitCode = exitStatusOf(code);
          void stop();
        },
      },
    });
  const core = supervise('core');
  const devices = supervise('devices');
  core.start();
  devices.start();
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
}

runHeadless();
