import { rmSync } from 'node:fs';
import { learnFromGym } from '../../electron/core/progress/learn-from-gym.ts';
import { reviewRecentMembers } from '../../electron/core/progress/review-members.ts';
import { DAY_MS } from '../../shared/base/clock.ts';
import { DEMO_NOW_MS } from '../support/numbers/demo-gyms.ts';
import { createDemoStore, openGrownStore } from '../support/numbers/grown-store.ts';
import { ms, percentile, type BenchOptions, type BenchTable } from './report.ts';
import { growthExponent } from './timing.ts';

interface Night {
  readonly members: number;
  readonly reviewed: number;
  readonly reviewMs: number;
  /** The longest that the machine could not do anything else. */
  readonly longestStepMs: number;
  readonly againMs: number;
  readonly learnMs: number;
}

/**
 * What a kiosk does when a day begins: conclusions for everybody who came lately, written durably, a
 * second time (when there is nothing left to do), and what it learns from the gym for suggestions.
 */
export async function nightly({ long }: BenchOptions): Promise<BenchTable> {
  const nights: Night[] = [];
  for (const members of long ? [250, 1_000, 3_500] : [100, 300]) {
    const dataDir = await createDemoStore(members);
    try {
      nights.push(night(dataDir, members));
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  }
  const growth = (of: (one: Night) => number): string =>
    `k ${growthExponent(nights.map((one) => [one.members, of(one)])).toFixed(3)}`;
  return {
    title: 'The first minutes of a day, demo gyms of a year and a half',
    note: 'Aim: milliseconds a member, not more with the size of the gym (k of the total at most 1.05).',
    rows: [
      ...nights.map((one) => ({
        name: `${one.members} members`,
        values: {
          reviewed: one.reviewed,
          'all reviews': ms(one.reviewMs),
          'a member': ms(one.reviewMs / one.reviewed),
          'longest step, 99 of 100': ms(one.longestStepMs),
          'again, nothing due': ms(one.againMs),
          'learning for suggestions': ms(one.learnMs),
        },
      })),
      {
        name: 'growth exponent',
        values: {
          'all reviews': growth(({ reviewMs }) => reviewMs),
          'a member': growth(({ reviewMs, reviewed }) => reviewMs / reviewed),
          'again, nothing due': growth(({ againMs }) => againMs),
          'learning for suggestions': growth(({ learnMs }) => learnMs),
        },
      },
    ],
  };
}

function night(dataDir: string, members: number): Night {
  const store = openGrownStore(dataDir);
  // The first night of a gym writes everything it ever earned; any other is like the second.
  for (const _ of reviewRecentMembers(store, DEMO_NOW_MS)) continue;
  const tomorrowMs = DEMO_NOW_MS + DAY_MS;
  const steps: number[] = [];
  let reviewed = 0;
  let stepStart = performance.now();
  const start = stepStart;
  for (const count of reviewRecentMembers(store, tomorrowMs)) {
    reviewed += count;
    steps.push(performance.now() - stepStart);
    stepStart = performance.now();
  }
  const reviewMs = performance.now() - start;
  const againMs = timeOf(() => {
    for (const _ of reviewRecentMembers(store, tomorrowMs)) continue;
  });
  const learnMs = timeOf(() => {
    const steps = learnFromGym(store, tomorrowMs);
    while (steps.next().done !== true) continue;
  });
  store.close();
  return { members, reviewed, reviewMs, longestStepMs: percentile(steps, 0.99), againMs, learnMs };
}

function timeOf(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
