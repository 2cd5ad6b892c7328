import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issuePairingCode } from '../../central/flows/pairing-codes.ts';
import { samePerson } from '../../central/flows/same-person.ts';
import { statement } from '../../central/store/database.ts';
import type { CentralDraft } from '../../central/sync/gym-log.ts';
import { sayAtCentral } from '../../central/sync/say-at-central.ts';
import { createPgliteFolder } from '../support/central/pglite-folder.ts';
import { startTestCentral, TEST_GYM, type TestCentral } from '../support/central/test-central.ts';
import { startHeadlessKiosk, type HeadlessKiosk } from '../support/headless-kiosk.ts';
import { createPseudoTerminal, type PseudoTerminal } from '../support/pseudo-terminal.ts';
import { waitFor } from '../support/wait-for.ts';

/** The card `0008075634`, as the reader sends it. */
const CARD = '0008075634';
const CARD_FRAME = Buffer.from('0236463030374233393732354603', 'hex');

interface Door {
  readonly folder: string;
  readonly reader: PseudoTerminal;
  readonly config: unknown;
  kiosk: HeadlessKiosk;
}

const enrolled = (memberId: string, memberNumber: string): CentralDraft => ({
  kind: 'member.enrolled',
  memberId,
  payload: {
    member_number: memberNumber,
    first_name: 'Ada',
    last_name: 'Lind',
    alias: 'Heron',
    sex: null,
    birth_date: null,
    joined_at: '2025-01-06T09:00:00.000Z',
  },
});

