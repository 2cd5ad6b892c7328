import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDays } from '../../../../../shared/base/local-days.ts';
import {
  decideDeliveries,
  MAX_PER_MESSAGE,
  WEEKLY_CAP,
  type DeliveryInput,
  type WaitingNotification,
} from '../../../../../shared/domain/notifications/decide-deliveries.ts';
import type { NotificationReason } from '../../../../../shared/domain/notifications/notification.ts';
import { quietUntilMs } from '../../../../../shared/domain/notifications/quiet-hours.ts';
import { DAY, LONDON, NOW } from '../gym-fixtures.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const days = localDays(LONDON);
const everythingByMail = (
  ['achievements', 'goals', 'progress', 'class_reminders', 'weekly_summary', 'we_miss_you'] as const
).map((topic) => ({ topic, channel: 'email' as const, enabled: true }));

const achievement = (id: string, changes: Partial<WaitingNotification> = {}): WaitingNotification => ({
  id,
  topic: 'achievements',
  reason: { kind: 'achievement_earned', achievementType: 'visits_total_10', earnedOn: '2026-02-18' },
  subject: id,
  createdAtMs: NOW - HOUR,
  expiresAtMs: NOW + 5 * DAY,
  ...changes,
});

const goal = (kind: 'goal_close' | 'goal_missed' | 'goal_reached' | 'goal_adjusted'): WaitingNotification => {
  const about = { metricType: 'workout_count', targetDate: '2026-03-01' };
  const reason: NotificationReason =
    kind === 'goal_reached'
      ? { kind, metricType: 'workout_count', reachedOn: '2026-02-18' }
      : kind === 'goal_adjusted'
        ? { kind, ...about, why: 'needs_more_time' }
        : { kind, ...about, share: 0.9 };
  return achievement(kind, { topic: 'goals', reason, subject: 'goal/g-1' });
};

const reminder = (id: string, startsAtMs: number): WaitingNotification =>
  achievement(id, {
    topic: 'class_reminders',
    reason: { kind: 'class_reminder', classId: id, className: 'Spin', weekday: 3, minuteOfDay: 1_080 },
    createdAtMs: NOW,
    expiresAtMs: startsAtMs,
  });

const byMail = (changes: Partial<DeliveryInput>): DeliveryInput => ({
  channel: 'email',
  waiting: [],
  notifiedBefore: [],
  preferences: everythingByMail,
  closed: null,
  sentAtMs: [],
  isStillTrue: () => true,
  nowMs: NOW,
  days,
  ...changes,
});

/** What becomes of each, in a word and a code. */
const decided = (input: DeliveryInput): string[] =>
  decideDeliveries(input).map(({ outcome, code }) => `${outcome} ${code}`);

describe('a message that waits for a member', () => {
  it.each<[string, Partial<DeliveryInput>, string[]]>([
    ['is sent', { waiting: [achievement('a')] }, ['send single']],
    [
      'goes together with what waits beside it',
      { waiting: [achievement('a'), achievement('b')] },
      ['send digest', 'send digest'],
    ],
    [
      'is not sent to whoever did not ask for it',
      { waiting: [achievement('a')], preferences: [] },
      ['drop not_opted_in'],
    ],
    [
      'is shown on the screen to whoever said nothing',
      { channel: 'in_app', waiting: [achievement('a')], preferences: [] },
      ['send shown'],
    ],
    [
      'is not shown on the screen to whoever does not want it there',
      {
        channel: 'in_app',
        waiting: [achievement('a')],
        preferences: [{ topic: 'achievements', channel: 'in_app', enabled: false }],
      },
      ['drop not_opted_in'],
    ],
    [
      'is not sent without an address',
      { waiting: [achievement('a')], closed: 'no_address' },
      ['drop no_address'],
    ],
    [
      'is not sent once it is no news',
      { waiting: [achievement('a', { expiresAtMs: NOW })] },
      ['drop expired'],
    ],
    [
      'is not sent once it is no longer so',
      { waiting: [achievement('a')], isStillTrue: () => false },
      ['drop no_longer_true'],
    ],
    [
      'waits for what may come of the same visit',
      { waiting: [achievement('a', { createdAtMs: NOW - MINUTE })] },
      ['hold gathering'],
    ],
    [
      'waits no longer than the first of those it is gathered with',
      {
        waiting: [
          achievement('a', { createdAtMs: NOW - 10 * MINUTE }),
          achievement('b', { createdAtMs: NOW }),
        ],
      },
      ['send digest', 'send digest'],
    ],
    ['does not wait when a class begins', { waiting: [reminder('c', NOW + 2 * HOUR)] }, ['send single']],
    [
      'waits when the week is full',
      { waiting: [achievement('a')], sentAtMs: [1, 2, 3, 4].map((day) => NOW - day * DAY) },
      ['hold weekly_cap'],
    ],
    [
      'is dropped when the week stays full for as long as it is news',
      {
        waiting: [achievement('a', { expiresAtMs: NOW + 2 * DAY })],
        sentAtMs: [1, 2, 3, 4].map((day) => NOW - day * DAY),
      },
      ['drop weekly_cap'],
    ],
    [
      'reminds of a class in a full week too',
      { waiting: [reminder('c', NOW + 2 * HOUR)], sentAtMs: [1, 2, 3, 4].map((day) => NOW - day * DAY) },
      ['send single'],
    ],
    [
      'says only the last chapter of a goal',
      { waiting: [goal('goal_close'), goal('goal_reached')] },
      ['drop superseded', 'send single'],
    ],
    [
      'says nothing more of a goal whose end was told',
      { waiting: [goal('goal_close'), goal('goal_adjusted')], notifiedBefore: [goal('goal_missed')] },
      ['drop superseded', 'drop superseded'],
    ],
    [
      'may say that a goal is close after it was moved',
      { waiting: [goal('goal_close')], notifiedBefore: [goal('goal_adjusted')] },
      ['send single'],
    ],
  ])('%s', (_, input, expected) => {
    expect(decided(byMail(input))).toEqual(expected);
  });

  it('says until when it waits', () => {
    const evening = Date.parse('2026-02-18T21:00:00Z');
    const [atNight] = decideDeliveries(byMail({ waiting: [achievement('a')], nowMs: evening }));
    expect(atNight).toMatchObject({ code: 'quiet_hours', untilMs: Date.parse('2026-02-19T08:00:00Z') });
    const sentAtMs = [1, 2, 3, 4].map((day) => NOW - day * DAY);
    const [full] = decideDeliveries(byMail({ waiting: [achievement('a')], sentAtMs }));
    expect(full).toMatchObject({ code: 'weekly_cap', untilMs: NOW + 3 * DAY });
  });

  it('leaves the oldest out when there are too many for one letter, never a reminder', () => {
    const waiting = [
      ...Array.from({ length: MAX_PER_MESSAGE + 2 }, (_, i) =>
        achievement(`a-${i}`, { createdAtMs: NOW - (i + 1) * HOUR }),
      ),
      reminder('c', NOW + HOUR),
    ];
    const outcomes = decideDeliveries(byMail({ waiting }));
    expect(outcomes.filter(({ outcome }) => outcome === 'send')).toHaveLength(MAX_PER_MESSAGE);
    expect(outcomes.filter(({ code }) => code === 'too_many').map(({ id }) => id)).toEqual([
      `a-${MAX_PER_MESSAGE - 1}`,
      `a-${MAX_PER_MESSAGE}`,
      `a-${MAX_PER_MESSAGE + 1}`,
    ]);
    expect(outcomes.at(-1)).toMatchObject({ id: 'c', outcome: 'send' });
  });
});

