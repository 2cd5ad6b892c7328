import type { CentralDraft } from '../sync/gym-log.ts';

/** What a line of the file comes to. */
export interface ImportStep {
  readonly line: number;
  readonly outcome: 'created' | 'changed' | 'unchanged';
  readonly drafts: readonly CentralDraft[];
  /** A PIN to be given; kept as its verifier. */
  readonly pin?: { readonly memberId: string; readonly pin: string; readonly before: string | null };
}