describe('two kiosks of one gym', () => {
  let central: TestCentral;
  let front: Door;
  let back: Door;

  beforeAll(async () => {
    central = await startTestCentral(
      { directory: await createPgliteFolder() },
      { clock: { nowMs: () => Date.now(), monotonicMs: () => performance.now() } },
    );
    front = await openDoor('front', 'FRONT-DOOR-01');
    back = await openDoor('back', 'BACK-DOOR-001');
  });
  afterAll(async () => {
    for (const door of [front, back]) {
      await door.kiosk.stop();
      await door.reader.unplug();
    }
    await central.close();
  });

  async function openDoor(name: string, code: string): Promise<Door> {
    const clock = { nowMs: () => Date.now(), monotonicMs: () => 0 };
    await issuePairingCode({ gymId: TEST_GYM, code }, { database: central.store, clock });
    const folder = mkdtempSync(join(tmpdir(), `kiosk-${name}-`));
    const reader = await createPseudoTerminal(folder, 'tty');
    const config = {
      gym_id: TEST_GYM,
      timezone: 'Europe/Berlin',
      central_url: central.url,
      pairing_code: code,
      devices: [{ id: 'door', family: 'rdm6300', transport: { type: 'serial', path: reader.path } }],
    };
    const kiosk = await startHeadlessKiosk(folder, config);
    await waitFor(
      () => kiosk.of('device').some(({ state }) => state === 'ready'),
      `the ${name} reader is ready`,
    );
    return { folder, reader, config, kiosk };
  }

  const say = (...drafts: CentralDraft[]) =>
    central.store.transaction((sql) =>
      sayAtCentral(sql, TEST_GYM, drafts, { nowMs: Date.now(), actor: 'staff:kim' }),
    );
  const at = <Row>({ kiosk }: Door, text: string, ...values: unknown[]): Row[] => {
    const db = new Database(join(kiosk.dataDir, 'kiosk.db'), { readonly: true });
    try {
      return db.prepare(text).all(...values) as Row[];
    } finally {
      db.close();
    }
  };
  const knows = (door: Door, memberId: string, column = 'id'): unknown =>
    at<Record<string, unknown>>(door, `SELECT ${column} FROM members WHERE id = ?`, memberId)[0]?.[column];
  const visitsAt = (door: Door, memberId: string): string[] =>
    at<{ id: string }>(door, 'SELECT id FROM counted_visits WHERE user_id = ?', memberId).map(({ id }) => id);

  test('both know a member whom central enrolled, with the card, within seconds', async () => {
    await say(enrolled('ada', '1001'), { kind: 'card.enrolled', memberId: 'ada', payload: { code: CARD } });
    for (const door of [front, back])
      await waitFor(() => knows(door, 'ada') === 'ada', 'the kiosk knows the member');
    front.reader.write(CARD_FRAME);
    await waitFor(() => visitsAt(front, 'ada').length === 1, 'the member is in');
    expect(knows(front, 'ada', 'first_name')).toBe('Ada');
  });

  test('count a visit at one door at the other, where the same card is in already', async () => {
    await waitFor(() => visitsAt(back, 'ada').length === 1, 'the visit is known at the other door');
    expect(visitsAt(back, 'ada')).toEqual(visitsAt(front, 'ada'));
    back.reader.write(CARD_FRAME);
    await waitFor(() => back.kiosk.of('reading').length > 0, 'the card was read');
    await say({ kind: 'member.changed', memberId: 'ada', payload: { alias: 'Crane' } });
    await waitFor(() => knows(back, 'ada', 'alias') === 'Crane', 'what was said afterwards is known');
    expect(at(back, 'SELECT id FROM visits')).toHaveLength(1);
  });

  test('have one visit of a member who came to both doors before either heard of the other', async () => {
    await say(enrolled('eve', '1002'));
    const arrivedMs = Date.now() - 3 * 3_600_000;
    const visit = (id: string, atMs: number): CentralDraft => ({
      kind: 'check_in.accepted',
      memberId: 'eve',
      payload: { visit_id: id, class_id: null, device: 'import' },
      happenedAtMs: atMs,
    });
    const [first, second] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
    await say(visit(second, arrivedMs + 20_000));
    await waitFor(() => visitsAt(back, 'eve').length === 1, 'the later arrival is known');
    await say(visit(first, arrivedMs));
    for (const door of [front, back]) {
      await waitFor(
        () => at(door, `SELECT id FROM visits WHERE user_id = 'eve'`).length === 2,
        'both are known',
      );
      expect(visitsAt(door, 'eve')).toEqual([first]);
    }
  });

  test('hear that two members are one, with everything that was said of both', async () => {
    await say(enrolled('ada-again', '1003'), {
      kind: 'card.enrolled',
      memberId: 'ada-again',
      payload: { code: 'DE00012345' },
    });
    await waitFor(() => knows(back, 'ada-again') === 'ada-again', 'the second id is known');
    const clock = { nowMs: () => Date.now(), monotonicMs: () => 0 };
    expect(await samePerson(TEST_GYM, 'ada', 'ada-again', { database: central.store, clock })).toMatchObject({
      ok: true,
    });
    for (const door of [front, back]) {
      await waitFor(() => knows(door, 'ada-again') === undefined, 'there is one of them');
      const cards = at<{ user_id: string }>(door, 'SELECT user_id FROM cards ORDER BY code');
      expect(cards).toEqual([{ user_id: 'ada' }, { user_id: 'ada' }]);
    }
  });

  test('catch up after a time without each other, each fact once, also when killed in between', async () => {
    await back.kiosk.stop();
    await say(...Array.from({ length: 3_500 }, (_, index) => enrolled(`m-${index}`, `2${index}`)));
    front.reader.write(CARD_FRAME);
    back.kiosk = await startHeadlessKiosk(back.folder, back.config);
    const known = (): number => at<{ n: number }>(back, 'SELECT count(*) AS n FROM members')[0]?.n ?? 0;
    await waitFor(() => known() > 1_000, 'some pages are known');
    const core = back.kiosk.pidOf('core');
    if (core !== null) process.kill(core, 'SIGKILL');
    await waitFor(() => known() === 3_502, 'all are known');
    const [at0, central0] = [
      at<{ rows: string }>(
        back,
        `SELECT group_concat(id || member_number || alias, ',' ORDER BY id) AS rows FROM members`,
      ),
      await central.store.query(
        statement<{ rows: string }>(
          `select string_agg(id || member_number || alias, ',' order by id collate "C") as rows from users`,
        ),
      ),
    ];
    expect(at0).toEqual(central0);
  });
});
