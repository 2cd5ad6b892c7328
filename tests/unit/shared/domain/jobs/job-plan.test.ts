import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../../shared/base/clock.ts';
import { localDays } from '../../../../../shared/base/local-days.ts';
import {
  afterFailure,
  afterInterruption,
  afterRequest,
  afterStart,
  afterSuccess,
  dueRun,
  firstStanding,
  MAX_ATTEMPTS,
  MAX_CAUGHT_UP,
  nextRunMs,
  type JobPlan,
  type JobStanding,
} from '../../../../../shared/domain/jobs/job-plan.ts';

const days = localDays('Europe/Berlin');
/** Wednesday. */
const NOON = Date.parse('2026-02-18T12:00:00Z');
const nightly: JobPlan = {
  schedule: { kind: 'daily', minuteOfDay: 120 },
  catchUp: 'once',
  starts: 'when_due',
};
const weekly: JobPlan = {
  schedule: { kind: 'weekly', weekday: 1, minuteOfDay: 180 },
  catchUp: 'each',
  starts: 'when_due',
};
const fresh = (plan: JobPlan): JobStanding => firstStanding(plan, NOON, days);
const due = (plan: JobPlan, standing: JobStanding, atMs: number) => dueRun(plan, standing, atMs, days);

describe('a job that is new on a machine', () => {
  it('waits until it is due, or starts at once where it says so', () => {
    expect(due(nightly, fresh(nightly), NOON)).toBeNull();
    const eager: JobPlan = { ...nightly, starts: 'at_once' };
    expect(due(eager, fresh(eager), NOON)?.dueMs).toEqual([Date.parse('2026-02-18T01:00:00Z')]);
  });
});

describe('a machine that was off', () => {
  it('does last night once, however many nights it missed', () => {
    const run = due(nightly, fresh(nightly), NOON + 30 * DAY_MS);
    expect(run).toEqual({ dueMs: [Date.parse('2026-03-20T01:00:00Z')], trigger: 'catch_up' });
    expect(due(nightly, afterSuccess(run!), NOON + 30 * DAY_MS)).toBeNull();
  });

  it('does each missed week, oldest first, and no more than half a year of them', () => {
    const run = due(weekly, fresh(weekly), NOON + 21 * DAY_MS);
    expect(run?.dueMs.map((ms) => new Date(ms).toISOString())).toEqual([
      '2026-02-23T02:00:00.000Z',
      '2026-03-02T02:00:00.000Z',
      '2026-03-09T02:00:00.000Z',
    ]);
    expect(due(weekly, fresh(weekly), NOON + 700 * DAY_MS)?.dueMs).toHaveLength(MAX_CAUGHT_UP);
  });
});

describe('a job that fails', () => {
  it('is tried again after longer and longer pauses, then waits for its next night', () => {
    let standing = fresh(nightly);
    let nowMs = Date.parse('2026-02-19T01:00:00Z');
    const pausesMin: number[] = [];
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      expect(due(nightly, standing, nowMs)?.trigger).toBe(attempt === 1 ? 'schedule' : 'retry');
      standing = afterFailure(nightly, afterStart(standing), nowMs, days);
      const againMs = nextRunMs(nightly, standing, nowMs, days);
      expect(due(nightly, standing, againMs - 1)).toBeNull();
      pausesMin.push((againMs - nowMs) / MINUTE_MS);
      nowMs = againMs;
    }
    expect(pausesMin.slice(0, 4)).toEqual([1, 5, 15, 60]);
    expect(new Date(nowMs).toISOString()).toBe('2026-02-20T01:00:00.000Z');
    expect(due(nightly, standing, nowMs)?.trigger).toBe('schedule');
  });

  it('loses no week over it', () => {
    let standing = fresh(weekly);
    const mondayMs = Date.parse('2026-02-23T02:00:00Z');
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1)
      standing = afterFailure(weekly, afterStart(standing), mondayMs, days);
    expect(due(weekly, standing, mondayMs + 7 * DAY_MS)?.dueMs).toEqual([mondayMs, mondayMs + 7 * DAY_MS]);
  });

  it('is tried at once when somebody asks for it', () => {
    const nowMs = NOON + DAY_MS;
    const failed = afterFailure(nightly, afterStart(fresh(nightly)), nowMs, days);
    expect(due(nightly, failed, nowMs)).toBeNull();
    expect(due(nightly, afterRequest(failed, nowMs), nowMs)?.trigger).toBe('staff');
  });
});

