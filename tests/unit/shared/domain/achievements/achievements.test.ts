import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDays } from '../../../../../shared/base/local-days.ts';
import {
  ACHIEVEMENT_RULES,
  findAchievementRule,
} from '../../../../../shared/domain/achievements/achievement-rules.ts';
import {
  achievementId,
  evaluateAchievements,
} from '../../../../../shared/domain/achievements/evaluate-achievements.ts';
import type { AchievementInput } from '../../../../../shared/domain/achievements/evaluate-achievements.ts';
import { wordingFor } from '../../../../../shared/domain/wording/wording-for.ts';
import {
  anyReadings,
  anyVisits,
  DAY,
  gymClass,
  LONDON,
  member,
  NOW,
  reading,
  visitAt,
} from '../gym-fixtures.ts';

const words = wordingFor('en');

function past(changes: Partial<AchievementInput> = {}): AchievementInput {
  return {
    member,
    visits: [],
    classes: [],
    readings: [],
    goalsReachedAtMs: [],
    excusedWeeks: new Set(),
    nowMs: NOW,
    days: localDays(LONDON),
    ...changes,
  };
}

const earned = (input: AchievementInput): readonly string[] =>
  evaluateAchievements(input, words).map(({ achievementType }) => achievementType);

describe('the rules of achievements', () => {
  it('are more than forty, each with a key of its own', () => {
    expect(ACHIEVEMENT_RULES.length).toBeGreaterThanOrEqual(40);
    expect(new Set(ACHIEVEMENT_RULES.map(({ key }) => key)).size).toBe(ACHIEVEMENT_RULES.length);
    expect(findAchievementRule('visits_total_100')).toMatchObject({ family: 'visits_total', threshold: 100 });
    expect(findAchievementRule('sold_soul')).toBeUndefined();
  });
});

describe('achievements', () => {
  it('are dated to the visit that earned them', () => {
    const visits = Array.from({ length: 10 }, (_, i) => visitAt(NOW - (20 - i) * DAY));
    const tenth = evaluateAchievements(past({ visits }), words).find(
      (each) => each.achievementType === 'visits_total_10',
    );
    expect(tenth).toMatchObject({
      id: achievementId(member.id, 'visits_total_10', 'once'),
      achievedAtMs: NOW - 11 * DAY,
      relatedValue: 10,
    });
  });

  it('of a week can be earned again the next week, and only once in each', () => {
    const visits = [0, 1, 2, 3, 4, 7, 8, 9, 10].map((day) =>
      visitAt(Date.parse('2026-02-02T09:00:00Z') + day * DAY),
    );
    const weekly = evaluateAchievements(past({ visits }), words).filter(
      (each) => each.achievementType === 'visits_in_week_4',
    );
    expect(weekly.map(({ id }) => id)).toEqual([
      achievementId(member.id, 'visits_in_week_4', '2026-02-02'),
      achievementId(member.id, 'visits_in_week_4', '2026-02-09'),
    ]);
  });

  it('for streaks forgive weeks the gym was closed', () => {
    const weeks = [0, 1, 3, 4].map((week) => visitAt(NOW - (5 - week) * 7 * DAY));
    const closed = new Set([localDays(LONDON).weekOf(NOW - 21 * DAY)]);
    expect(earned(past({ visits: weeks }))).not.toContain('streak_weeks_4');
    expect(earned(past({ visits: weeks, excusedWeeks: closed }))).toContain('streak_weeks_4');
  });

  it('welcome a member back after six weeks', () => {
    const visits = [visitAt(NOW - 60 * DAY), visitAt(NOW - DAY)];
    expect(earned(past({ visits }))).toContain('comeback_6');
    expect(earned(past({ visits: [visitAt(NOW - 30 * DAY), visitAt(NOW - DAY)] }))).not.toContain(
      'comeback_6',
    );
  });

  it('celebrate the anniversary on the first visit from that day on', () => {
    const anniversary = '2026-01-08';
    const before = visitAt('2026-01-07T10:00:00Z');
    const after = visitAt(`${anniversary}T10:00:00Z`);
    const first = evaluateAchievements(past({ visits: [before, after] }), words).find(
      (each) => each.achievementType === 'member_years_2',
    );
    expect(first?.achievedAtMs).toBe(after.checkedInAtMs);
  });

  it('count kinds of class, early visits and the first days of January', () => {
    const classes = ['spin', 'yoga', 'hiit'].map((classType, i) =>
      gymClass(`c${i}`, NOW - (i + 1) * DAY, { classType }),
    );
    const visits = [
      ...classes.map((each, i) => visitAt(NOW - (i + 1) * DAY, each.id)),
      ...Array.from({ length: 10 }, (_, i) => visitAt(Date.parse('2026-01-05T06:30:00Z') + i * DAY)),
    ];
    expect(earned(past({ visits, classes }))).toEqual(
      expect.arrayContaining([
        'class_types_3',
        'classes_total_1',
        'early_visits_10',
        'new_year_1',
        'weekdays_covered_7',
      ]),
    );
  });

  it('call a lift a record only when it beats at least four before it', () => {
    const lifts = [60, 62, 61, 63].map((kg, i) => reading('one_rep_max', NOW - (9 - i) * DAY, kg));
    expect(earned(past({ readings: lifts }))).not.toContain('personal_record_one_rep_max');
    const best = [...lifts, reading('one_rep_max', NOW - DAY, 66)];
    const record = evaluateAchievements(past({ readings: best }), words).find(
      (each) => each.achievementType === 'personal_record_one_rep_max',
    );
    expect(record?.relatedValue).toBe(66);
  });

  it('are the same however often, in whatever order and with whatever repeats they are worked out', () => {
    fc.assert(
      fc.property(anyVisits, anyReadings, (visits, readings) => {
        const once = evaluateAchievements(past({ visits, readings }), words);
        const again = evaluateAchievements(
          past({
            visits: [...visits.toReversed(), ...visits],
            readings: [...readings, ...readings].toReversed(),
          }),
          words,
        );
        expect(again).toEqual(once);
        expect(new Set(once.map(({ id }) => id)).size).toBe(once.length);
      }),
      { numRuns: 10_000 },
    );
  });

  it('are never taken away by visits that come later', () => {
    fc.assert(
      fc.property(anyVisits, anyVisits, (visits, later) => {
        const before = new Set(evaluateAchievements(past({ visits }), words).map(({ id }) => id));
        const after = new Set(
          evaluateAchievements(
            past({
              visits: [
                ...visits,
                ...later.filter((each) => visits.every((old) => old.checkedInAtMs < each.checkedInAtMs)),
              ],
            }),
            words,
          ).map(({ id }) => id),
        );
        for (const id of before) expect(after.has(id)).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });
});