const waitingAt = (nowMs: number) =>
  fc
    .uniqueArray(
      fc.record({
        id: fc.string({ minLength: 1, maxLength: 4 }),
        isReminder: fc.boolean(),
        ageMs: fc.integer({ min: 0, max: 3 * DAY }),
        leftMs: fc.integer({ min: -DAY, max: 6 * DAY }),
      }),
      { selector: ({ id }) => id, maxLength: 20 },
    )
    .map((all) =>
      all.map(({ id, isReminder, ageMs, leftMs }) => ({
        ...(isReminder ? reminder(id, nowMs + leftMs) : achievement(id, { expiresAtMs: nowMs + leftMs })),
        createdAtMs: nowMs - ageMs,
      })),
    );

const moment = fc.integer({ min: Date.parse('2025-01-01'), max: Date.parse('2027-01-01') });
const zone = fc.constantFrom(
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Pacific/Chatham',
);

describe('for any member, zone and moment', () => {
  it('nothing is sent in quiet hours, nothing past its time, and each is decided once', () => {
    fc.assert(
      fc.property(
        zone,
        moment.chain((nowMs) => fc.tuple(fc.constant(nowMs), waitingAt(nowMs))),
        fc.array(fc.integer({ min: 0, max: 10 * DAY }), { maxLength: 8 }),
        (name, [nowMs, waiting], agesMs) => {
          const there = localDays(name);
          const minute = there.minuteOfDay(nowMs);
          const isQuiet = minute >= 21 * 60 || minute < 8 * 60;
          const sentAtMs = agesMs.map((ageMs) => nowMs - ageMs);
          const decisions = decideDeliveries(byMail({ waiting, nowMs, days: there, sentAtMs }));
          expect(decisions.map(({ id }) => id)).toEqual(waiting.map(({ id }) => id));
          const lately = sentAtMs.filter((atMs) => atMs > nowMs - 7 * DAY).length;
          decisions.forEach((decision, place) => {
            const { expiresAtMs, topic } = waiting[place]!;
            if (decision.outcome === 'send') {
              expect(isQuiet).toBe(false);
              expect(expiresAtMs).toBeGreaterThan(nowMs);
              if (topic !== 'class_reminders') expect(lately).toBeLessThan(WEEKLY_CAP);
            }
            if (decision.outcome === 'hold') {
              expect(decision.untilMs).toBeGreaterThan(nowMs);
              expect(decision.untilMs).toBeLessThan(expiresAtMs);
            }
          });
        },
      ),
      { numRuns: 500 },
    );
  });

  it('quiet hours end at eight on the gym’s clock, on days of any length', () => {
    fc.assert(
      fc.property(zone, moment, (name, nowMs) => {
        const there = localDays(name);
        const untilMs = quietUntilMs(nowMs, there);
        const minute = there.minuteOfDay(nowMs);
        expect(untilMs !== null).toBe(minute >= 21 * 60 || minute < 8 * 60);
        if (untilMs === null) return;
        expect(there.minuteOfDay(untilMs)).toBe(8 * 60);
        expect(untilMs - nowMs).toBeGreaterThan(0);
        expect(untilMs - nowMs).toBeLessThanOrEqual(12 * HOUR);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['spring forward', '2026-03-28T22:00:00Z', '2026-03-29T07:00:00Z'],
    ['fall back', '2026-10-24T21:00:00Z', '2026-10-25T08:00:00Z'],
  ])('the night in which clocks %s ends at eight too', (_, from, until) => {
    expect(quietUntilMs(Date.parse(from), days)).toBe(Date.parse(until));
  });
});
