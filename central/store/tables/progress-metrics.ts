import type { MemberId } from '../../../shared/base/ids.ts';
import type { MetricReading } from '../../../shared/domain/metrics/metric-reading.ts';
import type { DerivedReading } from '../../../shared/domain/progress/derive-metrics.ts';
import { statement, type Statement } from '../database.ts';

export interface ProgressMetricRow {
  id: string;
  user_id: string;
  metric_type: string;
  value: number;
  recorded_at: number;
  source: MetricReading['source'];
  formula: string | null;
}

const COLUMNS = 'id, user_id, metric_type, value, recorded_at, source, formula';

export function toMetricReading(row: ProgressMetricRow): MetricReading {
  return {
    id: row.id,
    memberId: row.user_id as MemberId,
    metricType: row.metric_type,
    value: row.value,
    recordedAtMs: row.recorded_at,
    source: row.source,
    formula: row.formula,
  };
}

/**
 * Stores readings; one whose id is known already is left as it is, and one that was taken back stays
 * away. Answers with the ids it added.
 */
export function insertProgressMetrics(
  gymId: string,
  readings: readonly MetricReading[],
): Statement<{ id: string }> {
  return statement(
    `insert into progress_metrics (gym_id, ${COLUMNS})
     select $1, given.*
     from unnest($2::text[], $3::text[], $4::text[], $5::float8[], $6::bigint[], $7::text[], $8::text[])
       as given (${COLUMNS})
     where not exists (select 1 from retracted_metrics r
       where r.gym_id = $1 and r.user_id = given.user_id and r.id = given.id)
     on conflict do nothing
     returning id`,
    [
      gymId,
      readings.map((reading) => reading.id),
      readings.map((reading) => reading.memberId),
      readings.map((reading) => reading.metricType),
      readings.map((reading) => reading.value),
      readings.map((reading) => reading.recordedAtMs),
      readings.map((reading) => reading.source),
      readings.map((reading) => reading.formula),
    ],
  );
}

/** Writes derived readings, over those of the same id where there are: a formula or an input changed. */
export function saveDerivedMetrics(gymId: string, readings: readonly DerivedReading[]): Statement {
  return statement(
    `insert into progress_metrics (gym_id, ${COLUMNS}, inputs)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::float8[], $6::bigint[], $7::text[], $8::text[],
                              $9::text[])
     on conflict (gym_id, user_id, id) do update set value = excluded.value, recorded_at = excluded.recorded_at,
       formula = excluded.formula, inputs = excluded.inputs`,
    [
      gymId,
      readings.map((reading) => reading.id),
      readings.map((reading) => reading.memberId),
      readings.map((reading) => reading.metricType),
      readings.map((reading) => reading.value),
      readings.map((reading) => reading.recordedAtMs),
      readings.map((reading) => reading.source),
      readings.map((reading) => reading.formula),
      readings.map((reading) => JSON.stringify(reading.inputs)),
    ],
  );
}

export function deleteMetrics(gymId: string, memberId: string, ids: readonly string[]): Statement {
  return statement(
    'delete from progress_metrics where gym_id = $1 and user_id = $2 and id = any($3::text[])',
    [gymId, memberId, ids],
  );
}

export function selectProgressMetric(
  gymId: string,
  memberId: string,
  id: string,
): Statement<ProgressMetricRow> {
  return statement(`select ${COLUMNS} from progress_metrics where gym_id = $1 and user_id = $2 and id = $3`, [
    gymId,
    memberId,
    id,
  ]);
}

/** Readings of one metric looked at: twenty years of one a day; older ones drop out of the picture. */
export const MAX_READINGS = 7_300;

/** The latest readings of one metric of one member, newest first, at most `limit`. */
export function selectMetricHistory(
  gymId: string,
  memberId: string,
  metricType: string,
  limit: number,
): Statement<ProgressMetricRow> {
  return statement(
    `select ${COLUMNS} from progress_metrics
     where gym_id = $1 and user_id = $2 and metric_type = $3
     order by recorded_at desc, id limit $4`,
    [gymId, memberId, metricType, limit],
  );
}

/** Every reading of a member, all metrics, oldest first within each. */
export function selectMemberMetrics(gymId: string, memberId: string): Statement<ProgressMetricRow> {
  return statement(
    `select ${COLUMNS} from progress_metrics
     where gym_id = $1 and user_id = $2 order by metric_type, recorded_at, id`,
    [gymId, memberId],
  );
}
