import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { GymId } from '../../../../shared/base/ids.ts';
import { localDays } from '../../../../shared/base/local-days.ts';
import { RE_ENTRY_GAP_MS } from '../../../../shared/domain/check-in/check-in-rules.ts';
import { DEMO_CAST } from '../../../../shared/demo/demo-cast.ts';
import type { DemoGym, DemoGymRequest } from '../../../../shared/demo/demo-gym.ts';
import { demoGymInSteps } from '../../../../shared/demo/generate-demo-gym.ts';
import { findMetric, isPlausible } from '../../../../shared/domain/metrics/metric-registry.ts';
import { gymOf, NOW_MS, request, ZONE } from './sample-gym.ts';
import { generateDemoGym } from '../../../support/domain/whole-results.ts';

const local = localDays(ZONE);
const gym = gymOf({ members: 150, days: 400 });

function fingerprint(of: DemoGym): string {
  const plain = JSON.stringify(of, (_, value: unknown) => (value instanceof Uint8Array ? [...value] : value));
  return createHash('sha256').update(plain).digest('hex');
}

function visitsByMember(of: DemoGym): Map<string, DemoGym['visits'][number][]> {
  return Map.groupBy(of.visits, ({ memberId }) => memberId);
}

describe('what decides about a gym', () => {
  test('the same seed gives the same gym to the last row', () => {
    expect(fingerprint(gymOf())).toBe(fingerprint(gymOf()));
  });

  test('another seed gives other people in another gym', () => {
    const other = gymOf({ seed: 2 });
    expect(fingerprint(other)).not.toBe(fingerprint(gymOf()));
    expect(other.members.map(({ lastName }) => lastName)).not.toEqual(
      gymOf().members.map(({ lastName }) => lastName),
    );
  });

  test('two gyms of the same seed share no id', () => {
    const ids = (of: DemoGym): string[] =>
      [...of.members, ...of.classes, ...of.bookings, ...of.visits, ...of.readings].map(({ id }) => id);
    const here = new Set(ids(gymOf()));
    expect(ids(gymOf({ gymId: 'other-gym' as GymId })).filter((id) => here.has(id))).toEqual([]);
  });

  test('a machine that asks an hour later tells the same past', () => {
    const earlier = gymOf({ nowMs: NOW_MS - 3_600_000 });
    const later = gymOf();
    const laterVisits = new Map(later.visits.map((visit) => [visit.id, visit]));
    const laterReadings = new Map(later.readings.map((reading) => [reading.id, reading]));
    for (const visit of earlier.visits) expect(laterVisits.get(visit.id)).toEqual(visit);
    for (const reading of earlier.readings) expect(laterReadings.get(reading.id)).toEqual(reading);
    expect(later.visits.length).toBeGreaterThanOrEqual(earlier.visits.length);
    expect(later.members).toEqual(earlier.members);
  });

  test('generating in steps says how far it is and ends with the same gym', () => {
    const steps = demoGymInSteps(request());
    const shares: number[] = [];
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) shares.push(step.value);
    expect(step.value.ok && fingerprint(step.value.value)).toBe(fingerprint(gymOf()));
    expect(shares.length).toBeGreaterThan(30);
    expect(shares).toEqual(shares.toSorted((left, right) => left - right));
    expect(shares[0]).toBeGreaterThanOrEqual(0);
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  });

  test('generating in one go reports its progress', () => {
    const shares: number[] = [];
    generateDemoGym({ ...request(), onProgress: (share) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(30);
  });

  test.each<[string, Partial<DemoGymRequest>]>([
    ['members_out_of_range', { members: 0 }],
    ['members_out_of_range', { members: 20_001 }],
    ['members_out_of_range', { members: 1.5 }],
    ['days_out_of_range', { days: 0 }],
    ['days_out_of_range', { days: 3_651 }],
    ['gym_too_large', { members: 5_000, days: 3_000 }],
    ['seed_out_of_range', { seed: -1 }],
    ['seed_out_of_range', { seed: 2 ** 32 }],
    ['now_out_of_range', { nowMs: Number.NaN }],
    ['now_out_of_range', { nowMs: -1 }],
    ['zone_unknown', { zone: 'Europe/Nowhere' }],
    ['gym_id_empty', { gymId: '' as GymId }],
  ])('a request out of bounds is refused with %s: %o', (code, changes) => {
    expect(generateDemoGym(request(changes))).toMatchObject({ ok: false, code });
  });

  test.each([
    { members: 1, days: 1 },
    { members: 3, days: 7 },
    { members: 12, days: 30 },
  ])('a gym of $members for $days days is a gym too', (size) => {
    const small = gymOf(size);
    expect(small.members).toHaveLength(size.members);
    expect(small.classes.length).toBeGreaterThan(0);
    expect(small.visits.every(({ checkedInAtMs }) => checkedInAtMs <= NOW_MS)).toBe(true);
  });
});

describe('what every row keeps to', () => {
  test('every row belongs to a member, every booking and class visit to a class', () => {
    const members = new Set<string>(gym.members.map(({ id }) => id));
    const classes = new Set<string>(gym.classes.map(({ id }) => id));
    const owned = [
      ...gym.credentials,
      ...gym.straps,
      ...gym.consents,
      ...gym.bookings,
      ...gym.visits,
      ...gym.readings,
      ...gym.goals,
      ...gym.achievements,
    ];
    expect(owned.filter(({ memberId }) => !members.has(memberId))).toEqual([]);
    expect(gym.heartRateSessions.filter(({ session }) => !members.has(session.memberId))).toEqual([]);
    const inClass = [...gym.bookings, ...gym.visits.filter(({ classId }) => classId !== null)];
    expect(inClass.filter(({ classId }) => !classes.has(classId ?? ''))).toEqual([]);
  });

  test('no id, card, strap or number is given twice', () => {
    const lists: string[][] = [
      gym.members.map(({ id }) => id),
      gym.members.map(({ memberNumber }) => memberNumber),
      gym.members.map(({ alias }) => alias),
      gym.credentials.map(({ cardCode }) => cardCode),
      gym.straps.map(({ sensorId }) => sensorId),
      gym.classes.map(({ id }) => id),
      gym.bookings.map(({ id }) => id),
      gym.visits.map(({ id }) => id),
      gym.readings.map(({ id }) => id),
      gym.heartRateSessions.map(({ session }) => session.id),
      gym.goals.map(({ id }) => id),
      gym.achievements.map(({ id }) => id),
    ];
    for (const list of lists) expect(new Set(list).size).toBe(list.length);
  });

  test('nobody checks in twice within the re-entry gap', () => {
    for (const visits of visitsByMember(gym).values()) {
      for (const [index, visit] of visits.slice(1).entries()) {
        expect(visit.checkedInAtMs - visits[index]!.checkedInAtMs).toBeGreaterThanOrEqual(RE_ENTRY_GAP_MS);
      }
    }
  });

  test('the door opens to nobody on a closed day, at night or before joining', () => {
    const closedDates = gym.closures.flatMap(({ from, to }) => (from === to ? [from] : []));
    expect(closedDates).toEqual(['2025-12-25', '2026-01-01']);
    expect(gym.closures).toHaveLength(closedDates.length);
    const joinedAt = new Map(gym.members.map(({ id, joinedAtMs }) => [id, joinedAtMs]));
    for (const { memberId, checkedInAtMs } of gym.visits) {
      expect(closedDates).not.toContain(local.dateOf(checkedInAtMs));
      expect(checkedInAtMs).toBeGreaterThan(joinedAt.get(memberId)!);
      expect(local.minuteOfDay(checkedInAtMs)).toBeGreaterThanOrEqual(6 * 60);
      expect(local.minuteOfDay(checkedInAtMs)).toBeLessThan(22 * 60);
    }
    expect(gym.classes.filter(({ startsAtMs }) => closedDates.includes(local.dateOf(startsAtMs)))).toEqual(
      [],
    );
  });

  test('the door opens to nobody whose membership is frozen, expired or unpaid', () => {
    const lastVisit = new Map(gym.visits.map(({ memberId, checkedInAtMs }) => [memberId, checkedInAtMs]));
    const shut = gym.members.filter(({ membershipStatus }) => membershipStatus !== 'active');
    expect(shut.length).toBeGreaterThan(10);
    for (const { id } of shut) {
      expect(local.dayOf(lastVisit.get(id) ?? 0)).toBeLessThan(local.dayOf(NOW_MS));
    }
    const camila = gym.members[8]!;
    expect(camila.membershipStatus).toBe('frozen');
    expect(local.dayOf(NOW_MS) - local.dayOf(lastVisit.get(camila.id)!)).toBeGreaterThan(24);
  });

  test('no class holds more people than places, and its places taken are its bookings', () => {
    const bookings = Map.groupBy(gym.bookings, ({ classId }) => classId);
    const visits = Map.groupBy(gym.visits, ({ classId }) => classId);
    for (const { id, places, placesTaken } of gym.classes) {
      const holding = (bookings.get(id) ?? []).filter(({ status }) =>
        ['booked', 'attended', 'no_show'].includes(status),
      );
      const attended = holding.filter(({ status }) => status === 'attended').map(({ memberId }) => memberId);
      expect(placesTaken).toBe(holding.length);
      expect(placesTaken).toBeLessThanOrEqual(places);
      expect((visits.get(id) ?? []).map(({ memberId }) => memberId).toSorted()).toEqual(attended.toSorted());
    }
  });

  test('nobody books one class twice, nor before joining, nor in the future', () => {
    const joinedAt = new Map(gym.members.map(({ id, joinedAtMs }) => [id, joinedAtMs]));
    const pairs = gym.bookings.map(({ memberId, classId }) => `${memberId} ${classId}`);
    expect(new Set(pairs).size).toBe(pairs.length);
    for (const { memberId, bookedAtMs } of gym.bookings) {
      expect(bookedAtMs).toBeGreaterThanOrEqual(joinedAt.get(memberId)!);
      expect(bookedAtMs).toBeLessThanOrEqual(NOW_MS);
    }
  });

  test('nobody teaches two classes at once', () => {
    for (const taught of Map.groupBy(gym.classes, ({ instructor }) => instructor).values()) {
      for (const [index, gymClass] of taught.slice(1).entries()) {
        const before = taught[index]!;
        expect(gymClass.startsAtMs).toBeGreaterThanOrEqual(before.startsAtMs + before.durationMin * 60_000);
      }
    }
  });

  test('every reading is of a known metric, plausible and not from the future', () => {
    for (const { metricType, value, recordedAtMs } of gym.readings) {
      expect(findMetric(metricType)?.type).toBe(metricType);
      expect(isPlausible(metricType, value)).toBe(true);
      expect(recordedAtMs).toBeLessThanOrEqual(NOW_MS);
    }
    const kinds = new Set(gym.readings.map(({ metricType }) => metricType));
    for (const metricType of [
      'body_weight',
      'workout_duration',
      'calories_burned',
      'workout_count',
      'average_heart_rate',
      'maximum_heart_rate',
      'effort_points',
      'resting_heart_rate',
      'one_rep_max',
    ]) {
      expect(kinds).toContain(metricType);
    }
  });

  test('lists with a time are in the order of that time', () => {
    const times = [
      gym.classes.map(({ startsAtMs }) => startsAtMs),
      gym.bookings.map(({ bookedAtMs }) => bookedAtMs),
      gym.visits.map(({ checkedInAtMs }) => checkedInAtMs),
      gym.readings.map(({ recordedAtMs }) => recordedAtMs),
      gym.heartRateSessions.map(({ session }) => session.startedAtMs),
      gym.achievements.map(({ achievedAtMs }) => achievedAtMs),
    ];
    for (const list of times) expect(list).toEqual(list.toSorted((left, right) => left - right));
  });

  test('a heart-rate session is worn by the strap’s owner during a visit, and its zones add up', () => {
    const straps = new Map(gym.straps.map(({ memberId, sensorId }) => [memberId, sensorId]));
    const visits = visitsByMember(gym);
    expect(gym.heartRateSessions.length).toBeGreaterThan(500);
    for (const { session, summary } of gym.heartRateSessions) {
      expect(session.sensor).toBe(straps.get(session.memberId));
      expect(session.endedAtMs).toBeLessThanOrEqual(NOW_MS);
      const sinceVisitMs = visits
        .get(session.memberId)!
        .map(({ checkedInAtMs }) => session.startedAtMs - checkedInAtMs);
      expect(sinceVisitMs.some((ms) => ms > 0 && ms < 30 * 60_000)).toBe(true);
      const inZones = summary.secondsPerZone.reduce(
        (total, seconds) => total + seconds,
        summary.secondsBelow,
      );
      if (summary.memberMaximum !== null) expect(inZones).toBe(summary.countedSeconds);
    }
  });

  test('only the latest few sessions of a strap keep their trace', () => {
    for (const sessions of Map.groupBy(gym.heartRateSessions, ({ session }) => session.memberId).values()) {
      const traced = sessions.filter(({ trace }) => trace !== null);
      expect(traced).toEqual(sessions.slice(sessions.length - traced.length));
      expect(traced.length).toBeLessThanOrEqual(7);
      expect(traced.length).toBeGreaterThan(0);
      for (const { session, trace } of traced) {
        expect(session.startedAtMs + trace!.bpm.length * 1_000).toBe(session.endedAtMs);
      }
    }
  });

  test('today’s visits without a strap are left to tonight’s attendance job', () => {
    expect(local.dateOf(gym.attendanceProcessedUntilMs)).toBe('2026-11-22');
    const processed = new Set(gym.readings.map(({ id }) => id.split(':')[0]));
    const today = gym.visits.filter(({ checkedInAtMs }) => checkedInAtMs >= gym.attendanceProcessedUntilMs);
    expect(today.length).toBeGreaterThan(0);
    expect(today.filter(({ id }) => processed.has(id))).toEqual([]);
  });
});

describe('the people of a demo', () => {
  test('the first ten are the cast of the demo controls, whatever the seed', () => {
    for (const seed of [1, 99]) {
      const { members, credentials, straps } = gymOf({ seed });
      for (const [index, person] of DEMO_CAST.entries()) {
        const { id, firstName, memberNumber } = members[index]!;
        const { pin, cardCode, cardTagHex } = credentials[index]!;
        const sensorId = straps.find(({ memberId }) => memberId === id)?.sensorId ?? null;
        expect(person).toMatchObject({ memberNumber, firstName, pin, cardCode, cardTagHex, sensorId });
      }
    }
  });

  test('every standing is there, and most are active', () => {
    const counts = Map.groupBy(gym.members, ({ membershipStatus }) => membershipStatus);
    expect([...counts.keys()].toSorted()).toEqual(['active', 'expired', 'frozen', 'unpaid']);
    expect(counts.get('active')!.length).toBeGreaterThan(0.7 * gym.members.length);
  });

  test('goals are under way, moved, reached and missed', () => {
    expect(new Set(gym.goals.map(({ status }) => status))).toEqual(
      new Set(['active', 'adjusted', 'achieved', 'missed']),
    );
    for (const { startDate, targetDate, startValue, targetValue } of gym.goals) {
      expect(startDate < targetDate).toBe(true);
      expect(targetValue).not.toBe(startValue);
    }
  });

  test('only some let the community see them', () => {
    const granted = gym.consents.filter((consent) => consent.granted).length;
    expect(granted).toBeGreaterThan(0.4 * gym.members.length);
    expect(gym.consents.length).toBeLessThan(gym.members.length);
    expect(granted).toBeLessThan(gym.consents.length);
  });
});
