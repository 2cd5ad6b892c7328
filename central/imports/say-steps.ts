import type { PinVerifier } from '../auth/pin-verifier.ts';
import type { CentralDatabase, SqlRunner } from '../store/database.ts';
import { lockGymLog } from '../store/tables/gym-logs.ts';
import { selectCardOwners } from '../store/tables/import-rows.ts';
import { updatePinVerifiers } from '../store/tables/users.ts';
import { DraftRefused } from '../sync/gym-log.ts';
import { sayAtCentral } from '../sync/say-at-central.ts';
import type { ImportStep } from './import-step.ts';
import type { ProblemList } from './problems.ts';

/** Lines of one transaction: a server answers others in between, and a cut costs no more. */
const LINES_PER_BATCH = 500;

/** How many lines came to what. */
export interface ImportCounts {
  created: number;
  changed: number;
  unchanged: number;
}

interface SayParts {
  readonly database: CentralDatabase;
  readonly pinVerifier: PinVerifier;
  readonly nowMs: () => number;
  readonly problems: ProblemList;
  /** In whose name it is said. */
  readonly actor: string;
  /** Nothing is said, only counted. */
  readonly isDryRun: boolean;
  /** Called with how many lines are done. */
  readonly onProgress: (done: number) => void;
}

/**
 * Says what the lines of a file come to, so many lines a transaction: each line is done whole or not at all, and the
 * same file again does what is left. It stops where somebody else said something that is at odds with the plan.
 */
export async function saySteps(
  gymId: string,
  steps: readonly ImportStep[],
  parts: SayParts,
): Promise<ImportCounts> {
  const counts: ImportCounts = { created: 0, changed: 0, unchanged: 0 };
  for (let from = 0; from < steps.length; from += LINES_PER_BATCH) {
    const settled = await Promise.all(
      steps.slice(from, from + LINES_PER_BATCH).map((step) => settlePin(step, parts)),
    );
    if (!parts.isDryRun && !(await sayBatch(gymId, settled, parts))) break;
    for (const { outcome } of settled) counts[outcome] += 1;
    parts.onProgress(Math.min(from + LINES_PER_BATCH, steps.length));
  }
  return counts;
}

type SettledStep = ImportStep & { readonly verifier: string | null };

/** A PIN that is the known one changes nothing. */
async function settlePin(step: ImportStep, { pinVerifier, isDryRun }: SayParts): Promise<SettledStep> {
  const { pin } = step;
  if (pin === undefined || (pin.before !== null && (await pinVerifier.verify(pin.pin, pin.before))))
    return { ...step, verifier: null };
  const outcome = step.outcome === 'unchanged' ? 'changed' : step.outcome;
  return { ...step, outcome, verifier: isDryRun ? null : await pinVerifier.derive(pin.pin) };
}

/** @returns false where the batch could not be said; nothing of it was then */
async function sayBatch(gymId: string, steps: readonly SettledStep[], parts: SayParts): Promise<boolean> {
  const drafts = steps.flatMap((step) => step.drafts);
  const pins = steps.flatMap(({ pin, verifier }) =>
    pin === undefined || verifier === null ? [] : [{ memberId: pin.memberId, verifier }],
  );
  if (drafts.length === 0 && pins.length === 0) return true;
  const nowMs = parts.nowMs();
  try {
    return await parts.database.transaction(async (sql) => {
      await sql.query(lockGymLog(gymId));
      if (!(await areCardsFree(sql, gymId, steps, parts.problems))) return false;
      await sayAtCentral(sql, gymId, drafts, { nowMs, actor: parts.actor });
      if (pins.length > 0) await sql.query(updatePinVerifiers(gymId, pins));
      return true;
    });
  } catch (error) {
    if (!(error instanceof DraftRefused)) throw error;
    parts.problems.add({ line: lineOfDraft(steps, error.index), column: null, code: error.code });
    return false;
  }
}

/** Whether nobody else was given one of the cards since the file was looked at. */
async function areCardsFree(
  sql: SqlRunner,
  gymId: string,
  steps: readonly SettledStep[],
  problems: ProblemList,
): Promise<boolean> {
  const claims = steps.flatMap(({ line, drafts }) =>
    drafts.flatMap((draft) =>
      draft.kind === 'card.enrolled' ? [{ line, code: draft.payload.code, memberId: draft.memberId }] : [],
    ),
  );
  if (claims.length === 0) return true;
  const codes = claims.map(({ code }) => code);
  const owners = new Map(
    (await sql.query(selectCardOwners(gymId, codes))).map(({ code, user_id: owner }) => [code, owner]),
  );
  const taken = claims.filter(({ code, memberId }) => (owners.get(code) ?? memberId) !== memberId);
  for (const { line } of taken) problems.add({ line, column: 'card', code: 'card_taken' });
  return taken.length === 0;
}

function lineOfDraft(steps: readonly ImportStep[], index: number): number {
  let before = 0;
  for (const { line, drafts } of steps) {
    before += drafts.length;
    if (index < before) return line;
  }
  return steps.at(-1)?.line ?? 1;
}
