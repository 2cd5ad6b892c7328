import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { launchHeadlessKiosk, startHeadlessKiosk, type HeadlessKiosk } from '../support/headless-kiosk.ts';
import { pageFour, strapMessage } from '../support/devices/strap-corpus.ts';
import { createPseudoTerminal, type PseudoTerminal } from '../support/pseudo-terminal.ts';
import { waitFor } from '../support/wait-for.ts';
import { seededRandom } from '../support/seeded-random.ts';

/**
 * A Garmin strap's messages as a stick forwarded them, two collisions in the middle:
 * thisisant.com forum, thread 7385 (openant debug log).
 */
const GARMIN = [
  'a40e4e0284ffa5e2a5e6ca3c8052627871d6',
  'a40e4e0204ffa5e6a5eacb3c80526278715f',
  'a40e4e0284ffa5eaa5eecc3c8052627871d0',
  'a40e4e0204ffa5eea5f2cd3c805262787149',
  'a40340020109ed',
  'a40340020109ed',
  'a40e4e0284ffb6fac7fed03b8052627871ba',
  'a40e4e0204ffc7fed802d13b8052627871ad',
  'a40e4e0284ffd802e906d23b8052627871f8',
  'a40e4e0204ffe906fa0ad33b805262787153',
].map((hex) => Buffer.from(hex, 'hex'));
/** Card printed 0008075634 with the frame an RDM6300 sent for it: EEVblog forum. */
const CARD = '0008075634';
const CARD_FRAME = Buffer.from('0236463030374233393732354603', 'hex');

let folder: string;
let ant: PseudoTerminal;
let door: PseudoTerminal;
let kiosk: HeadlessKiosk | null = null;

async function start(): Promise<HeadlessKiosk> {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-headless-'));
  ant = await createPseudoTerminal(folder, 'tty-ant');
  door = await createPseudoTerminal(folder, 'tty-door');
  kiosk = await startHeadlessKiosk(folder, {
    gym_id: 'gym-one',
    timezone: 'Europe/Berlin',
    devices: [
      {
        id: 'stick',
        family: 'ant',
        transport: { type: 'serial', path: ant.path, baud_rate: 115_200 },
        options: { network_key: '0908070605040302', straps: { '25170': '1001' } },
      },
      { id: 'door', family: 'rdm6300', transport: { type: 'serial', path: door.path } },
    ],
    members: [
      {
        member_number: '1001',
        first_name: 'Ada',
        cards: [CARD],
        sex: 'female',
        birth_date: '1991-04-02',
        weight_kg: 65,
      },
    ],
  });
  const isOpen = (device: string): boolean =>
    kiosk?.of('device').some((line) => line['device'] === device && line['state'] !== 'opening') ?? false;
  await waitFor(() => isOpen('stick') && isOpen('door'), 'both serial ports are open');
  return kiosk;
}

afterEach(async () => {
  await kiosk?.stop();
  kiosk = null;
  await ant?.unplug();
  await door?.unplug();
});

function rows<Row>(dataDir: string, query: string): Row[] {
  const db = new Database(join(dataDir, 'kiosk.db'), { readonly: true });
  try {
    return db.prepare(query).all() as Row[];
  } finally {
    db.close();
  }
}

