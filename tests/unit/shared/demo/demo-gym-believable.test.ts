import { describe, expect, test } from 'vitest';
import { weekdayOfDay } from '../../../../shared/base/calendar-days.ts';
import { localDays } from '../../../../shared/base/local-days.ts';
import type { DemoGym } from '../../../../shared/demo/demo-gym.ts';
import { gymOf, NOW_MS, ZONE } from './sample-gym.ts';

const local = localDays(ZONE);
const gym = gymOf({ members: 250, days: 540 });
const firstDay = local.dayOf(NOW_MS) - 540;

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)]!;
}

function visitsBetween(from: string, to: string): number {
  return gym.visits.filter(({ checkedInAtMs }) => {
    const date = local.dateOf(checkedInAtMs);
    return date >= from && date <= to;
  }).length;
}

function shareInClasses(of: DemoGym): number {
  return of.visits.filter(({ classId }) => classId !== null).length / of.visits.length;
}

describe('when people come', () => {
  test('the median active member comes one and a half to three times a week', () => {
    const visits = Map.groupBy(gym.visits, ({ memberId }) => memberId);
    const perWeek = gym.members
      .filter(({ membershipStatus }) => membershipStatus === 'active')
      .map(({ id, joinedAtMs }) => {
        const weeks = (local.dayOf(NOW_MS) - Math.max(firstDay, local.dayOf(joinedAtMs))) / 7;
        return (visits.get(id)?.length ?? 0) / weeks;
      });
    expect(median(perWeek)).toBeGreaterThan(1.5);
    expect(median(perWeek)).toBeLessThan(3);
    expect(Math.max(...perWeek)).toBeLessThan(6.5);
  });

  test('the busiest hour begins between 16 and 20 h', () => {
    const hours = Map.groupBy(gym.visits, ({ checkedInAtMs }) =>
      Math.floor(local.minuteOfDay(checkedInAtMs) / 60),
    );
    const [busiest] = [...hours].toSorted(([, left], [, right]) => right.length - left.length)[0]!;
    expect(busiest).toBeGreaterThanOrEqual(16);
    expect(busiest).toBeLessThan(20);
  });

  test('Monday is fuller than Friday, and a working day than a Sunday', () => {
    const on = (weekday: number): number =>
      gym.visits.filter(({ checkedInAtMs }) => weekdayOfDay(local.dayOf(checkedInAtMs)) === weekday).length;
    expect(on(1)).toBeGreaterThan(1.15 * on(5));
    expect(on(3)).toBeGreaterThan(1.2 * on(7));
  });

  test('January is the fullest month of the winter, and July is thinner than May', () => {
    const january = visitsBetween('2026-01-05', '2026-01-31') / 27;
    const november = visitsBetween('2025-11-05', '2025-11-30') / 26;
    const may = visitsBetween('2026-05-01', '2026-05-31') / 31;
    const july = visitsBetween('2026-07-10', '2026-08-09') / 31;
    const betweenTheYears = visitsBetween('2025-12-24', '2025-12-31') / 7;
    expect(january).toBeGreaterThan(1.15 * november);
    expect(july).toBeLessThan(0.9 * may);
    expect(betweenTheYears).toBeLessThan(0.8 * november);
  });

  test('people keep to days of their own: a member’s favourite weekday is far from an even share', () => {
    const shares = [...Map.groupBy(gym.visits, ({ memberId }) => memberId).values()]
      .filter((visits) => visits.length >= 60)
      .map((visits) => {
        const days = Map.groupBy(visits, ({ checkedInAtMs }) => weekdayOfDay(local.dayOf(checkedInAtMs)));
        return Math.max(...[...days.values()].map((list) => list.length)) / visits.length;
      });
    expect(shares.length).toBeGreaterThan(80);
    expect(median(shares)).toBeGreaterThan(0.22);
    expect(median(shares)).toBeLessThan(0.5);
  });

  test('people join all through the period and leave all through it', () => {
    const newcomers = gym.members.filter(({ joinedAtMs }) => local.dayOf(joinedAtMs) >= firstDay);
    const left = gym.members.filter(({ membershipStatus }) => membershipStatus === 'expired');
    const lastVisits = new Map(gym.visits.map(({ memberId, checkedInAtMs }) => [memberId, checkedInAtMs]));
    const ends = left.flatMap(({ id }) => lastVisits.get(id) ?? []);
    expect(newcomers.length).toBeGreaterThan(50);
    expect(left.length).toBeGreaterThan(15);
    expect(local.dayOf(Math.max(...ends)) - local.dayOf(Math.min(...ends))).toBeGreaterThan(200);
  });
});

