import { memberNumberKey } from '../../shared/domain/members/member-number.ts';
import { createLineClaims, MEMBER_COLUMNS, readCards } from './member-lines.ts';
import { LineReader, readSheet, type ReadingContext } from './read-sheet.ts';
import { asMemberNumber } from './understand.ts';

/** Whose cards some are. */
export interface CardLine {
  readonly line: number;
  readonly memberNumber: string;
  /** As they are stored. */
  readonly cards: readonly string[];
}

const { member_number, card, card2 } = MEMBER_COLUMNS;
const COLUMNS = { member_number, card, card2 };
type CardColumn = keyof typeof COLUMNS;

/**
 * Reads the cards of a file; a member may have several lines.
 * @param bytes CSV or a workbook
 */
export async function readCardLines(
  bytes: Uint8Array,
  context: ReadingContext,
): Promise<{ cards: readonly CardLine[]; ignored: readonly string[]; read: number }> {
  const sheet = await readSheet(bytes, COLUMNS, ['member_number', 'card'], context);
  const claims = createLineClaims();
  const cards: CardLine[] = [];
  for (const line of sheet.lines) {
    const before = context.problems.count;
    const reader = new LineReader<CardColumn>(sheet, line, context.problems);
    const memberNumber = reader.need('member_number', asMemberNumber);
    if (reader.text('card') === '') reader.problem('card', 'missing_value');
    if (memberNumber === undefined) continue;
    const owned = readCards(reader, { owner: memberNumberKey(memberNumber), line: line.line }, claims);
    if (context.problems.count === before) cards.push({ line: line.line, memberNumber, cards: owned });
  }
  return { cards, ignored: sheet.ignored, read: sheet.lines.length };
}
