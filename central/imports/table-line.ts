/** A line of a table as the file has it: its cells as text, whatever they mean. */
export interface TableLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Characters of one line; the longest that means something is a hundredth of it. */
export const MAX_RECORD_LENGTH = 64 * 1_024;

/** A file that cannot be read to its end. */
export class UnreadableTable extends Error {
  override readonly name = 'UnreadableTable';
  readonly code: string;
  readonly line: number;

  constructor(code: string, line: number) {
    super(`${code} at line ${line}`);
    this.code = code;
    this.line = line;
  }
}
