import { IconAntennaBarsOff, IconHeartbeat } from '@tabler/icons-react';
import type { HeartRateLive } from '../../../shared/contract/kiosk-api.ts';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { ZoneShape } from './ZoneShape.tsx';
import { maximumWords } from './wording.ts';
import { asZone, type ZoneNumber } from './zones.ts';
import styles from './LiveHero.module.css';

interface LiveHeroProps {
  readonly live: HeartRateLive | null;
}

/** The heart rate as large as the screen allows, on the zone's colour, with the zone's shape and name. */
export function LiveHero({ live }: LiveHeroProps) {
  const formats = useFormats();
  if (live?.signal === 'lost') return <SignalLost />;
  if (live === null || live.bpm === null) {
    return (
      <div className={styles.hero} data-waiting="">
        <IconHeartbeat className={styles.waitingSign} aria-hidden="true" />
        <p className={styles.waiting}>{t('live.waiting')}</p>
      </div>
    );
  }
  return (
    <div className={styles.hero} data-testid="hero">
      {live.zone === null ? (
        <p className={styles.beating}>{t('live.beating')}</p>
      ) : (
        <ZoneName zone={asZone(live.zone)} />
      )}
      <p className={styles.bpm}>
        {live.bpm}
        <span className={styles.unit}>{t('heart_rate.bpm')}</span>
      </p>
      <p className={styles.percent}>
        {live.percent_of_max !== null && (
          <span className={styles.percentValue}>
            {/* A started percent is not reached, as the zone's bound beside it is not. */}
            {t('live.percent', { percent: formats.percent(Math.floor(live.percent_of_max) / 100) })}
          </span>
        )}
        <span className={styles.source}>
          {maximumWords(live.max_heart_rate_bpm, live.max_heart_rate_source)}
        </span>
      </p>
    </div>
  );
}

function ZoneName({ zone }: { readonly zone: ZoneNumber }) {
  return (
    <p className={styles.zone}>
      <ZoneShape zone={zone} className={styles.shape} />
      <span>
        <span className={styles.zoneName}>{t(`zone.${zone}`)}</span>
        <span className={styles.zoneNumber}>{zone === 0 ? t('zone.below') : t('zone.number', { zone })}</span>
      </span>
    </p>
  );
}

/** The strap is silent: what helps, and that nothing is lost. */
function SignalLost() {
  return (
    <div className={styles.hero} data-lost="" role="status" data-testid="signal-lost">
      <IconAntennaBarsOff className={styles.lostSign} aria-hidden="true" />
      <p className={styles.lostTitle}>{t('live.signal_lost')}</p>
      <p className={styles.lostHint}>{t('live.signal_lost_hint')}</p>
    </div>
  );
}
