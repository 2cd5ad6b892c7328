import { describe, expect, it } from 'vitest';
import { dayOfDate } from '../../../../../shared/base/calendar-days.ts';
import { achievementFinding } from '../../../../../shared/domain/achievements/achievement-finding.ts';
import { ACHIEVEMENT_RULES } from '../../../../../shared/domain/achievements/achievement-rules.ts';
import type { InsightFinding } from '../../../../../shared/domain/insights/insight.ts';
import { findMetric, METRICS } from '../../../../../shared/domain/metrics/metric-registry.ts';
import { createFormats } from '../../../../../shared/domain/wording/formats.ts';
import { LANGUAGES } from '../../../../../shared/domain/wording/languages.ts';
import { phraseOf } from '../../../../../shared/domain/wording/phrases.ts';
import { wordingFor } from '../../../../../shared/domain/wording/wording-for.ts';

const metric = findMetric('body_weight')!;
const day = (date: string): number => dayOfDate(date) ?? Number.NaN;

const insights: readonly InsightFinding[] = [
  { kind: 'welcome_back', weeks: 5 },
  { kind: 'more_often', before: 1.2, now: 3.1, weeks: 4 },
  { kind: 'less_often', before: 3.1, now: 1.2, weeks: 4 },
  { kind: 'streak_step', next: 8, week: 'this' },
  { kind: 'streak_step', next: 8, week: 'next' },
  { kind: 'big_week', points: 612.4, usual: 400 },
  { kind: 'load_jump', times: 1.74 },
  { kind: 'unusual_reading', metric, value: 68, low: 79, high: 83 },
  { kind: 'personal_record', metric, value: 92.5 },
  { kind: 'goal_near', metric, share: 0.83 },
  { kind: 'goal_behind', metric },
  { kind: 'plateau', metric, weeks: 4 },
  { kind: 'good_trend', metric, change: -1.24, weeks: 4 },
  { kind: 'faster_recovery', change: 5, weeks: 8 },
  { kind: 'lower_resting_rate', change: 1, weeks: 8 },
  { kind: 'best_weekday', weekday: 6, points: 180, others: 120 },
  { kind: 'new_time', from: 1_080, to: 420 },
  { kind: 'tried_new', className: 'Yoga' },
];

describe('a unit that is a word', () => {
  const streak = findMetric('attendance_streak')!;
  const reached = {
    kind: 'achieved',
    metric: streak,
    day: day('2026-02-17'),
    today: day('2026-02-18'),
  } as const;
  it.each([
    ['en', 1, 'Reached on 17 February with 1\u00a0week.'],
    ['en', 2, 'Reached on 17 February with 2\u00a0weeks.'],
    ['de', 1, 'Am 17. Februar mit 1\u00a0Woche erreicht.'],
    ['de', 2, 'Am 17. Februar mit 2\u00a0Wochen erreicht.'],
    ['es', 1, 'Alcanzado el 17 de febrero con 1\u00a0semana.'],
    ['es', 2, 'Alcanzado el 17 de febrero con 2\u00a0semanas.'],
  ] as const)('in %s is one for %i', (language, value, sentence) => {
    expect(phraseOf(wordingFor(language).goalOutlook, { ...reached, value })).toBe(sentence);
  });

  it('has one form for one and one for many wherever one is made, in every language', () => {
    for (const language of LANGUAGES) {
      for (const unit of new Set(METRICS.map((one) => one.unit))) {
        const { quantity } = createFormats(language);
        const [one, many] = [quantity(1, unit, 0), quantity(2, unit, 0)].map(
          (text) => text.split('\u00a0')[1],
        );
        expect(one === many, `${language} ${unit}`).toBe(
          !['workouts', 'points', 'units', 'weeks'].includes(unit),
        );
      }
    }
  });

  it('is the reader’s own in both ends of a range', () => {
    const finding = { kind: 'unusual_reading', metric, value: 68, low: 79, high: 83 } as const;
    expect(phraseOf(wordingFor('en', 'lb').insight, finding)).toContain(
      '149.9\u00a0lb is unusual for you (expected 174.2 to 183.0)',
    );
  });
});

describe.each(LANGUAGES)('the words in %s', (language) => {
  const words = wordingFor(language);

  it('say every insight and achievement without a gap', () => {
    const said = [
      ...insights.map((insight) => phraseOf(words.insight, insight)),
      ...ACHIEVEMENT_RULES.map((rule) => phraseOf(words.achievement, achievementFinding(rule))),
    ];
    for (const sentence of said) {
      expect(sentence.length).toBeGreaterThan(3);
      expect(sentence).not.toMatch(/undefined|NaN|null|\[object/);
    }
    expect(new Set(said).size).toBe(said.length);
  });

  it('name every metric', () => {
    for (const each of METRICS) expect(words.metricTitle(each).length).toBeGreaterThan(2);
  });

  it('tell one from many', () => {
    const one = phraseOf(words.attendance, { kind: 'new', visits: 1 });
    expect(one).not.toBe(phraseOf(words.attendance, { kind: 'new', visits: 2 }).replace('2', '1'));
  });
});

describe('the words of a language', () => {
  it('translate every metric title', () => {
    const english = wordingFor('en');
    for (const language of ['de', 'es'] as const) {
      const same = METRICS.filter(
        (each) => wordingFor(language).metricTitle(each) === english.metricTitle(each),
      );
      // "Workouts" is German too.
      expect(same.map(({ type }) => type)).toEqual(language === 'de' ? ['workout_count'] : []);
    }
  });

  it('describe when a member comes', () => {
    const habits = {
      kind: 'regular',
      times: [{ weekdays: [1, 4], minuteOfDay: 1_080, strength: 0.8 }],
      visitsPerWeek: 2,
    } as const;
    expect(phraseOf(wordingFor('en').attendance, habits)).toBe(
      'You usually come on Mondays and Thursdays around 18:00.',
    );
    expect(phraseOf(wordingFor('de').attendance, habits)).toBe(
      'Du kommst meist montags und donnerstags gegen 18:00 Uhr.',
    );
    expect(phraseOf(wordingFor('es').attendance, habits)).toBe(
      'Sueles venir los lunes y los jueves sobre las 18:00.',
    );
  });

  it('write numbers, dates and weights as the reader does', () => {
    const formats = createFormats('de');
    expect(formats.quantity(-1.24, 'kg', 1, true)).toBe('−1,2\u00a0kg');
    expect(createFormats('en', 'lb').quantity(81.646_626_6, 'kg', 1)).toBe('180.0\u00a0lb');
    expect(createFormats('en').quantity(0.2, 'kg', 1, true)).toBe('+0.2\u00a0kg');
    expect(createFormats('en').dateOf(day('2026-05-03'), day('2026-02-18'))).toBe('3 May');
    expect(createFormats('en').dateOf(day('2027-05-03'), day('2026-02-18'))).toBe('3 May 2027');
    expect(createFormats('en').timeOfDay(5)).toBe('00:05');
  });

  it('say no tenth of what is only about a number, unless it is a small one', () => {
    const { about } = createFormats('en');
    expect([2.5, 3.04, 9.97, 65.4, 471.6].map(about)).toEqual(['2.5', '3', '10', '65', '472']);
  });

  it('never sign a change that rounds to nothing', () => {
    expect(createFormats('en').quantity(0.01, 'kg', 1, true)).toBe('0.0\u00a0kg');
    expect(createFormats('en').quantity(-0.01, 'kg', 1, true)).toBe('0.0\u00a0kg');
  });
});
