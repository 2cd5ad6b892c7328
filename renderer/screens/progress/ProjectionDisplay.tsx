import type { MetricTile } from '../../../shared/domain/dashboard/dashboard.ts';
import type { Projections } from '../../../shared/domain/progress/progress-history.ts';
import { useNow } from '../../bridge/use-now.ts';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { Panel } from './Panel.tsx';
import styles from './Panel.module.css';

/** A date's year may be a minute late. */
const REDRAW_MS = 60_000;

interface ProjectionDisplayProps {
  readonly metric: MetricTile;
  readonly projections: Projections;
  readonly hidden: boolean;
}

/** Where a clear direction leads: the end of the band in words. Only shown where there is a band. */
export function ProjectionDisplay({ metric, projections, hidden }: ProjectionDisplayProps) {
  const formats = useFormats();
  const nowMs = useNow(REDRAW_MS);
  const last = projections.points.at(-1);
  if (last === undefined) return null;
  const low = hidden ? '•••' : formats.number(last.low80, metric.decimals);
  const high = hidden ? '•••' : formats.quantity(last.high80, metric.unit, metric.decimals);
  return (
    <Panel title={t('progress.ahead')} testId="projection">
      <p className={styles.text}>
        {t('progress.ahead_text', { low, high, date: formats.date(last.date, nowMs) })}
      </p>
    </Panel>
  );
}
