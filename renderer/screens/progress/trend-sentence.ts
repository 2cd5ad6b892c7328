import type { MetricTile } from '../../../shared/domain/dashboard/dashboard.ts';
import type { Trends } from '../../../shared/domain/progress/progress-history.ts';
import type { Formats } from '../../i18n/formats.ts';
import { t } from '../../i18n/translate.ts';

const DAYS_PER_WEEK = 7;

/** What a trend says, in one plain sentence: the one that stands above the chart. */
export function trendSentence(metric: MetricTile, trends: Trends, formats: Formats): string {
  // No line means anything: what it came to at best does.
  if (trends.reason?.code === 'no_line') return metric.change_text;
  const { direction, usual, slope_per_day: slope } = trends;
  const perWeek = trends.values_of === 'week';
  if ((direction === 'up' || direction === 'down') && slope !== null) {
    // A steady change is small next to what it changes: one decimal more than the values.
    const change = formats.quantity(Math.abs(slope) * DAYS_PER_WEEK, metric.unit, metric.decimals + 1);
    return t(`progress.say_${direction}`, { slope: change });
  }
  if (usual === null) return t('progress.say_unclear');
  const shown = perWeek
    ? `${formats.about(usual)}\u00a0${formats.unitOf(usual, metric.unit, 1)}`
    : formats.quantity(usual, metric.unit, metric.decimals);
  if (direction === 'flat')
    return t(perWeek ? 'progress.say_flat_week' : 'progress.say_flat', { usual: shown });
  return t(perWeek ? 'progress.say_unclear_week' : 'progress.say_unclear_usual', { usual: shown });
}
