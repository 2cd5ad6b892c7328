import { t } from '../../i18n/translate.ts';

const MINUTE_S = 60;
const HOUR_S = 3_600;
const DAY_S = 86_400;
/** A counter that is told every other second is as good as now. */
const NOW_S = 3;

/** How long ago something was, in the largest unit that says enough. */
export function timeAgo(atMs: number | null, nowMs: number): string {
  if (atMs === null) return t('ago.never');
  const seconds = Math.max(0, Math.floor((nowMs - atMs) / 1_000));
  if (seconds < NOW_S) return t('ago.now');
  if (seconds < MINUTE_S) return t('ago.seconds', { count: seconds });
  if (seconds < HOUR_S) return t('ago.minutes', { count: Math.floor(seconds / MINUTE_S) });
  if (seconds < DAY_S) return t('ago.hours', { count: Math.floor(seconds / HOUR_S) });
  return t('ago.days', { count: Math.floor(seconds / DAY_S) });
}
