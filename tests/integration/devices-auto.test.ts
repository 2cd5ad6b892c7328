import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startHeadlessKiosk, type HeadlessKiosk } from '../support/headless-kiosk.ts';
import { createPseudoTerminal } from '../support/pseudo-terminal.ts';
import { waitFor } from '../support/wait-for.ts';

let folder: string;
let port: string;
let scale: ChildProcess | null = null;
let kiosk: HeadlessKiosk | null = null;

/** A person's own scale on a pseudo-terminal, which knows neither baud rate nor parity. */
async function plugIn(family: string): Promise<void> {
  scale = spawn(process.execPath, ['electron/devices/simulate.ts', family, port, '{"kg":82.7}'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  await waitFor(() => existsSync(port), 'the scale is plugged in');
}

async function startKiosk(): Promise<HeadlessKiosk> {
  kiosk = await startHeadlessKiosk(folder, {
    devices: [{ id: 'scale', family: 'auto', transport: { type: 'serial', path: port } }],
  });
  return kiosk;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-auto-'));
  port = join(folder, 'scale');
});

afterEach(async () => {
  await kiosk?.stop();
  kiosk = null;
  if (scale !== null && scale.exitCode === null) {
    scale.kill('SIGTERM');
    await once(scale, 'exit');
  }
  scale = null;
  rmSync(folder, { recursive: true, force: true });
});

describe('npm run core with a scale that nobody has named', () => {
  it.each(['cas', 'mt-sics', 'toledo-8217', 'toledo-continuous', 'and'])(
    'recognises a %s scale and weighs with it',
    async (family) => {
      await plugIn(family);
      const { of } = await startKiosk();
      await waitFor(() => of('reading').some(({ stable }) => stable === true), 'a weight is read', 30_000);
      expect(of('reading').findLast(({ stable }) => stable === true)).toMatchObject({
        device: 'scale',
        kind: 'weight',
        kg: 82.7,
        unit: 'kg',
      });
      const families = of('device').map((line) => line['family']);
      expect([families[0], families.at(-1)]).toEqual(['auto', family]);
      expect(of('device').at(-1)).toMatchObject({ state: 'ready', reason: null });
    },
  );

  it('leaves a line undecided that could be anybody’s, and reads nothing from it', async () => {
    const cable = await createPseudoTerminal(folder, 'stranger');
    kiosk = await startHeadlessKiosk(folder, {
      devices: [
        {
          id: 'scale',
          family: 'auto',
          transport: { type: 'serial', path: cable.path, baud_rate: 9_600, data_bits: 8 },
        },
      ],
    });
    const { of, errors } = kiosk;
    const line = Buffer.from('     82.70 kg\r\n', 'latin1');
    const undecided = () => of('device').findLast(({ reason }) => reason === 'undecided');
    await waitFor(
      () => {
        cable.write(line);
        // The log and what core prints of its devices are two streams: either may come first.
        return errors.some((said) => said.includes('"verdict":"undecided"')) && undecided() !== undefined;
      },
      'the kiosk says that it cannot tell',
      40_000,
    );
    expect(of('reading')).toEqual([]);
    expect(undecided()).toMatchObject({ family: 'auto', state: 'starting' });
    expect(errors.find((said) => said.includes('"verdict":"undecided"'))).toContain(
      '"candidates":[{"family"',
    );
    await cable.unplug();
  });
});