describe('a job whose machine ended in the middle', () => {
  it('is begun again at once, and like one that fails when that happens again and again', () => {
    const nowMs = NOON + DAY_MS;
    const once = afterInterruption(nightly, afterStart(fresh(nightly)), nowMs, days);
    expect(due(nightly, once, nowMs)?.trigger).toBe('retry');
    const twice = afterInterruption(nightly, afterStart(once), nowMs, days);
    expect(due(nightly, twice, nowMs)).toBeNull();
    expect(due(nightly, twice, nowMs + 5 * MINUTE_MS)).not.toBeNull();
  });
});

describe('a job that somebody asked for', () => {
  it('runs once though nothing is due, and is due again when it would have been', () => {
    const asked = afterRequest(fresh(nightly), NOON);
    const run = due(nightly, asked, NOON);
    expect(run).toEqual({ dueMs: [Date.parse('2026-02-18T01:00:00Z')], trigger: 'staff' });
    const done = afterSuccess(run!);
    expect(due(nightly, done, NOON)).toBeNull();
    expect(nextRunMs(nightly, done, NOON, days)).toBe(Date.parse('2026-02-19T01:00:00Z'));
  });
});

describe('a clock that was wrong', () => {
  it('by years does not keep the jobs waiting for years once it is right', () => {
    const ahead = {
      ...fresh(nightly),
      coveredUntilMs: NOON + 4_000 * DAY_MS,
      retryAtMs: NOON + 4_000 * DAY_MS,
    };
    expect(due(nightly, { ...ahead, retryAtMs: null }, NOON)).not.toBeNull();
    const againMs = nextRunMs(nightly, ahead, NOON, days);
    expect(againMs).toBeLessThanOrEqual(NOON + DAY_MS);
    const done = afterSuccess(due(nightly, { ...ahead, retryAtMs: null }, NOON)!);
    expect(nextRunMs(nightly, done, NOON, days)).toBe(Date.parse('2026-02-19T01:00:00Z'));
  });

  it('by seconds does not do a night twice', () => {
    const dueMs = Date.parse('2026-02-19T01:00:00Z');
    const done = { ...fresh(nightly), coveredUntilMs: dueMs };
    expect(due(nightly, done, dueMs - 1_000)).toBeNull();
    expect(due(nightly, done, dueMs)).toBeNull();
  });
});

it('whatever goes wrong in whatever order, every night is done once or waits for another attempt', () => {
  const events = fc.array(
    fc.record({
      passMs: fc.integer({ min: 0, max: 3 * DAY_MS }),
      outcome: fc.constantFrom('succeeded', 'failed', 'interrupted', 'asked'),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(events, fc.constantFrom(nightly, weekly), (happenings, plan) => {
      let standing = fresh(plan);
      let nowMs = NOON;
      const done: number[] = [];
      for (const { passMs, outcome } of happenings) {
        nowMs += passMs;
        if (outcome === 'asked') standing = afterRequest(standing, nowMs);
        const run = due(plan, standing, nowMs);
        const nextMs = nextRunMs(plan, standing, nowMs, days);
        expect(run === null).toBe(nextMs > nowMs);
        if (run === null) continue;
        const wasAsked = standing.requestedAtMs !== null;
        standing = afterStart(standing);
        if (outcome === 'failed') standing = afterFailure(plan, standing, nowMs, days);
        else if (outcome === 'interrupted') standing = afterInterruption(plan, standing, nowMs, days);
        else {
          standing = afterSuccess(run);
          if (!wasAsked) done.push(...run.dueMs);
        }
        expect(standing.attempts).toBeLessThanOrEqual(MAX_ATTEMPTS);
        expect(nextRunMs(plan, standing, nowMs, days)).toBeLessThanOrEqual(nowMs + 7 * DAY_MS + HOUR_MS);
      }
      expect(done).toEqual([...new Set(done)].toSorted((left, right) => left - right));
    }),
    { numRuns: 300 },
  );
});
