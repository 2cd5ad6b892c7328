import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { launchNodeChild } from '../../electron/main/node-child.ts';
import { createSupervisor } from '../../electron/main/process-supervisor.ts';
import type { SupervisedChild } from '../../electron/main/supervised-child.ts';
import type { Port } from '../../shared/base/port.ts';
import { temporaryDir } from '../support/core/open-test-store.ts';
import { machinePace } from '../support/machine-pace.ts';
import { waitFor } from '../support/wait-for.ts';

const path = (name: string): string => fileURLToPath(new URL(`../support/core/${name}`, import.meta.url));

interface Echo {
  readonly peer: string;
  readonly pid: number;
  readonly message: unknown;
}

/** A supervised echo process; drained after the test. */
function superviseEcho(launch: { node?: string; drainedFile?: string } = {}) {
  const lost: { status: number | string; atMs: number }[] = [];
  const ready: { child: SupervisedChild; atMs: number }[] = [];
  const supervisor = createSupervisor({
    monotonicMs: () => performance.now(),
    launch: () =>
      launchNodeChild({
        node: launch.node ?? process.execPath,
        script: path('echo-child.ts'),
        env: launch.drainedFile === undefined ? {} : { DRAINED_FILE: launch.drainedFile },
      }),
    events: {
      ready: (child) => void ready.push({ child, atMs: performance.now() }),
      lost: (status) => void lost.push({ status, atMs: performance.now() }),
      gaveUp: () => undefined,
      leaveWanted: () => undefined,
    },
  });
  supervisor.start();
  onTestFinished(() => supervisor.drain());
  const untilReady = (times: number): Promise<void> =>
    waitFor(() => ready.length >= times, `ready ${times} times`);
  return { supervisor, ready, lost, untilReady };
}

function listen(port: Port): {
  heard: Echo[];
  closed: () => boolean;
  until: (count: number) => Promise<void>;
} {
  const heard: Echo[] = [];
  let isClosed = false;
  port.onMessage((message) => void heard.push(message as Echo));
  port.onClose(() => void (isClosed = true));
  const until = (count: number): Promise<void> => waitFor(() => heard.length >= count, `${count} messages`);
  return { heard, closed: () => isClosed, until };
}

describe('a supervised Node process', () => {
  it('carries several lines over one channel, both ways, in order and with typed arrays', async () => {
    const { ready, untilReady } = superviseEcho();
    await untilReady(1);
    const { child } = ready[0]!;
    const [devices, renderer] = [child.openPort('devices'), child.openPort('renderer')];
    const [fromDevices, fromRenderer] = [listen(devices), listen(renderer)];
    for (let message = 0; message < 200; message += 1) {
      devices.postMessage(message);
      renderer.postMessage(Uint8Array.of(message));
    }
    await Promise.all([fromDevices.until(200), fromRenderer.until(200)]);
    expect(fromDevices.heard.map(({ message }) => message)).toEqual(Array.from({ length: 200 }, (_, n) => n));
    expect(fromRenderer.heard.map(({ message }) => message)).toEqual(
      Array.from({ length: 200 }, (_, n) => Uint8Array.of(n)),
    );
    expect(new Set(fromDevices.heard.map(({ peer }) => peer))).toEqual(new Set(['devices']));
    expect(new Set(fromRenderer.heard.map(({ peer }) => peer))).toEqual(new Set(['renderer']));
  });

  it('ends one line and keeps the other', async () => {
    const { ready, untilReady } = superviseEcho();
    await untilReady(1);
    const { child } = ready[0]!;
    const [ending, staying] = [child.openPort('core'), child.openPort('renderer')];
    const [onEnding, onStaying] = [listen(ending), listen(staying)];
    ending.postMessage('hang up');
    await waitFor(onEnding.closed, 'the line is closed');
    staying.postMessage('still there');
    await onStaying.until(1);
    expect([onStaying.heard[0]?.message, onStaying.closed()]).toEqual(['still there', false]);
  });

  for (const [what, end] of [
    ['killed', (child: SupervisedChild) => void process.kill(child.pid!, 'SIGKILL')],
    ['crashing', (child: SupervisedChild) => child.openPort('core').postMessage('crash')],
  ] as const) {
    it(`is there again within three seconds after ${what}, with its lines closed`, async () => {
      const { ready, lost, untilReady } = superviseEcho();
      await untilReady(1);
      const { child } = ready[0]!;
      const line = listen(child.openPort('renderer'));
      const endedAt = performance.now();
      end(child);
      await untilReady(2);
      expect(ready[1]!.atMs - endedAt).toBeLessThan(3_000 * machinePace());
      expect([lost.length, line.closed()]).toEqual([1, true]);
      const again = ready[1]!.child.openPort('renderer');
      const echo = listen(again);
      again.postMessage('hello');
      await echo.until(1);
      expect(echo.heard[0]?.pid).toBe(ready[1]!.child.pid);
    });
  }

  it('that hangs is ended and replaced', async () => {
    const { ready, lost, untilReady } = superviseEcho();
    await untilReady(1);
    ready[0]!.child.openPort('core').postMessage('hang');
    await untilReady(2);
    expect(lost.map(({ status }) => status)).toEqual(['SIGKILL']);
  });

  it('finishes in order when asked', async () => {
    const drainedFile = join(temporaryDir(), 'drained');
    const { supervisor, lost, untilReady } = superviseEcho({ drainedFile });
    await untilReady(1);
    await supervisor.drain();
    expect([existsSync(drainedFile), lost, supervisor.child()]).toEqual([true, [], null]);
  });

  it('that cannot even be started is tried again, and the supervisor knows why', async () => {
    const { lost } = superviseEcho({ node: '/nowhere/node' });
    await waitFor(() => lost.length >= 2, 'it was tried twice');
    expect(lost.map(({ status }) => status).slice(0, 2)).toEqual(['ENOENT', 'ENOENT']);
  });
});

it('a process whose parent is killed finishes in order and ends', async () => {
  const drainedFile = join(temporaryDir(), 'drained');
  const parent = spawn(process.execPath, [path('short-lived-parent.ts')], {
    env: { DRAINED_FILE: drainedFile },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(line.toString());
  parent.kill('SIGKILL');
  const isAlive = (): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  await waitFor(() => !isAlive(), 'the child ended');
  expect(existsSync(drainedFile)).toBe(true);
});
