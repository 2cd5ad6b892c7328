import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedDemoStore } from '../../../electron/core/demo/seed-demo-store.ts';
import { openStore, type Store } from '../../../electron/core/store/store.ts';
import { DAY_MS, HOUR_MS } from '../../../shared/base/clock.ts';
import type { GymId, MemberId, NewId, VisitId } from '../../../shared/base/ids.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import type { Language } from '../../../shared/domain/wording/languages.ts';
import { seededRandom } from '../../unit/shared/domain/seeded-random.ts';
import { DEMO_NOW_MS, DEMO_ZONE } from './demo-gyms.ts';
import { putMember, putReading, putVisit } from '../core/put-rows.ts';

const GYM_ID = 'bench' as GymId;
/** Members of the generated gym whose timetable everybody shares. */
const DEMO_MEMBERS = 250;
/** Others are made by the database itself, so many at a time. */
const MEMBERS_PER_STEP = 5_000;

/** The member that is measured: a year of training with a strap, and a scale at home. */
export const HEAVY_MEMBER: Member = {
  id: 'm-heavy' as MemberId,
  memberNumber: 'heavy',
  firstName: 'Hanna',
  lastName: 'Heavy',
  alias: 'Heavy',
  sex: 'female',
  birthDate: '1990-05-17',
  heightCm: 170,
  membershipStatus: 'active',
  joinedAtMs: DEMO_NOW_MS - 400 * DAY_MS,
  maxHeartRateBpm: null,
  measuredMaxHeartRateBpm: null,
  restingHeartRateBpm: 60,
  boardPrivacy: 'alias',
};

/** A folder with a store of a generated gym of so many members. */
export async function createDemoStore(members: number, nowMs: number = DEMO_NOW_MS): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kiosk-bench-'));
  const request = { gymId: GYM_ID, seed: 1, nowMs, zone: DEMO_ZONE, members };
  const seeded = await seedDemoStore(dataDir, request, () => undefined);
  if (!seeded.ok) throw new Error(`no demo gym: ${seeded.code}`);
  return dataDir;
}

/** A folder with a store of the demo gym, the heavy member, and as many others as are asked for. */
export async function createGrownStore(members: number, rowsPerMember: number): Promise<string> {
  const dataDir = await createDemoStore(DEMO_MEMBERS);
  const store = openGrownStore(dataDir);
  store.db.pragma('synchronous = OFF');
  addHeavyMember(store);
  for (let made = DEMO_MEMBERS; made < members; made += MEMBERS_PER_STEP) {
    addMembers(store, made, Math.min(members, made + MEMBERS_PER_STEP), rowsPerMember);
  }
  store.db.pragma('wal_checkpoint(TRUNCATE)');
  store.close();
  return dataDir;
}

/** Opens what was made above, at the time its history ends. */
export function openGrownStore(
  dataDir: string,
  nowMs: number = DEMO_NOW_MS,
  language: Language = 'en',
): Store {
  let ids = 0;
  const newId = (() => `00000000-0000-7000-8000-${String((ids += 1)).padStart(12, '0')}`) as NewId;
  const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };
  return openStore({
    dataDir,
    gymId: GYM_ID,
    zone: DEMO_ZONE,
    language,
    clock: { nowMs: () => nowMs, monotonicMs: () => performance.now() },
    newId,
    log: silent,
  });
}

function nothing(): void {
  // A benchmark's store has nobody to tell.
}

/** Two thousand readings of a year: weight and resting rate each morning, seven numbers for each of 180 workouts. */
function addHeavyMember(store: Store): void {
  const { uniform, normal } = seededRandom(1);
  const workout: readonly (readonly [type: string, usual: number, spread: number])[] = [
    ['workout_count', 1, 0],
    ['workout_duration', 55, 12],
    ['average_heart_rate', 138, 7],
    ['maximum_heart_rate', 172, 6],
    ['effort_points', 110, 30],
    ['training_load', 70, 20],
    ['calories_burned', 430, 90],
  ];
  let made = 0;
  store.write((tx) => {
    const measure = (metricType: string, value: number, recordedAtMs: number): void => {
      made += 1;
      putReading(tx, {
        id: `heavy-${made}`,
        memberId: HEAVY_MEMBER.id,
        metricType,
        value,
        recordedAtMs,
        source: 'device',
        formula: null,
      });
    };
    putMember(tx, HEAVY_MEMBER);
    for (let day = 370; day >= 1; day -= 1) {
      const morningMs = DEMO_NOW_MS - day * DAY_MS + 4 * HOUR_MS;
      measure('body_weight', Math.round(10 * (72 - 0.004 * (370 - day) + 0.5 * normal())) / 10, morningMs);
      measure('resting_heart_rate', Math.round(60 + 2 * normal()), morningMs);
      if (uniform() > 0.49) continue;
      const visitMs = morningMs + 13 * HOUR_MS;
      const visit = { memberId: HEAVY_MEMBER.id, checkedInAtMs: visitMs, classId: null };
      putVisit(tx, { ...visit, id: `heavy-visit-${day}` as VisitId });
      for (const [type, usual, spread] of workout)
        measure(type, usual + spread * normal(), visitMs + HOUR_MS);
    }
  });
}

/** Members with a few visits and readings each, written by the database's own hand. */
function addMembers(store: Store, from: number, until: number, rowsPerMember: number): void {
  const numbers = `WITH RECURSIVE n(i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${until})`;
  const times = (rows: number): string =>
    `, r(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM r WHERE k + 1 < ${rows})`;
  const at = `${DEMO_NOW_MS} - 1000 * (3600 * (1 + abs(random() % 8000)))`;
  store.write((tx) => {
    tx.exec(`${numbers} INSERT INTO users (id, member_number, first_name, last_name, alias, membership_status, joined_at)
      SELECT 'm-' || i, 'n-' || i, 'First', 'Last', 'Alias ' || i, 'active', ${DEMO_NOW_MS - 400 * DAY_MS} FROM n`);
    tx.exec(`${numbers} ${times(3)} INSERT INTO visits (id, user_id, checked_in_at)
      SELECT lower(hex(randomblob(16))), 'm-' || i, ${at} FROM n, r`);
    tx.exec(`${numbers} ${times(rowsPerMember)} INSERT INTO progress_metrics
        (id, user_id, metric_type, value, recorded_at, source, unit)
      SELECT lower(hex(randomblob(16))), 'm-' || i, iif(k % 2, 'body_weight', 'workout_duration'), 60 + k % 30, ${at},
        'device', iif(k % 2, 'kg', 'min') FROM n, r`);
  });
}
