import { fail } from '../../shared/base/result.ts';
import { MEMBER_COLUMNS } from './member-lines.ts';
import { datesOf, LineReader, readSheet, type ReadingContext } from './read-sheet.ts';
import { readInstant } from './read-values.ts';
import { asMemberNumber } from './understand.ts';

/** A member came. */
export interface VisitLine {
  readonly line: number;
  readonly memberNumber: string;
  /** UTC milliseconds. */
  readonly checkedInAtMs: number;
}

const COLUMNS = {
  member_number: MEMBER_COLUMNS.member_number,
  checked_in_at: [
    'checked in',
    'check-in',
    'check-in time',
    'date',
    'time',
    'visited at',
    'timestamp',
    'Besuch',
    'Check-in',
    'Eingecheckt',
    'Datum',
    'Zeitpunkt',
    'fecha',
    'visita',
    'entrada',
    'fecha y hora',
    'visite',
    'passage',
    'arrivée',
    'heure d’arrivée',
  ],
};
type VisitColumn = keyof typeof COLUMNS;

/**
 * Reads the visits of a file. Times without an offset are on the gym's own clock.
 * @param bytes CSV or a workbook
 * @param nowMs nobody came after it
 */
export async function readVisitLines(
  bytes: Uint8Array,
  context: ReadingContext,
  nowMs: number,
): Promise<{ visits: readonly VisitLine[]; ignored: readonly string[]; read: number }> {
  const sheet = await readSheet(bytes, COLUMNS, ['member_number', 'checked_in_at'], context);
  const order = datesOf(sheet, 'checked_in_at', context);
  const visits: VisitLine[] = [];
  for (const line of sheet.lines) {
    const reader = new LineReader<VisitColumn>(sheet, line, context.problems);
    const memberNumber = reader.need('member_number', asMemberNumber);
    const checkedInAtMs = reader.need('checked_in_at', (text) => {
      const instant = readInstant(text, { order, today: context.today, days: context.days });
      return instant.ok && instant.value > nowMs ? fail('in_the_future') : instant;
    });
    if (memberNumber !== undefined && checkedInAtMs !== undefined)
      visits.push({ line: line.line, memberNumber, checkedInAtMs });
  }
  return { visits, ignored: sheet.ignored, read: sheet.lines.length };
}
