import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startHeadlessKiosk, type HeadlessKiosk } from '../support/headless-kiosk.ts';
import { createPseudoTerminal, type PseudoTerminal } from '../support/pseudo-terminal.ts';
import { machinePace } from '../support/machine-pace.ts';
import { waitFor } from '../support/wait-for.ts';

/** Two cards with the frames that an RDM6300 sent for them: EEVblog forum. */
const CARDS = ['0236463030374233393732354603', '0230313030363345394145323503'].map((hex) =>
  Buffer.from(hex, 'hex'),
);
/** What a member at the door waits for. */
const REPAIRED_WITHIN_MS = 3_000;

let folder: string;
let door: PseudoTerminal;
let kiosk: HeadlessKiosk;

const states = (): unknown[] =>
  kiosk.of('device').map(({ state, reason }) => `${String(state)} ${String(reason)}`);
const cards = (): number => kiosk.of('reading').length;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-hang-'));
  door = await createPseudoTerminal(folder, 'door');
  kiosk = await startHeadlessKiosk(folder, {
    devices: [{ id: 'door', family: 'rdm6300', transport: { type: 'serial', path: door.path } }],
  });
  await waitFor(() => states().at(-1) === 'ready null', 'the reader is open');
  door.write(CARDS[0]!);
  await waitFor(() => cards() === 1, 'a card is read');
});

afterEach(async () => {
  await kiosk.stop();
  await door.unplug();
  rmSync(folder, { recursive: true, force: true });
});

/** Does something to the device process, and measures how long the reader is away. */
async function awayMs(signal: 'SIGSTOP' | 'SIGKILL'): Promise<number> {
  const pid = kiosk.pidOf('devices')!;
  const before = kiosk.of('device').length;
  const startedMs = performance.now();
  process.kill(pid, signal);
  await waitFor(
    () =>
      kiosk
        .of('device')
        .slice(before)
        .some(({ state }) => state === 'ready'),
    'the reader is ready again',
  );
  expect(kiosk.pidOf('devices')).not.toBe(pid);
  return performance.now() - startedMs;
}

describe('a device process', () => {
  it.each([
    ['that hangs', 'SIGSTOP'],
    ['that is killed', 'SIGKILL'],
  ] as const)('%s is replaced within three seconds, and the gap is told', async (_what, signal) => {
    const before = kiosk.of('device').length;
    const ms = await awayMs(signal);
    process.stdout.write(`${signal}: reader away for ${ms.toFixed(0)} ms\n`);
    expect(ms).toBeLessThan(REPAIRED_WITHIN_MS * machinePace());
    expect(states().slice(before)).toEqual(
      expect.arrayContaining(['lost device_process_gone', 'ready null']),
    );
    door.write(CARDS[1]!);
    await waitFor(() => cards() === 2, 'the next card is read');
    expect(new Set(kiosk.of('reading').map(({ code }) => code)).size).toBe(2);
  });
});
