import { describe, expect, it } from 'vitest';
import { pageAfterPhase, screenOf } from '../../../../renderer/app/member-pages.ts';
import { sampleCounts, sampleHistory } from '../../../../renderer/preview/sample-history.ts';
import { signalBars, strapsInOrder } from '../../../../renderer/screens/heart-rate/strap-order.ts';
import { caloriesWords } from '../../../../renderer/screens/heart-rate/wording.ts';
import type { NoCaloriesReason } from '../../../../shared/domain/energy/calories.ts';
import { tracePath, traceScale } from '../../../../renderer/screens/heart-rate/trace-path.ts';
import { speak } from '../../../../renderer/i18n/translate.ts';
import { words } from '../../../../shared/domain/wording/en/page/words.ts';
import { chartContent } from '../../../../renderer/screens/progress/chart-content.ts';

const NOW_MS = Date.parse('2026-03-10T09:02:00Z');

const NO_WEIGH_IN = { phase: 'none', offer: null } as const;

speak({ language: 'en', words });

describe('pages of a member', () => {
  it('follow a freshly paired strap to its numbers', () => {
    expect(pageAfterPhase('pairing', 'live', { name: 'dashboard' })).toEqual({ name: 'live' });
  });

  it('stay where the member is when a workout from before is found running', () => {
    const progress = { name: 'progress', metricType: 'effort_points' } as const;
    expect(pageAfterPhase('none', 'live', progress)).toBe(progress);
  });

  it('leave the live numbers when there are none any more', () => {
    expect(pageAfterPhase('live', 'none', { name: 'live' })).toEqual({ name: 'dashboard' });
    expect(screenOf('none', { name: 'live' }, NO_WEIGH_IN)).toEqual({ name: 'dashboard' });
  });

  it('give way to pairing and to a summary, whatever was open', () => {
    expect(screenOf('summary', { name: 'live' }, NO_WEIGH_IN)).toEqual({ name: 'summary' });
    expect(screenOf('pairing', { name: 'dashboard' }, NO_WEIGH_IN)).toEqual({ name: 'pairing' });
  });
});

describe('straps that are heard', () => {
  it('come with the member’s own first and otherwise stay as they are', () => {
    const straps = [
      { id: 1, is_mine: false },
      { id: 2, is_mine: true },
      { id: 3, is_mine: false },
    ];
    expect(strapsInOrder(straps).map((strap) => strap.id)).toEqual([2, 1, 3]);
  });

  it('have at least one bar, and four at the kiosk', () => {
    expect([-120, -90, -75, -65, -40].map(signalBars)).toEqual([1, 1, 2, 3, 4]);
  });
});

describe('the trace of the last minutes', () => {
  const size = { width: 100, height: 50 };

  it('ends at the right edge and breaks where nothing was heard', () => {
    const bpm = [100, 110, 0, 120];
    expect(tracePath(bpm, { lowBpm: 100, highBpm: 150 }, 11, size)).toBe('M70.0 50.0L80.0 40.0M100.0 30.0');
  });

  it('does not make mountains of a calm heart', () => {
    const scale = traceScale([70, 71, 70, 0])!;
    expect(scale.highBpm - scale.lowBpm).toBeGreaterThanOrEqual(40);
  });

  it('has no scale before the first beat', () => {
    expect(traceScale([0, 0])).toBeNull();
  });
});

describe('what a history draws', () => {
  it('leaves out goals that are reached or missed', () => {
    const history = sampleHistory(NOW_MS, 'year');
    const related_goals = history.related_goals.map((goal) => ({ ...goal, status: 'missed' as const }));
    expect(chartContent({ ...history, related_goals }).goalValue).toBeNull();
  });

  it('is a line and a band only where the words name a direction', () => {
    const history = sampleHistory(NOW_MS, 'month');
    expect(chartContent(history).trend.length).toBeGreaterThan(1);
    const unclear = { ...history, trends: { ...history.trends, direction: 'unclear' as const } };
    expect(chartContent(unclear)).toMatchObject({ trend: [], projection: [] });
  });

  it('is the values that the trend rests on, bars where it is counted', () => {
    const counts = sampleCounts(NOW_MS, 'year');
    expect(chartContent(counts)).toMatchObject({
      form: 'bars',
      per: 'week',
      projection: [],
      goalValue: null,
    });
    expect(chartContent(counts).points.map(({ value }) => value)).toEqual(
      counts.drawn.values.map(({ value }) => value),
    );
  });

  it('includes a goal that is in sight and leaves out one that would press the line flat', () => {
    expect(chartContent(sampleHistory(NOW_MS, 'year')).goalValue).toBe(64);
    expect(chartContent(sampleHistory(NOW_MS, 'week')).goalValue).toBeNull();
  });
});

describe('reasons for showing no calories', () => {
  it('all have a sentence of their own', () => {
    const reasons: Readonly<Record<NoCaloriesReason, true>> = {
      sex_unknown: true,
      weight_unknown: true,
      age_unknown: true,
      age_outside_range: true,
      weight_outside_range: true,
      heart_rate_outside_range: true,
      heart_rate_missing: true,
      maximum_heart_rate_unknown: true,
      activity_unknown: true,
      duration_missing: true,
    };
    for (const reason of Object.keys(reasons)) {
      expect(caloriesWords(null, reason)).not.toBe(caloriesWords(null, 'a_reason_from_the_future'));
    }
  });
});
