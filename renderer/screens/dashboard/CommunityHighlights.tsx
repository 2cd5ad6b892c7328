import { IconFlag, IconMedal, IconTrophy, IconUsers } from '@tabler/icons-react';
import type { CommunityHighlight } from '../../../shared/domain/dashboard/dashboard.ts';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { EmptyTile, Tile } from '../../components/Tile.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import styles from './Rows.module.css';
import { SignRow } from './SignRow.tsx';

interface CommunityHighlightsProps {
  readonly highlights: readonly CommunityHighlight[];
  readonly className?: string | undefined;
}

/** The gym's week: what everybody does together, and who takes part under their alias. */
export function CommunityHighlights({ highlights, className }: CommunityHighlightsProps) {
  const formats = useFormats();
  const challenge = highlights.find(({ kind }) => kind === 'challenge');
  const others = highlights.filter((one) => one !== challenge);
  return (
    <Tile title={t('community.title')} className={className} testId="tile-community">
      {challenge === undefined && others.length === 0 ? (
        <EmptyTile
          beside
          icon={<IconUsers />}
          title={t('community.empty_title')}
          text={t('community.empty')}
        />
      ) : (
        <>
          {challenge !== undefined && (
            <div className={styles.challenge}>
              <p className={styles.challengeText}>{challenge.text}</p>
              {challenge.share !== undefined && (
                <ProgressBar
                  share={challenge.share}
                  isDone={challenge.share >= 1}
                  label={t('community.progress', { percent: formats.percent(challenge.share) })}
                />
              )}
            </div>
          )}
          <ul className={styles.rows}>
            {others.map((highlight) => (
              <SignRow key={highlight.text} icon={signOf(highlight.kind)} text={highlight.text} note={null} />
            ))}
          </ul>
        </>
      )}
    </Tile>
  );
}

function signOf(kind: string) {
  if (kind === 'leaders') return <IconMedal />;
  return kind === 'own_rank' ? <IconFlag /> : <IconTrophy />;
}