describe('what people choose', () => {
  test('a good third of visits go to a class, and every kind of class has its people', () => {
    expect(shareInClasses(gym)).toBeGreaterThan(0.3);
    expect(shareInClasses(gym)).toBeLessThan(0.6);
    const types = new Map(gym.classes.map(({ id, classType }) => [id, classType]));
    const chosen = Map.groupBy(
      gym.visits.filter(({ classId }) => classId !== null),
      ({ classId }) => types.get(classId!),
    );
    expect(chosen.size).toBe(9);
    for (const visits of chosen.values()) expect(visits.length).toBeGreaterThan(50);
  });

  test('some book and stay away, some cancel, and full classes have a waiting list', () => {
    const counts = Map.groupBy(gym.bookings, ({ status }) => status);
    const share = (status: DemoGym['bookings'][number]['status']): number =>
      (counts.get(status)?.length ?? 0) / gym.bookings.length;
    expect(share('no_show')).toBeGreaterThan(0.02);
    expect(share('no_show')).toBeLessThan(0.1);
    expect(share('cancelled')).toBeGreaterThan(0.04);
    expect(share('cancelled')).toBeLessThan(0.15);
    expect(share('waitlisted')).toBeGreaterThan(0);
    const held = gym.classes.filter(({ startsAtMs }) => startsAtMs < NOW_MS);
    const full = held.filter(({ places, placesTaken }) => places === placesTaken);
    expect(full.length / held.length).toBeGreaterThan(0.01);
    expect(full.length / held.length).toBeLessThan(0.3);
  });

  test('some pairs of members meet in class far more often than their shares of it would have it', () => {
    const attending = Map.groupBy(
      gym.visits.filter(({ classId }) => classId !== null),
      ({ classId }) => classId,
    );
    const classesOf = new Map<string, number>();
    const together = new Map<string, number>();
    for (const visits of attending.values()) {
      const ids = visits.map(({ memberId }) => memberId).toSorted();
      for (const [index, one] of ids.entries()) {
        classesOf.set(one, (classesOf.get(one) ?? 0) + 1);
        for (const other of ids.slice(index + 1))
          together.set(`${one} ${other}`, (together.get(`${one} ${other}`) ?? 0) + 1);
      }
    }
    const close = [...together].filter(([pair, times]) => {
      const [one, other] = pair.split(' ').map((id) => classesOf.get(id)!);
      return times >= 12 && times > 0.4 * Math.min(one!, other!);
    });
    expect(close.length).toBeGreaterThan(5);
  });

  test('the coming two weeks have a timetable with bookings, more for tomorrow than for next week', () => {
    const ahead = gym.classes.filter(({ startsAtMs }) => startsAtMs > NOW_MS);
    const inDays = (from: number, to: number): number =>
      ahead
        .filter(
          ({ startsAtMs }) =>
            startsAtMs >= NOW_MS + from * 86_400_000 && startsAtMs < NOW_MS + to * 86_400_000,
        )
        .reduce((taken, { placesTaken }) => taken + placesTaken, 0);
    expect(local.dateOf(ahead.at(-1)!.startsAtMs)).toBe('2026-12-06');
    expect(ahead.length).toBeGreaterThan(40);
    expect(inDays(0, 2)).toBeGreaterThan(inDays(7, 9));
    expect(inDays(0, 2)).toBeGreaterThan(5);
  });
});

