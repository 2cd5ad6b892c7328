import { IconAlertTriangle, IconCircleCheck, IconClock, IconLoader2 } from '@tabler/icons-react';
import type { JobDocument, JobRunDocument } from '../../../shared/contract/job-documents.ts';
import { Action } from '../../components/Action.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { dayName } from '../../i18n/day-name.ts';
import { findMessage, t } from '../../i18n/translate.ts';
import { FactList } from './FactList.tsx';
import styles from './JobCard.module.css';
import { timeAgo } from './time-ago.ts';

interface JobCardProps {
  readonly job: JobDocument;
  readonly nowMs: number;
  readonly isBusy: boolean;
  /** Null for somebody who may only look. */
  readonly onRun: (() => void) | null;
}

type JobState = 'never' | 'waiting' | JobRunDocument['outcome'];

/** One job: how it went the last time, in words, and when it is due. */
export function JobCard({ job, nowMs, isBusy, onRun }: JobCardProps) {
  const formats = useFormats();
  const [latest] = job.runs;
  const isRunning = latest?.outcome === 'running';
  const state: JobState = isRunning ? 'running' : job.is_requested ? 'waiting' : (latest?.outcome ?? 'never');
  const ended = job.runs.find(({ outcome }) => outcome !== 'running');
  const name = t(`job.${job.id}`);
  const isDue = Date.parse(job.next_run_at) <= nowMs;
  return (
    <li className={styles.card} data-state={state} data-testid={`job-${job.id}`}>
      <header className={styles.header}>
        <h2 className={styles.name}>{name}</h2>
        <p className={styles.state}>
          <StateSign state={state} />
          {t(`jobs.state.${state}`)}
        </p>
      </header>
      <p className={styles.about}>{t(`job_about.${job.id}`)}</p>
      <FactList
        facts={[
          [t('jobs.last'), timeAgo(ended === undefined ? null : Date.parse(ended.started_at), nowMs)],
          [t('jobs.took'), tookWords(ended, formats.duration)],
          [
            t('jobs.next'),
            isDue
              ? t('jobs.soon')
              : `${dayName(formats, job.next_run_at, nowMs)} ${formats.clock(job.next_run_at)}`,
          ],
          [t('jobs.dealt_with'), countsWords(ended, formats.number)],
        ]}
      />
      {ended?.outcome === 'failed' && (
        <p className={styles.failure}>
          {findMessage(`job_code.${ended.code ?? ''}`) ?? t('job_code.internal')}
        </p>
      )}
      <footer className={styles.foot}>
        {isRunning && (
          <progress
            className={styles.progress}
            aria-label={t('jobs.progress_of', { job: name })}
            {...(job.progress === null ? {} : { value: job.progress, max: 1 })}
          />
        )}
        {onRun !== null && (
          <Action
            fullWidth
            label={t('jobs.run_of', { job: name })}
            disabled={isBusy || isRunning || job.is_requested}
            testId={`run-${job.id}`}
            onPress={onRun}
          >
            {t('jobs.run')}
          </Action>
        )}
      </footer>
    </li>
  );
}

function tookWords(run: JobRunDocument | undefined, duration: (seconds: number) => string): string {
  if (run?.duration_ms == null) return '–';
  return run.duration_ms < 1_000 ? t('jobs.under_a_second') : duration(run.duration_ms / 1_000);
}

/** What there was to do, leaving out what there was none of. */
function countsWords(run: JobRunDocument | undefined, number: (value: number) => string): string {
  if (run?.counts == null) return '–';
  const said = Object.entries(run.counts).flatMap(([key, count]) => {
    const label = findMessage(`job_count.${key}`);
    return label === null || count === 0 ? [] : [`${label}: ${number(count)}`];
  });
  return said.length === 0 ? t('jobs.nothing') : said.join(', ');
}

function StateSign({ state }: { readonly state: JobState }) {
  const Sign = {
    succeeded: IconCircleCheck,
    failed: IconAlertTriangle,
    interrupted: IconAlertTriangle,
    running: IconLoader2,
    waiting: IconClock,
    never: IconClock,
  }[state];
  return <Sign className={styles.sign} aria-hidden="true" />;
}
