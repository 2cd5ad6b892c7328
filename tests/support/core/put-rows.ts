import type { WritableDb } from '../../../electron/core/store/database.ts';
import { importRow } from '../../../electron/core/store/fact-rows.ts';
import {
  cardRow,
  closureRow,
  goalRow,
  memberRow,
  readingRow,
  visitRow,
} from '../../../shared/facts/domain-rows.ts';
import { rowChange } from '../../../shared/facts/row-changes.ts';
import type { ExcusedTime } from '../../../shared/domain/attendance/excused-weeks.ts';
import type { Goal } from '../../../shared/domain/goals/goal.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import type { MetricReading } from '../../../shared/domain/metrics/metric-reading.ts';
import type { Visit } from '../../../shared/domain/visits/visit.ts';

/** Rows as if central had sent them: without facts of this kiosk. */
export function putVisit(tx: WritableDb, visit: Visit): void {
  importRow(tx, visitRow(visit));
}

export function putMember(tx: WritableDb, member: Member): void {
  importRow(tx, memberRow(member));
  if (member.measuredMaxHeartRateBpm !== null)
    importRow(
      tx,
      rowChange('measured_maximums', { user_id: member.id }, { bpm: member.measuredMaxHeartRateBpm }),
    );
}

export function putCard(tx: WritableDb, card: Parameters<typeof cardRow>[0]): void {
  importRow(tx, cardRow(card));
}

export function putReading(tx: WritableDb, reading: MetricReading): void {
  importRow(tx, readingRow(reading));
}

export function putGoal(tx: WritableDb, goal: Goal, nowMs: number): void {
  importRow(tx, goalRow(goal, nowMs));
}

export function putClosure(tx: WritableDb, closure: ExcusedTime): void {
  importRow(tx, closureRow(closure));
}
