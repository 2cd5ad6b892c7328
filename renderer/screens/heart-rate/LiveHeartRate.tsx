import { IconChevronLeft, IconFlag, IconRun } from '@tabler/icons-react';
import { useState } from 'react';
import type { HeartRateLive, MemberSession } from '../../../shared/contract/kiosk-api.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useLiveHeartRate } from '../../bridge/use-live-heart-rate.ts';
import { Action } from '../../components/Action.tsx';
import { Screen } from '../../components/Screen.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { FinishQuestion } from './FinishQuestion.tsx';
import { LiveHero } from './LiveHero.tsx';
import { Stat } from '../../components/Stat.tsx';
import { Trace } from './Trace.tsx';
import { ZoneBars } from './ZoneBars.tsx';
import { caloriesWords, effortWords } from './wording.ts';
import { asZone } from './zones.ts';
import styles from './LiveHeartRate.module.css';

interface LiveHeartRateProps {
  readonly session: MemberSession;
  readonly onBack: () => void;
}

/** The running workout, readable from a treadmill's length away. */
export function LiveHeartRate({ session, onBack }: LiveHeartRateProps) {
  const bridge = useBridge();
  const live = useLiveHeartRate(session.session_id);
  const [asking, setAsking] = useState(false);
  const zone = live?.zone ?? null;
  return (
    <Screen name="live" sessionId={session.session_id} className={styles.live}>
      <div className={styles.zoneScope} data-zone={zone === null ? undefined : asZone(zone)}>
        <header className={styles.header}>
          <Action icon={<IconChevronLeft aria-hidden="true" />} testId="back" onPress={onBack}>
            {t('live.back')}
          </Action>
          <h1 dir="auto" className={styles.name}>
            {session.first_name}
          </h1>
        </header>
        <LiveHero live={live} />
        {live !== null && <LiveNumbers live={live} />}
        <footer className={styles.actions}>
          <Action
            icon={<IconRun aria-hidden="true" />}
            testId="leave-running"
            onPress={() => void bridge.session.end({ session_id: session.session_id })}
          >
            {t('live.leave')}
          </Action>
          <Action
            tone="primary"
            icon={<IconFlag aria-hidden="true" />}
            testId="finish"
            onPress={() => setAsking(true)}
          >
            {t('live.finish')}
          </Action>
          <p className={styles.hint}>{t('live.leave_hint')}</p>
        </footer>
      </div>
      <FinishQuestion
        asking={asking}
        onNo={() => setAsking(false)}
        onYes={() => {
          setAsking(false);
          void bridge.heartRate.finish({ session_id: session.session_id });
        }}
      />
    </Screen>
  );
}

function LiveNumbers({ live }: { readonly live: HeartRateLive }) {
  const formats = useFormats();
  return (
    <>
      <dl className={styles.stats}>
        <Stat label={t('live.effort')} value={effortWords(live.effort_points, formats)} />
        <Stat label={t('live.elapsed')} value={formats.duration(live.duration_s)} />
        <Stat
          label={t('live.calories')}
          value={live.calories_kcal === null ? t('live.no_number') : formats.number(live.calories_kcal)}
          unit={live.calories_kcal === null ? null : 'kcal'}
          note={caloriesWords(live.calories_formula, live.calories_reason)}
        />
      </dl>
      <section className={styles.panel} data-area="trace">
        <h2 className={styles.panelTitle}>{t('live.recent')}</h2>
        <Trace recentBpm={live.recent_bpm} />
      </section>
      <section className={styles.panel} data-area="zones">
        <h2 className={styles.panelTitle}>{t('live.zones')}</h2>
        {live.max_heart_rate_bpm === null ? (
          <p className={styles.unknown}>{t('live.maximum_unknown')}</p>
        ) : (
          <ZoneBars secondsPerZone={live.seconds_per_zone} current={live.zone} />
        )}
      </section>
    </>
  );
}
