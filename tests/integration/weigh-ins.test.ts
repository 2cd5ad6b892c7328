import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { startHeadlessKiosk, type HeadlessKiosk } from '../support/headless-kiosk.ts';
import { createPseudoTerminal, type PseudoTerminal } from '../support/pseudo-terminal.ts';
import { waitFor } from '../support/wait-for.ts';

/** Card printed 0008075634 with the frame an RDM6300 sent for it: EEVblog forum. */
const CARD = '0008075634';
const CARD_FRAME = Buffer.from('0236463030374233393732354603', 'hex');

let scale: PseudoTerminal | null = null;
let door: PseudoTerminal | null = null;
let kiosk: HeadlessKiosk | null = null;

afterEach(async () => {
  await kiosk?.stop();
  await scale?.unplug();
  await door?.unplug();
});

interface Tray {
  readonly kg: number;
  readonly weighed_at: number;
  readonly first_name: string | null;
}

function tray(dataDir: string): Tray[] {
  const db = new Database(join(dataDir, 'kiosk.db'), { readonly: true });
  try {
    return db
      .prepare(
        `SELECT r.kg, r.weighed_at, u.first_name FROM unclaimed_readings r
         LEFT JOIN unclaimed_reading_candidates c ON c.reading_id = r.id
         LEFT JOIN users u ON u.id = c.user_id ORDER BY r.weighed_at`,
      )
      .all() as Tray[];
  } finally {
    db.close();
  }
}

/** Starts a kiosk with a reader and a text scale on real serial lines. */
async function start(): Promise<{ kiosk: HeadlessKiosk; scale: PseudoTerminal; door: PseudoTerminal }> {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-weigh-'));
  scale = await createPseudoTerminal(folder, 'tty-scale');
  door = await createPseudoTerminal(folder, 'tty-door');
  kiosk = await startHeadlessKiosk(folder, {
    gym_id: 'gym-one',
    devices: [
      {
        id: 'scale',
        family: 'text-scale',
        transport: { type: 'serial', path: scale.path, baud_rate: 9_600 },
      },
      { id: 'door', family: 'rdm6300', transport: { type: 'serial', path: door.path } },
    ],
    members: [{ member_number: '1001', first_name: 'Ada', cards: [CARD] }],
  });
  const started = { kiosk, scale, door };
  await bothOpen(kiosk, 0);
  return started;
}

/** Waits until both devices have said that they are open, after the first `from` lines. */
async function bothOpen(running: HeadlessKiosk, from: number): Promise<void> {
  const isOpen = (device: string): boolean =>
    running.lines
      .slice(from)
      .some((line) => line.event === 'device' && line['device'] === device && line['state'] === 'ready');
  await waitFor(() => isOpen('scale') && isOpen('door'), 'both serial ports are open', 20_000);
}

/** Somebody stands on the scale: it says the same weight again and again. */
function stand(on: PseudoTerminal, kg: string, lines = 4): void {
  for (let line = 0; line < lines; line += 1) on.write(Buffer.from(`   ${kg} kg\r\n`));
}

const stable = (running: HeadlessKiosk, value: string): number =>
  running.of('reading').filter((line) => line['value'] === value && line['stable'] === true).length;

describe('a scale on a serial port', () => {
  it('leaves one weighing of who was at the screen, whoever is killed, and none twice', async () => {
    const { kiosk: running, scale: platform, door: reader } = await start();
    reader.write(CARD_FRAME);
    await waitFor(() => running.of('check_in').length === 1, 'Ada is in');
    stand(platform, '65.4');
    await waitFor(() => tray(running.dataDir).length === 1, 'the weight lies in the tray');
    expect(tray(running.dataDir)).toMatchObject([{ kg: 65.4, first_name: 'Ada' }]);
    // The row may be seen before the line that was written first.
    await waitFor(() => running.of('reading').some(({ kind }) => kind === 'weight'), 'the weight is printed');
    expect(running.of('reading').find(({ kind }) => kind === 'weight')).toMatchObject({
      kg: 65.4,
      value: '65.4',
      unit: 'kg',
      stable: false,
    });

    // Core dies while the scale goes on; the new one hears the same weight again.
    const beforeCore = stable(running, '65.4');
    process.kill(running.pidOf('core') ?? 0, 'SIGKILL');
    stand(platform, '65.4', 3);
    await waitFor(() => stable(running, '65.4') >= beforeCore + 3, 'a new core hears the scale', 20_000);
    expect(tray(running.dataDir)).toHaveLength(1);

    // The device process dies: its numbers begin anew, and the weight is still the same one.
    const from = running.lines.length;
    process.kill(running.pidOf('devices') ?? 0, 'SIGKILL');
    await bothOpen(running, from);
    const beforeDevices = stable(running, '65.4');
    stand(platform, '65.4');
    await waitFor(() => stable(running, '65.4') > beforeDevices, 'the scale is heard again', 20_000);
    expect(tray(running.dataDir)).toHaveLength(1);

    // Somebody else: another weighing.
    stand(platform, '80.1');
    await waitFor(() => tray(running.dataDir).length > 1, 'the other weight is kept', 20_000);
    expect(tray(running.dataDir).map(({ kg }) => kg)).toEqual([65.4, 80.1]);
  });

  it('loses no weight that comes while core is down', async () => {
    const { kiosk: running, scale: platform } = await start();
    process.kill(running.pidOf('core') ?? 0, 'SIGKILL');
    const weights = ['61.0', '72.5', '83.9', '94.2'];
    for (const kg of weights) stand(platform, kg, 2);
    await waitFor(() => tray(running.dataDir).length === weights.length, 'every weight is kept', 20_000);
    expect(tray(running.dataDir).map(({ kg }) => kg)).toEqual(weights.map(Number));
  });
});
