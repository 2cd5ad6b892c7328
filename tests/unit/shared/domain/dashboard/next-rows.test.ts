import { describe, expect, it } from 'vitest';
import { sampleDashboard } from '../../../../../renderer/preview/sample-dashboard.ts';
import { inOrderOfTime, insightsForAllEyes } from '../../../../../shared/domain/dashboard/next-rows.ts';

const NOW_MS = Date.parse('2026-03-10T09:02:00Z');

describe('classes ahead', () => {
  it('stand in the order in which they take place, booked or suggested', () => {
    const full = sampleDashboard(NOW_MS);
    const rows = inOrderOfTime({ upcoming: full.upcoming_classes, recommended: full.recommended_classes });
    const times = rows.map(({ gymClass }) => gymClass.starts_at);
    expect(times).toEqual(times.toSorted());
    expect(rows.map(({ note }) => note !== null)).toEqual([false, true, false]);
  });
});

describe('insights on a public screen', () => {
  it('never speak of a body’s measures', () => {
    const insights = insightsForAllEyes(sampleDashboard(NOW_MS));
    expect(insights.map((insight) => insight.kind)).toEqual(['best_weekday', 'streak_step', 'more_often']);
  });

  it('speak of a metric only where it says which one, and that one is nobody’s secret', () => {
    const about = (kind: string, metric_type?: string) => ({
      kind,
      ...(metric_type === undefined ? {} : { metric_type }),
      text: `${kind} ${metric_type}`,
      strength: 0.5,
      evidence: { n: 9, p_value: null },
    });
    const shown = insightsForAllEyes({
      ...sampleDashboard(NOW_MS),
      insights: [
        about('personal_record', 'one_rep_max'),
        about('plateau', 'body_weight'),
        about('plateau'),
        about('less_often'),
        about('streak_step'),
      ],
    });
    expect(shown.map(({ kind }) => kind)).toEqual(['personal_record', 'streak_step']);
  });
});
