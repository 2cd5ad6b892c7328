import { IconBulb, IconTrophy } from '@tabler/icons-react';
import type { MemberSession } from '../../../shared/contract/kiosk-api.ts';
import type { Dashboard } from '../../../shared/domain/dashboard/dashboard.ts';
import { useNow } from '../../bridge/use-now.ts';
import { MemberPage } from '../../components/MemberPage.tsx';
import { Tile } from '../../components/Tile.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { insightsForAllEyes } from '../../../shared/domain/dashboard/next-rows.ts';
import { SignRow } from '../dashboard/SignRow.tsx';
import { HeatMap } from './HeatMap.tsx';
import { LastWeekPanel } from './LastWeekPanel.tsx';
import styles from './Attendance.module.css';

/** Of each list; what is older is history. */
const MOST_ROWS = 3;

/** A date's year may be a minute late. */
const REDRAW_MS = 60_000;

interface AttendanceProps {
  readonly session: MemberSession;
  readonly dashboard: Dashboard;
  readonly onBack: () => void;
}

/** How often this member comes: the year at a glance, last week, and what both show. */
export function Attendance({ session, dashboard, onBack }: AttendanceProps) {
  const formats = useFormats();
  const nowMs = useNow(REDRAW_MS);
  const { profile_summary: profile, achievements } = dashboard;
  const insights = insightsForAllEyes(dashboard).slice(0, MOST_ROWS);
  return (
    <MemberPage
      name="attendance"
      session={session}
      title={t('attendance.title')}
      lead={profile.attendance_pattern}
      onBack={onBack}
      className={styles.panels}
    >
      {profile.heat_map !== undefined && (
        <section className={styles.map}>
          <HeatMap heatMap={profile.heat_map} />
        </section>
      )}
      {profile.last_week !== undefined && <LastWeekPanel week={profile.last_week} />}
      <Tile title={t('attendance.noticed')} testId="noticed">
        {insights.length === 0 && <p className={styles.empty}>{t('attendance.noticed_empty')}</p>}
        <ul className={styles.rows}>
          {insights.map((insight) => (
            <SignRow key={insight.text} icon={<IconBulb />} text={insight.text} note={null} />
          ))}
        </ul>
      </Tile>
      <Tile title={t('attendance.achieved')} testId="achieved">
        {achievements.length === 0 && <p className={styles.empty}>{t('attendance.achieved_empty')}</p>}
        <ul className={styles.rows}>
          {achievements.slice(0, MOST_ROWS).map((achievement) => (
            <SignRow
              key={`${achievement.achievement_type} ${achievement.achieved_at}`}
              icon={<IconTrophy />}
              text={achievement.description}
              note={formats.dayMonth(achievement.achieved_at, nowMs)}
            />
          ))}
        </ul>
      </Tile>
    </MemberPage>
  );
}
