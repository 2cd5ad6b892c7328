/** What is wrong in a file: where, and a stable word for it. */
export interface ImportProblem {
  /** Counted from 1 as an editor or a spreadsheet counts; the first line of a record that has several. */
  readonly line: number;
  /** The column as the file names it; null for a whole line. */
  readonly column: string | null;
  readonly code: string;
  /** The other line that says the same, where two are at odds. */
  readonly other_line?: number;
  /** The member who has it already. */
  readonly member_number?: string;
}

/** Nobody reads more, and an answer has a bound; the rest is counted. */
const MAX_PROBLEMS_TOLD = 1_000;

/** The problems of a file: the first thousand, and how many there are. */
export class ProblemList {
  readonly #told: ImportProblem[] = [];
  #count = 0;

  add(problem: ImportProblem): void {
    this.#count += 1;
    if (this.#told.length < MAX_PROBLEMS_TOLD) this.#told.push(problem);
  }

  get count(): number {
    return this.#count;
  }

  /** In the order of the file. */
  get told(): readonly ImportProblem[] {
    return this.#told.toSorted((left, right) => left.line - right.line);
  }
}
