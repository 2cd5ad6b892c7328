import { t } from '../../i18n/translate.ts';
import { ZoneShape } from './ZoneShape.tsx';
import { asZone } from './zones.ts';
import styles from './ZoneBadge.module.css';

interface ZoneBadgeProps {
  /** 0 to 5; null while the strap is silent, and where no maximum is known. */
  readonly zone: number | null;
  readonly signal: 'ok' | 'lost';
}

/** A zone in small: colour, shape and name together. */
export function ZoneBadge({ zone, signal }: ZoneBadgeProps) {
  if (zone === null && signal === 'ok') return null;
  if (zone === null) return <span className={styles.badge}>{t('zone.waiting')}</span>;
  const known = asZone(zone);
  return (
    <span className={styles.badge} data-zone={known}>
      <ZoneShape zone={known} className={styles.shape} />
      {t(`zone.${known}`)}
    </span>
  );
}
