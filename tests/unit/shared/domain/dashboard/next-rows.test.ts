import { describe, expect, it } from 'vitest';
import { sampleDashboard } from '../../../../../renderer/preview/sample-dashboard.ts';
import { fillNextTile, insightsForAllEyes } from '../../../../../shared/domain/dashboard/next-rows.ts';

const NOW_MS = Date.parse('2026-03-10T09:02:00Z');

describe('the rows of what is next', () => {
  it('let no kind crowd out another', () => {
    const full = sampleDashboard(NOW_MS);
    const crowded = { ...full, upcoming_classes: Array.from({ length: 9 }, () => full.upcoming_classes[0]!) };
    const rows = fillNextTile(crowded);
    expect([rows.upcoming.length, rows.recommended.length, rows.achievements.length]).toEqual([2, 1, 1]);
  });
});

describe('insights on a public screen', () => {
  it('never speak of a body’s measures', () => {
    const insights = fillNextTile({
      ...sampleDashboard(NOW_MS),
      upcoming_classes: [],
      recommended_classes: [],
    }).insights;
    expect(insights.map((insight) => insight.kind)).toEqual(['best_weekday', 'streak_step']);
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
