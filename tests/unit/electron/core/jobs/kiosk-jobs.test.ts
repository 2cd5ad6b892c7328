import { copyFileSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { checkIn } from '../../../../../electron/core/check-in/check-in.ts';
import { openDashboard } from '../../../../../electron/core/progress/open-dashboard.ts';
import { fileUnclaimed } from '../../../../../electron/core/weigh-in/unclaimed-readings.ts';
import { checkDatabase } from '../../../../../electron/core/store/check-database.ts';
import { readHeld } from '../../../../../electron/core/store/held.ts';
import { insertBooking, insertClass } from '../../../../../electron/core/store/tables/classes.ts';
import { removeFromQueue } from '../../../../../electron/core/store/tables/outbox.ts';
import { putVisit } from '../../../../support/core/put-rows.ts';
import { findWeeklySummary } from '../../../../../electron/core/store/tables/weekly-summaries.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../../shared/base/clock.ts';
import type { FactKind, PayloadOf } from '../../../../../shared/facts/all-facts.ts';
import type { ClassId, HeartRateSessionId, VisitId } from '../../../../../shared/base/ids.ts';
import type { Booking } from '../../../../../shared/domain/classes/gym-class.ts';
import type { Member } from '../../../../../shared/domain/members/member.ts';
import { addMember, cardOf, NOON } from '../../../../support/core/open-test-store.ts';
import { openTestJobs, type TestJobs } from '../../../../support/core/test-jobs.ts';

const CLASS = 'class-1' as ClassId;
/** Wednesday evening, 18:00 to 19:00 in Berlin. */
const CLASS_STARTS = NOON + 5 * HOUR_MS;

function comes(test: TestJobs, member: Member, atMs: number, classId: ClassId | null = null): void {
  const id = `visit-${member.id}-${atMs}` as VisitId;
  test.store.write((tx) => putVisit(tx, { id, memberId: member.id, checkedInAtMs: atMs, classId }));
}

function holdsClass(test: TestJobs, places: readonly [Member, Booking['status']][]): void {
  test.store.write((tx) => {
    insertClass(tx, {
      id: CLASS,
      name: 'Spin',
      classType: 'spin',
      instructor: 'Ada',
      startsAtMs: CLASS_STARTS,
      durationMin: 60,
      places: 20,
      placesTaken: places.length,
    });
    for (const [member, status] of places)
      insertBooking(tx, {
        id: `booking-${member.id}`,
        memberId: member.id,
        classId: CLASS,
        status,
        bookedAtMs: NOON - DAY_MS,
      });
  });
}

const rows = (test: TestJobs, query: string): unknown[] => test.store.db.prepare(query).all();
const statuses = (test: TestJobs): unknown[] =>
  test.store.db.prepare('SELECT status FROM bookings ORDER BY id').pluck().all();

describe('the night after a day', () => {
  it('tells who came to their class and who stayed away, and leaves every other booking alone', async () => {
    const test = openTestJobs();
    const [came, early, absent, cancelled, waiting] = [1, 2, 3, 4, 5].map((n) => addMember(test.store, n)) as [
      Member, Member, Member, Member, Member,
    ]; // prettier-ignore
    holdsClass(test, [
      [came, 'booked'],
      [early, 'booked'],
      [absent, 'booked'],
      [cancelled, 'cancelled'],
      [waiting, 'waitlisted'],
    ]);
    comes(test, came, CLASS_STARTS - 10 * MINUTE_MS, CLASS);
    comes(test, early, CLASS_STARTS - 3 * HOUR_MS);
    comes(test, absent, CLASS_STARTS - 9 * HOUR_MS);
    await test.settle();
    expect(statuses(test)).toEqual(['booked', 'booked', 'booked', 'cancelled', 'waitlisted']);
    test.time.pass(DAY_MS);
    await test.settle();
    expect(statuses(test)).toEqual(['attended', 'attended', 'no_show', 'cancelled', 'waitlisted']);
    expect(test.job('daily_attendance').runs[0]).toMatchObject({
      outcome: 'succeeded',
      due_at: '2026-02-19T01:00:00.000Z',
      counts: { attended: 2, no_shows: 1, visits: 3 },
    });
  });

  it('forgives a no-show whose visit is heard of late', async () => {
    const test = openTestJobs();
    const member = addMember(test.store, 1);
    holdsClass(test, [[member, 'booked']]);
    test.time.pass(DAY_MS);
    await test.settle();
    expect(statuses(test)).toEqual(['no_show']);
    comes(test, member, CLASS_STARTS - HOUR_MS, CLASS);
    test.time.pass(DAY_MS);
    await test.settle();
    expect(statuses(test)).toEqual(['attended']);
  });

  it('gives every visit its end once: by the strap, by the class, or by nothing', async () => {
    const test = openTestJobs();
    const [trains, attends, passes] = [1, 2, 3].map((n) => addMember(test.store, n)) as [
      Member,
      Member,
      Member,
    ];
    holdsClass(test, [[attends, 'booked']]);
    comes(test, trains, NOON);
    comes(test, attends, CLASS_STARTS, CLASS);
    comes(test, passes, NOON);
    trainsWithStrap(test, trains, NOON + MINUTE_MS);
    test.time.pass(DAY_MS);
    await test.settle();
    const ends = 'SELECT visit_id, ended_at, known_by FROM visit_ends ORDER BY visit_id';
    const expected = [
      { visit_id: `visit-${trains.id}-${NOON}`, ended_at: NOON + 31 * MINUTE_MS, known_by: 'heart_rate' },
      {
        visit_id: `visit-${attends.id}-${CLASS_STARTS}`,
        ended_at: CLASS_STARTS + HOUR_MS,
        known_by: 'class',
      },
      { visit_id: `visit-${passes.id}-${NOON}`, ended_at: null, known_by: 'nothing' },
    ];
    expect(rows(test, ends)).toEqual(expected);
    comes(test, passes, test.time.nowMs());
    test.runner.request('daily_attendance');
    await test.settle();
    expect(rows(test, ends)).toEqual(expected);
  });
});

function trainsWithStrap(test: TestJobs, member: Member, startedAtMs: number): HeartRateSessionId {
  const id = test.newId() as HeartRateSessionId;
  test.store.write((tx) => {
    const append = <Kind extends FactKind>(kind: Kind, happenedAtMs: number, payload: PayloadOf<Kind>) =>
      test.store.facts.append(tx, { kind, memberId: member.id, happenedAtMs, payload });
    append('heart_rate.session_started', startedAtMs, { session_id: id, sensor_id: '17', device: 'straps' });
    append('heart_rate.minute', startedAtMs, {
      session_id: id,
      started_at: new Date(startedAtMs).toISOString(),
      bpm: Buffer.alloc(60, 120).toString('base64'),
    });
    const endedAtMs = startedAtMs + 30 * MINUTE_MS;
    const ended_at = new Date(endedAtMs).toISOString();
    append('heart_rate.session_finished', endedAtMs, {
      session_id: id,
      ended_at,
      reason: 'finished',
      summary: {},
    });
  });
  return id;
}

describe('Monday morning', () => {
  it('sums up each week that was missed, as the dashboard tells it', async () => {
    const test = openTestJobs();
    const member = addMember(test.store, 1, { joinedAtMs: NOON - 200 * DAY_MS });
    for (const daysAgo of [60, 53, 46, 39, 32, 25, 18, 11, 9, 4, 2])
      comes(test, member, NOON - daysAgo * DAY_MS);
    comes(test, member, NOON + DAY_MS);
    await test.settle();
    test.time.pass(13 * DAY_MS);
    await test.settle();
    const weeks = 'SELECT week_start_date AS week, visits, verdict FROM weekly_summaries ORDER BY week';
    expect(rows(test, weeks)).toEqual([
      { week: '2026-02-16', visits: 2, verdict: 'more' },
      { week: '2026-02-23', visits: 0, verdict: 'none' },
    ]);
    expect(test.job('weekly_summary').runs[0]?.counts).toEqual({ weeks: 2, summaries: 2 });
    const told = openDashboard(test.store, member, test.time.nowMs(), test.knowledge).profile_summary
      .last_week;
    const kept = findWeeklySummary(test.store.db, member.id, '2026-02-23');
    expect({ visits: told?.visits, usual: told?.usual_visits, minutes: told?.training_min }).toEqual({
      visits: kept?.visits,
      usual: kept?.usualVisits,
      minutes: kept?.trainingMin,
    });
  });
});

describe('the backup', () => {
  const backups = (test: TestJobs): string[] => readdirSync(join(test.dataDir, 'backups'));
  /** `kiosk-0001-000000000042-20260218T030000Z.db` */
  const dayOf = (name: string): string => name.slice(-19, -11);

  it('opens, checks and holds the same facts, and three of them are kept', async () => {
    const test = openTestJobs();
    addMember(test.store, 1);
    for (let night = 0; night < 5; night += 1) {
      checkIn(test, { code: cardOf(1), device: 'door', atMs: test.time.nowMs() }, () => undefined);
      test.time.pass(DAY_MS);
      await test.settle();
    }
    expect(test.job('database_backup').runs[0]).toMatchObject({ outcome: 'succeeded', counts: { kept: 3 } });
    expect(backups(test).map(dayOf)).toEqual(['20260221', '20260222', '20260223']);
    const path = join(test.dataDir, 'backups', backups(test).at(-1)!);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const copy = new Database(path, { readonly: true });
    const facts = `SELECT kind, hash FROM facts WHERE kind = 'check_in.accepted' ORDER BY seq`;
    expect(copy.prepare(facts).all()).toEqual(rows(test, facts));
    expect(copy.prepare(facts).all()).toHaveLength(5);
    expect(copy.pragma('quick_check', { simple: true })).toBe('ok');
    copy.close();
    expect(checkDatabase(path)).toMatchObject({ ok: true });
  });

  it('keeps what holds the most, whatever the clock said for three nights', async () => {
    const test = openTestJobs();
    addMember(test.store, 1);
    const night = async (): Promise<void> => {
      checkIn(test, { code: cardOf(1), device: 'door', atMs: test.time.nowMs() }, () => undefined);
      test.runner.request('database_backup');
      await test.settle();
      expect(test.job('database_backup').runs[0]).toMatchObject({ outcome: 'succeeded' });
    };
    const right = test.time.nowMs();
    test.time.setWall(right + 3_650 * DAY_MS);
    for (let one = 0; one < 3; one += 1) await night();
    expect(
      backups(test)
        .map(dayOf)
        .every((day) => day.startsWith('2036')),
    ).toBe(true);
    test.time.setWall(right);
    for (let one = 0; one < 3; one += 1) {
      test.time.pass(MINUTE_MS);
      const lastBefore = test.store.db.prepare('SELECT max(seq) FROM facts').pluck().get() as number;
      await night();
      const held = backups(test).map((name) => readHeld(join(test.dataDir, 'backups', name)).seq);
      expect(Math.max(...held)).toBeGreaterThanOrEqual(lastBefore);
    }
    expect(backups(test).map(dayOf)).toEqual(['20260218', '20260218', '20260218']);
  });

  it('outlives copies that claim to hold more than there is', async () => {
    const test = openTestJobs();
    test.time.pass(DAY_MS);
    await test.settle();
    const [only] = backups(test);
    for (const name of [
      'kiosk-0001-000000000900-20360218T030000Z.db',
      'kiosk-20360218T030000Z.db',
      'kiosk-20370218T030000Z.db',
    ]) {
      const path = join(test.dataDir, 'backups', name);
      copyFileSync(join(test.dataDir, 'backups', only!), path);
      const other = new Database(path);
      other.exec(
        `INSERT INTO facts SELECT 9, seq, id, kind, version, user_id, happened_at, zone, payload, prev_hash, hash FROM facts`,
      );
      other.close();
    }
    test.runner.request('database_backup');
    await test.settle();
    expect(test.job('database_backup').runs[0]).toMatchObject({ outcome: 'succeeded', counts: { kept: 3 } });
    const held = backups(test).map((name) => readHeld(join(test.dataDir, 'backups', name)).epoch);
    expect(held.filter((epoch) => epoch === 1)).toHaveLength(1);
  });

  it('of a killed night is no backup, and the next night sweeps it away', async () => {
    const test = openTestJobs();
    test.time.pass(DAY_MS);
    await test.settle();
    writeFileSync(join(test.dataDir, 'backups', 'unfinished.db'), 'half a copy');
    test.time.pass(DAY_MS);
    await test.settle();
    expect(backups(test)).toHaveLength(2);
  });

  it('of a damaged database is not kept in place of good ones, and staff see why', async () => {
    const test = openTestJobs();
    for (let number = 1; number <= 2_000; number += 1) addMemberRow(test, number);
    test.time.pass(DAY_MS);
    await test.settle();
    test.store.db.pragma('wal_checkpoint(TRUNCATE)');
    truncateSync(join(test.dataDir, 'kiosk.db'), statSync(join(test.dataDir, 'kiosk.db')).size - 8 * 4_096);
    test.runner.request('database_backup');
    await test.settle();
    expect(test.job('database_backup').runs[0]).toMatchObject({
      outcome: 'failed',
      code: 'database_damaged',
    });
    expect(backups(test).map(dayOf)).toEqual(['20260219']);
  });
});

function addMemberRow(test: TestJobs, number: number): void {
  const member = { id: `m-${number}`, text: 'x'.repeat(200) };
  test.store.db
    .prepare(
      `INSERT INTO users (id, member_number, first_name, last_name, alias, membership_status, joined_at)
       VALUES (:id, :id, :text, '', '', 'active', 0)`,
    )
    .run(member);
}

/** The facts of the first session, which are the first three of the log. */
function centralTakesSession({ store }: TestJobs): void {
  store.write((tx) => [1, 2, 3].forEach((seq) => removeFromQueue(tx, { epoch: 1, seq })));
}

describe('what has served is let go', () => {
  it('the seconds of a session after three months, when central has every fact up to its end', async () => {
    const test = openTestJobs();
    const member = addMember(test.store, 1);
    const first = trainsWithStrap(test, member, NOON);
    const blocks = 'SELECT session_id FROM heart_rate_blocks';
    test.time.pass(100 * DAY_MS);
    await test.settle();
    expect(rows(test, blocks)).toHaveLength(1);
    centralTakesSession(test);
    // People came on thirty days since: the clock does not say so alone.
    const somebody = addMember(test.store, 99);
    for (let day = 1; day <= 30; day += 1) comes(test, somebody, NOON + (day * 3 + 1) * DAY_MS);
    test.time.pass(DAY_MS);
    await test.settle();
    expect(rows(test, blocks)).toEqual([]);
    expect(test.job('retention').runs[0]?.counts).toMatchObject({ heart_rate_minutes: 1 });
    expect(rows(test, 'SELECT id, summary FROM heart_rate_sessions')).toEqual([{ id: first, summary: '{}' }]);
  });

  it('nothing, when only the clock says that years have passed', async () => {
    const test = openTestJobs();
    const member = addMember(test.store, 1);
    trainsWithStrap(test, member, NOON);
    centralTakesSession(test);
    for (let day = 1; day <= 40; day += 1) comes(test, member, NOON - day * DAY_MS);
    const weighing = { id: 'w', device: 'scale', kg: 80, atMs: NOON, sent: null, fields: null };
    test.store.write((tx) => fileUnclaimed(tx, test.store, weighing, []));
    test.time.setWall(NOON + 3_650 * DAY_MS);
    for (let night = 0; night < 3; night += 1) {
      comes(test, member, test.time.nowMs());
      test.time.pass(DAY_MS);
      await test.settle();
    }
    test.time.setWall(NOON + DAY_MS);
    await test.settle();
    expect(rows(test, 'SELECT session_id FROM heart_rate_blocks')).toHaveLength(1);
    expect(rows(test, 'SELECT id FROM unclaimed_readings')).toHaveLength(1);
    expect(test.job('retention').runs.length).toBeGreaterThanOrEqual(3);
  });

  it('an unclaimed weighing after thirty nights, with its fact, and not because staff asked thirty times', async () => {
    const test = openTestJobs();
    const weighing = { id: 'w', device: 'scale', kg: 80, atMs: NOON, sent: null, fields: null };
    test.store.write((tx) => fileUnclaimed(tx, test.store, weighing, []));
    for (let asked = 0; asked < 40; asked += 1) {
      test.runner.request('retention');
      await test.settle();
    }
    const lying = 'SELECT id FROM unclaimed_readings';
    expect(rows(test, lying)).toHaveLength(1);
    for (let night = 0; night < 31; night += 1) {
      test.time.pass(DAY_MS);
      await test.settle();
    }
    expect(rows(test, lying)).toEqual([]);
    const told = `SELECT json_extract(payload, '$.because') AS because FROM facts WHERE kind = 'reading.dismissed'`;
    expect(rows(test, told)).toEqual([{ because: 'too_old' }]);
  });

  it('never the seconds of a session of which central refused a fact', async () => {
    const test = openTestJobs();
    trainsWithStrap(test, addMember(test.store, 1), NOON);
    test.store.db.exec(`UPDATE outbox SET state = 'quarantined'`);
    test.time.pass(100 * DAY_MS);
    await test.settle();
    expect(rows(test, 'SELECT session_id FROM heart_rate_blocks')).toHaveLength(1);
  });
});

describe('the quarter of an hour', () => {
  it('tries central anew, whatever it was waiting for', async () => {
    const test = openTestJobs();
    await test.settle();
    const before = test.pushes;
    test.time.pass(15 * MINUTE_MS);
    await test.settle();
    expect(test.pushes).toBe(before + 1);
  });
});

describe('central', () => {
  it('hears how a night went, and nothing of every quarter of an hour', async () => {
    const test = openTestJobs();
    await test.settle();
    test.time.pass(DAY_MS);
    await test.settle();
    const facts = rows(test, `SELECT payload FROM facts WHERE kind = 'job.finished' ORDER BY seq`);
    expect(
      facts.map((fact) => (JSON.parse((fact as { payload: string }).payload) as { job: string }).job),
    ).toEqual(['daily_attendance', 'database_backup']);
  });
});
