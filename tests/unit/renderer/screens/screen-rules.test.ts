import { describe, expect, it } from 'vitest';
import { METRICS } from '../../../../shared/domain/metrics/metric-registry.ts';
import { pageAfterPhase, screenOf } from '../../../../renderer/app/member-pages.ts';
import { sampleDashboard } from '../../../../renderer/preview/sample-dashboard.ts';
import { sampleHistory } from '../../../../renderer/preview/sample-history.ts';
import {
  deviceNotices,
  readerTrouble,
  STARTS_WITHIN_MS,
} from '../../../../renderer/screens/attract/device-notice.ts';
import { roleOf } from '../../../../shared/contract/device-roles.ts';
import { fillNextTile, insightsForAllEyes } from '../../../../renderer/screens/dashboard/next-rows.ts';
import { signalBars, strapsInOrder } from '../../../../renderer/screens/heart-rate/strap-order.ts';
import { caloriesWords } from '../../../../renderer/screens/heart-rate/wording.ts';
import type { NoCaloriesReason } from '../../../../shared/domain/energy/calories.ts';
import { tracePath, traceScale } from '../../../../renderer/screens/heart-rate/trace-path.ts';
import { speak } from '../../../../renderer/i18n/translate.ts';
import { words } from '../../../../shared/domain/wording/en/page/words.ts';
import { historyChartContent } from '../../../../renderer/screens/progress/history-chart-content.ts';
import { isPrivateMetric } from '../../../../renderer/screens/progress/private-metric.ts';

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

describe('notices about devices', () => {
  const device = (family: 'rdm6300' | 'ant' | 'tanita', state: 'ready' | 'lost' | 'refused' | 'opening') => ({
    id: `${family}-${state}`,
    family,
    state,
    since: NOW_MS - 60_000,
    reason: null,
  });

  it('say that a device starts which was never there, and not that it comes back', () => {
    const since = NOW_MS - STARTS_WITHIN_MS + 1;
    const devices = (['ant', 'tanita', 'rdm6300'] as const).map((family) => ({
      ...device(family, 'opening'),
      since,
    }));
    expect(deviceNotices(devices, NOW_MS).map((notice) => notice.message)).toEqual([
      'device.reader.starting',
      'device.straps.starting',
      'device.scale.starting',
    ]);
    expect(readerTrouble(devices, NOW_MS)).toBe('reader_starting');
  });

  it('send nobody to wait for a reader that was never plugged in', () => {
    expect(readerTrouble([device('rdm6300', 'opening')], NOW_MS)).toBe('reader_missing');
    expect(readerTrouble([device('rdm6300', 'opening'), device('rdm6300', 'ready')], NOW_MS)).toBeNull();
    expect(readerTrouble([device('rdm6300', 'lost')], NOW_MS)).toBe('reader_lost');
    expect(deviceNotices([device('rdm6300', 'opening')], NOW_MS).map(({ message }) => message)).toEqual([
      'device.reader.refused',
    ]);
  });

  it('take a device that is not recognised yet for nothing in particular', () => {
    expect(roleOf('auto')).toBe('unknown');
    const auto = { ...device('tanita', 'opening'), family: 'auto' as const, since: NOW_MS - 5_000 };
    expect(deviceNotices([auto], NOW_MS).map((notice) => notice.message)).toEqual([
      'device.unknown.starting',
    ]);
  });

  it('know a reader, a strap receiver and a scale apart', () => {
    expect([roleOf('rdm6300'), roleOf('ant'), roleOf('tanita')]).toEqual(['reader', 'straps', 'scale']);
  });

  it('say nothing while one of two readers works', () => {
    expect(deviceNotices([device('rdm6300', 'lost'), device('rdm6300', 'ready')], NOW_MS)).toEqual([]);
  });

  it('tell a device that comes back by itself from one that needs a hand', () => {
    const messages = deviceNotices([device('ant', 'lost'), device('tanita', 'refused')], NOW_MS);
    expect(messages.map((notice) => notice.message)).toEqual([
      'device.straps.reconnecting',
      'device.scale.refused',
    ]);
  });
});

describe('the rows of what is next', () => {
  it('let no kind crowd out another', () => {
    const full = sampleDashboard(NOW_MS);
    const crowded = { ...full, upcoming_classes: Array.from({ length: 9 }, () => full.upcoming_classes[0]!) };
    const rows = fillNextTile(crowded);
    expect([rows.upcoming.length, rows.recommended.length, rows.achievements.length]).toEqual([2, 1, 1]);
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
    expect(historyChartContent({ ...history, related_goals }).goalValue).toBeNull();
  });

  it('includes a goal that is in sight and leaves out one that would press the line flat', () => {
    expect(historyChartContent(sampleHistory(NOW_MS, 'year')).goalValue).toBe(64);
    expect(historyChartContent(sampleHistory(NOW_MS, 'week')).goalValue).toBeNull();
  });
});

describe('private metrics', () => {
  it('are all measures of the body, and none of what was done', () => {
    const hidden = METRICS.map((metric) => metric.type).filter(isPrivateMetric);
    expect(hidden).toContain('body_weight');
    expect(hidden).toContain('body_fat_percent');
    expect(hidden).not.toContain('effort_points');
    expect(hidden).not.toContain('attendance_streak');
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