describe('npm run core with a serial port', () => {
  it('reads a recorded strap of a paired member, and leaves her session in the database', async () => {
    const { lines, of, stop, dataDir } = await start();
    door.write(CARD_FRAME);
    for (const frame of GARMIN) ant.write(frame);
    await waitFor(() => of('reading').length === 9, 'one card and eight heart rates are read');
    await waitFor(() => of('check_in').length === 1, 'the card is answered');
    expect(lines[0]).toMatchObject({ event: 'ready' });
    expect(of('check_in')).toMatchObject([{ outcome: 'checked_in', device: 'door' }]);
    const heart = of('reading').filter(({ kind }) => kind === 'heart_rate');
    expect(heart.map(({ sensor, bpm, rr_ms }) => [sensor, bpm, rr_ms])).toEqual([
      ['25170', 60, null],
      ['25170', 60, 1_000],
      ['25170', 60, 1_000],
      ['25170', 60, 1_000],
      // Three beats were lost with the collisions: no interval can be told.
      ['25170', 59, expect.closeTo(1_016.6, 1)],
      ['25170', 59, expect.closeTo(1_016.6, 1)],
      ['25170', 59, expect.closeTo(1_016.6, 1)],
      ['25170', 59, expect.closeTo(1_016.6, 1)],
    ]);
    expect(await stop()).toBe(0);
    const sessions = rows<{ sensor_id: string; first_name: string; end_reason: string }>(
      dataDir,
      'SELECT s.sensor_id, u.first_name, s.end_reason FROM heart_rate_sessions s JOIN users u ON u.id = s.user_id',
    );
    expect(sessions).toEqual([{ sensor_id: '483922', first_name: 'Ada', end_reason: 'left' }]);
    const blocks = rows<{ bpm: Buffer }>(dataDir, 'SELECT bpm FROM heart_rate_blocks');
    expect(blocks.flatMap(({ bpm }) => [...bpm]).every((bpm) => bpm === 0 || bpm === 59 || bpm === 60)).toBe(
      true,
    );
    expect(blocks.length).toBeGreaterThan(0);
    expect(
      rows(dataDir, "SELECT kind FROM facts WHERE kind LIKE 'heart_rate.%' GROUP BY kind ORDER BY kind"),
    ).toEqual([
      { kind: 'heart_rate.minute' },
      { kind: 'heart_rate.session_finished' },
      { kind: 'heart_rate.session_started' },
    ]);
  });

  it('reads every intact frame when one in five is damaged and noise lies between', async () => {
    const { of } = await start();
    const random = seededRandom(7);
    const sent = damagedStream(2_000, random);
    for (const burst of sent.bursts) ant.write(burst);
    // The last intact frame has a beat count of its own, so that its reading tells that all came through.
    await waitFor(
      () => of('reading').filter(({ kind }) => kind === 'heart_rate').length >= sent.intact.length,
      'as many readings as intact frames',
      60_000,
    );
    const read = of('reading').filter(({ kind }) => kind === 'heart_rate');
    const keys = new Map<string, number>();
    for (const { beat_count, bpm, sensor } of read) {
      const key = `${String(sensor)}/${String(beat_count)}/${String(bpm)}`;
      keys.set(key, (keys.get(key) ?? 0) + 1);
    }
    let recovered = 0;
    for (const key of sent.intact) {
      const left = keys.get(key) ?? 0;
      if (left > 0) recovered += 1;
      keys.set(key, left - 1);
    }
    const wrong = read.length - recovered;
    // An 8-bit check lets one random frame in 256 through; three times that is a 4-sigma bound here.
    const expectedByChance = sent.damaged / 256;
    process.stdout.write(
      `${sent.intact.length} intact frames: ${recovered} read; ${sent.damaged} damaged: ${wrong} read wrongly (8-bit odds: ${expectedByChance.toFixed(1)})\n`,
    );
    expect(recovered).toBe(sent.intact.length);
    expect(wrong).toBeLessThanOrEqual(Math.ceil(expectedByChance * 3));
    await waitFor(
      () => of('discarded').some(({ reason }) => reason === 'checksum' || reason === 'framing'),
      'damage is counted',
    );
  });

  it('keeps reopening a port that is pulled and put back', async () => {
    const { of } = await start();
    door.write(CARD_FRAME);
    await waitFor(() => of('check_in').length === 1, 'the first card is read');
    await door.unplug();
    await door.plug();
    await waitFor(
      async () => {
        door.write(Buffer.from('0230313030363345394145323503', 'hex'));
        return of('check_in').some(({ outcome }) => outcome === 'refused');
      },
      'a card is read after the port came back',
      20_000,
    );
    expect(of('check_in')[1]).toMatchObject({ outcome: 'refused', reason: 'unknown_card' });
  });
});

describe('a configuration that does not parse', () => {
  it.each([
    [
      'a network key of the wrong length',
      {
        devices: [
          {
            id: 'a',
            family: 'ant',
            transport: { type: 'serial', path: '/dev/x' },
            options: { network_key: 'abc' },
          },
        ],
      },
      'devices[0].options.network_key',
    ],
    [
      'a family nobody knows',
      { devices: [{ id: 'a', family: 'abacus', transport: { type: 'serial', path: '/dev/x' } }] },
      'devices[0].family',
    ],
    ['a zone that is none', { timezone: 'Europe/Nowhere' }, 'timezone'],
    ['a key with a typing error', { gym_nam: 'x' }, 'gym_nam'],
    ['text that is no JSON', '{ "gym_id": ', 'not JSON'],
  ])('ends with one line that names the key: %s', async (_story, config, named) => {
    const broken = launchHeadlessKiosk(mkdtempSync(join(tmpdir(), 'kiosk-config-')), config);
    expect(await broken.ended).toBe(78);
    expect(broken.errors).toHaveLength(1);
    expect(broken.errors[0]).toContain(named);
    expect(broken.errors[0]).not.toContain('abc');
  });
});

/** A strap's stream with one frame in five damaged in several bytes, and noise before some frames. */
function damagedStream(frames: number, random: () => number) {
  const bursts: Buffer[] = [];
  const intact: string[] = [];
  let damaged = 0;
  let beat = 0;
  for (let index = 0; index < frames; index += 1) {
    const bpm = 120 + Math.round(10 * Math.sin(index / 40));
    const previous = beat;
    beat += Math.round((60 * 1_024) / bpm);
    const count = index & 0xff;
    const frame = Buffer.from(
      strapMessage({
        sensor: 25_170,
        transmissionType: 113,
        page: pageFour((index & 4) !== 0, previous, beat, count, bpm),
      }),
    );
    if (random() < 0.2) {
      damaged += 1;
      const hits = 2 + Math.floor(random() * 4);
      for (let hit = 0; hit < hits; hit += 1) {
        const at = Math.floor(random() * frame.length);
        frame[at] = (frame[at]! ^ (1 + Math.floor(random() * 255))) & 0xff;
      }
    } else intact.push(`25170/${count}/${bpm}`);
    if (random() < 0.2)
      bursts.push(
        Buffer.from(Array.from({ length: Math.floor(random() * 12) }, () => Math.floor(random() * 256))),
      );
    bursts.push(frame);
  }
  return { bursts, intact, damaged };
}
