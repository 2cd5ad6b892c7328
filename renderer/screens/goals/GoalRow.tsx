import { IconCircleCheckFilled } from '@tabler/icons-react';
import type { GoalTile } from '../../../shared/domain/dashboard/dashboard.ts';
import { isOpenGoal } from '../../../shared/domain/goals/goal.ts';
import { Action } from '../../components/Action.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { useNow } from '../../bridge/use-now.ts';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import styles from './Goals.module.css';

/** A day's end may be a minute late. */
const REDRAW_MS = 60_000;

interface GoalRowProps {
  readonly tile: GoalTile;
  readonly hidden: boolean;
  /** Changing one under way; for one that is over, what can still be done with it. */
  readonly onOpen: () => void;
}

/** What is still to be done, and how long there is for it. */
function Left({ tile }: { readonly tile: GoalTile }) {
  const formats = useFormats();
  const nowMs = useNow(REDRAW_MS);
  const days = formats.daysAhead(`${tile.target_date}T12:00:00Z`, nowMs);
  if (days < 0) return null;
  const left = formats.roughQuantity(
    Math.abs(tile.target_value - tile.current_value),
    tile.unit,
    tile.decimals ?? 1,
  );
  return <p className={styles.numbers}>{t('goals.left', { left, count: days })}</p>;
}

/** One goal: what it is about, how far it is, and an honest word on where it is heading. */
export function GoalRow({ tile, hidden, onOpen }: GoalRowProps) {
  const formats = useFormats();
  const decimals = tile.decimals ?? 1;
  const isReached = tile.status === 'achieved';
  const percent = formats.percent(tile.progress);
  const target = formats.roughQuantity(tile.target_value, tile.unit, decimals);
  const by = t('goal.by', { date: formats.dateYear(tile.target_date) });
  // What a goal is about and by when is no secret; how much is.
  const numbers = hidden
    ? by
    : isReached
      ? t('goal.target', { target })
      : `${formats.roughly(tile.current_value, decimals)} ${t('goal.of', { target })} ${by}`;
  return (
    <li className={styles.row} data-testid={`goal-${tile.metric_type}`} data-status={tile.status}>
      <div className={styles.words}>
        <p className={styles.name}>{tile.title}</p>
        <p className={styles.numbers}>{numbers}</p>
        {tile.status !== 'missed' && (
          <ProgressBar share={tile.progress} isDone={isReached} label={t('goal.progress', { percent })} />
        )}
        {!hidden && isOpenGoal(tile) && <Left tile={tile} />}
        {!hidden && <p className={styles.text}>{tile.adjustment ?? tile.outlook}</p>}
      </div>
      <div className={styles.side}>
        {isReached ? (
          <IconCircleCheckFilled className={styles.done} aria-hidden="true" />
        ) : (
          <p className={styles.percent}>{percent}</p>
        )}
        <Action
          onPress={onOpen}
          label={t(isOpenGoal(tile) ? 'goals.change_of' : 'goals.look_of', { title: tile.title })}
          testId="goal-edit"
        >
          {t(isOpenGoal(tile) ? 'goals.change' : 'goals.look')}
        </Action>
      </div>
    </li>
  );
}
