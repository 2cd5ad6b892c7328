import type { ProfileSummary as Profile } from '../../../shared/domain/dashboard/dashboard.ts';
import { MoreButton } from '../../components/MoreButton.tsx';
import { Tile } from '../../components/Tile.tsx';
import { t } from '../../i18n/translate.ts';
import { WeeklyVisits } from './WeeklyVisits.tsx';
import styles from './ProfileSummary.module.css';

/** Up to here a member is still new: the bars need a word. */
const NEWCOMER_VISITS = 2;

interface ProfileSummaryProps {
  readonly profile: Profile;
  readonly onOpen: () => void;
  readonly className?: string | undefined;
}

/** How often this member comes: in numbers, in words, and week by week. */
export function ProfileSummary({ profile, onOpen, className }: ProfileSummaryProps) {
  const { visits_this_week: thisWeek, streak_weeks: streak, visits_total: total } = profile;
  return (
    <Tile
      title={t('profile.title')}
      className={className}
      testId="tile-profile"
      corner={
        <MoreButton testId="open-attendance" onPress={onOpen}>
          {t('profile.details')}
        </MoreButton>
      }
    >
      <div className={styles.profile}>
        <dl className={styles.numbers}>
          <Fact value={thisWeek} label={t('profile.this_week')} strong />
          <Fact value={streak} label={t('profile.streak', { count: streak })} />
          <Fact value={total} label={t('profile.total', { count: total })} />
        </dl>
        <p className={styles.pattern}>{profile.attendance_pattern}</p>
        <div className={styles.weeks}>
          <WeeklyVisits weeks={profile.weekly_visits} />
          {total <= NEWCOMER_VISITS && <p className={styles.newcomer}>{t('profile.newcomer')}</p>}
        </div>
      </div>
    </Tile>
  );
}

interface FactProps {
  readonly value: number;
  readonly label: string;
  readonly strong?: boolean;
}

function Fact({ value, label, strong = false }: FactProps) {
  return (
    <div className={styles.fact} data-strong={strong ? '' : undefined}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>{value}</dd>
    </div>
  );
}
