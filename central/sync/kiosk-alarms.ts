import type { Log } from '../../shared/base/log.ts';
import type { SqlRunner } from '../store/database.ts';
import {
  aboutKiosk,
  noteAlarms,
  selectOpenAlarms,
  settleAlarm,
  settleFilledGaps,
  type KioskAlarm,
  type KioskAlarmRow,
} from '../store/tables/kiosk-alarms.ts';

/** More of one kiosk say nothing that these do not; the log has the others. */
const MAX_OPEN_ALARMS = 100;

interface Of {
  readonly gymId: string;
  readonly kioskId: string;
}

const keyOf = (alarm: { code: string; epoch: number; fromSeq: number }): string =>
  `${alarm.code}/${alarm.epoch}/${alarm.fromSeq}`;

/** Keeps alarms about a kiosk until they are over, and says in the log those that are new. */
export async function raiseAlarms(
  sql: SqlRunner,
  { gymId, kioskId }: Of,
  alarms: readonly KioskAlarm[],
  { nowMs, log }: { readonly nowMs: number; readonly log: Log },
): Promise<void> {
  if (alarms.length === 0) return;
  const open = await sql.query(selectOpenAlarms(gymId, kioskId, MAX_OPEN_ALARMS));
  const known = new Set(open.map((row) => keyOf({ ...row, fromSeq: row.from_seq })));
  const each = new Map(alarms.map((alarm) => [keyOf(alarm), alarm]));
  const fresh = [...each].filter(([key]) => !known.has(key)).map(([, alarm]) => alarm);
  const repeated = [...each].filter(([key]) => known.has(key)).map(([, alarm]) => alarm);
  const kept = [...repeated, ...fresh.slice(0, MAX_OPEN_ALARMS - open.length)];
  if (kept.length > 0) await sql.query(noteAlarms(gymId, kioskId, kept, nowMs));
  for (const { code, epoch, fromSeq, untilSeq, amount } of fresh)
    log.error({ alarm: code, gymId, kioskId, epoch, fromSeq, untilSeq, amount }, 'a kiosk needs a look');
}

/**
 * What is wrong with a kiosk by now, for the answer to its push.
 * @param clock how far its clock is ahead, 0 for a right one; null where it did not say
 */
export async function openAlarms(
  sql: SqlRunner,
  of: Of,
  clock: { readonly errorMs: number } | null,
  parts: { readonly nowMs: number; readonly log: Log },
): Promise<KioskAlarmRow[]> {
  const { gymId, kioskId } = of;
  const read = (): Promise<KioskAlarmRow[]> => sql.query(selectOpenAlarms(gymId, kioskId, MAX_OPEN_ALARMS));
  const open = await read();
  const isOpen = (code: KioskAlarmRow['code']): boolean => open.some((alarm) => alarm.code === code);
  const isWrong = clock !== null && clock.errorMs !== 0;
  const isRightAgain = clock !== null && !isWrong && isOpen('clock_wrong');
  if (isWrong) await raiseAlarms(sql, of, [aboutKiosk('clock_wrong', clock.errorMs)], parts);
  if (isRightAgain) await sql.query(settleAlarm(gymId, kioskId, 'clock_wrong', parts.nowMs));
  if (isOpen('chain_gap')) await sql.query(settleFilledGaps(gymId, kioskId, parts.nowMs));
  return isWrong || isRightAgain || isOpen('chain_gap') ? read() : open;
}
