import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { ZoneShape } from './ZoneShape.tsx';
import { ZONES } from './zones.ts';
import styles from './ZoneBars.module.css';

interface ZoneBarsProps {
  /** Seconds below zone 1 and in zones 1 to 5. */
  readonly secondsPerZone: readonly number[];
  /** The zone of this moment, marked; null for none. */
  readonly current: number | null;
}

/** Time in each zone, the hardest on top, as a share of the longest. */
export function ZoneBars({ secondsPerZone, current }: ZoneBarsProps) {
  const formats = useFormats();
  const longest = Math.max(1, ...secondsPerZone);
  return (
    <ul className={styles.bars}>
      {ZONES.toReversed().map((zone) => {
        const seconds = secondsPerZone[zone] ?? 0;
        return (
          <li
            key={zone}
            className={styles.row}
            data-zone={zone}
            data-current={zone === current ? '' : undefined}
          >
            <ZoneShape zone={zone} className={styles.shape} />
            <span className={styles.name}>{t(`zone.${zone}`)}</span>
            <span className={styles.track}>
              <span className={styles.bar} style={{ transform: `scaleX(${seconds / longest})` }} />
            </span>
            <span className={styles.time}>{formats.duration(seconds)}</span>
          </li>
        );
      })}
    </ul>
  );
}