describe('what training does', () => {
  const weightsOf = Map.groupBy(
    gym.readings.filter(({ metricType }) => metricType === 'body_weight'),
    ({ memberId }) => memberId,
  );
  const changes = [...weightsOf.values()]
    .filter((readings) => readings.length >= 40)
    .map((readings) => {
      const mean = (part: typeof readings): number =>
        part.reduce((sum, { value }) => sum + value, 0) / part.length;
      return mean(readings.slice(-8)) / mean(readings.slice(0, 8)) - 1;
    });

  test('some lose weight, some gain it and some stay as they are', () => {
    expect(changes.length).toBeGreaterThan(60);
    expect(changes.filter((change) => change < -0.05).length).toBeGreaterThan(8);
    expect(changes.filter((change) => change > 0.02).length).toBeGreaterThan(5);
    expect(changes.filter((change) => Math.abs(change) < 0.02).length).toBeGreaterThan(15);
    expect(Math.min(...changes)).toBeGreaterThan(-0.2);
    expect(Math.max(...changes)).toBeLessThan(0.2);
  });

  test('Mara loses weight, Tomas gains some and lifts more, and Leo has just begun', () => {
    const [mara, tomas] = gym.members;
    const leo = gym.members[7]!;
    const of = (memberId: string, metricType: string): number[] =>
      gym.readings
        .filter((reading) => reading.memberId === memberId && reading.metricType === metricType)
        .map(({ value }) => value);
    expect(median(of(mara!.id, 'body_weight').slice(-10))).toBeLessThan(
      median(of(mara!.id, 'body_weight').slice(0, 10)) - 3,
    );
    expect(median(of(tomas!.id, 'body_weight').slice(-8))).toBeGreaterThan(
      median(of(tomas!.id, 'body_weight').slice(0, 8)) + 1,
    );
    expect(median(of(tomas!.id, 'one_rep_max').slice(-5))).toBeGreaterThan(
      median(of(tomas!.id, 'one_rep_max').slice(0, 5)),
    );
    expect(local.dayOf(NOW_MS) - local.dayOf(leo.joinedAtMs)).toBe(45);
    expect(of(leo.id, 'workout_count').length).toBeGreaterThan(8);
  });

  test('interval classes drive the heart harder than yoga', () => {
    const types = new Map(gym.classes.map(({ id, classType }) => [id, classType]));
    const visitAt = new Map(
      gym.visits.map(({ memberId, checkedInAtMs, classId }) => [
        `${memberId} ${local.dateOf(checkedInAtMs)}`,
        classId,
      ]),
    );
    const averages = (classType: string): number[] =>
      gym.heartRateSessions.flatMap(({ session, summary }) => {
        const classId = visitAt.get(`${session.memberId} ${local.dateOf(session.startedAtMs)}`);
        const isOfType = classId !== null && classId !== undefined && types.get(classId) === classType;
        return isOfType && summary.averageBpm !== null ? [summary.averageBpm] : [];
      });
    expect(median(averages('hiit'))).toBeGreaterThan(median(averages('yoga')) + 25);
    expect(median(averages('hiit'))).toBeLessThan(175);
    expect(median(averages('yoga'))).toBeGreaterThan(75);
  });
});

describe('across the change of clocks', () => {
  test('classes begin at the same time of the wall clock before and after it', () => {
    const monday = (date: string): number[] =>
      gym.classes
        .filter(({ startsAtMs }) => local.dateOf(startsAtMs) === date)
        .map(({ startsAtMs }) => local.minuteOfDay(startsAtMs));
    // Clocks in Berlin changed on 29 March and 25 October 2026.
    expect(monday('2026-03-30')).toEqual(monday('2026-03-23'));
    expect(monday('2026-10-26')).toEqual(monday('2026-10-19'));
    expect(monday('2026-10-26').length).toBeGreaterThan(2);
  });

  test.each(['Australia/Lord_Howe', 'America/Havana', 'Pacific/Apia', 'Asia/Kolkata'])(
    'a gym in %s opens and closes by its own clock',
    (zone) => {
      const away = gymOf({ zone, members: 40, days: 400 });
      const there = localDays(zone);
      expect(away.visits.length).toBeGreaterThan(1_000);
      for (const { checkedInAtMs } of away.visits) {
        expect(there.minuteOfDay(checkedInAtMs)).toBeGreaterThanOrEqual(6 * 60);
        expect(there.minuteOfDay(checkedInAtMs)).toBeLessThan(22 * 60);
      }
    },
  );
});
