import type { Log } from '../../../shared/base/log.ts';
import type { BodyCompositionReading, WeightReading } from '../../../shared/contract/readings.ts';
import { isPlausible } from '../../../shared/domain/metrics/metric-registry.ts';
import { judgeStable, PERSON_FROM_KG, type Weighing } from '../../../shared/domain/weigh-in/weighing.ts';
import type { ReadingGuard } from '../devices/reading-guard.ts';
import type { ReadingCursor } from '../devices/reading-intake.ts';
import { createReadingQueue } from '../devices/reading-queue.ts';
import type { MemberAtScreen } from '../screen/member-session.ts';
import type { RecentMembers } from '../screen/recent-members.ts';
import type { Store } from '../store/store.ts';
import { findLastWeighing } from '../store/tables/last-weighings.ts';
import { findUnclaimed } from '../store/tables/unclaimed-readings.ts';
import { createLastWeighings, type LastWeighings } from './last-weighings.ts';
import { isSurprisingFor, recordWeighing, type RecordedWeighing } from './record-weighing.ts';
import { assignInside, completeUnclaimed, fileUnclaimed } from './unclaimed-readings.ts';
import { UNDO_MS, type WeighInClaim, type WeighInPhase } from './weigh-in-claim.ts';

export type ScaleReading = WeightReading | BodyCompositionReading;

/** What scales say. */
export interface Scales {
  /** Acts on a reading; it is acknowledged once what it caused is durable. May throw StorageFailed. */
  onWeight(reading: ScaleReading, cursor: ReadingCursor): void;
  /** Tries again what the disk did not take. May throw StorageFailed. */
  retry(): void;
}

interface ScaleParts {
  readonly store: Store;
  readonly log: Log;
  readonly claim: WeighInClaim;
  readonly recentMembers: Pick<RecentMembers, 'around'>;
  readonly last: LastWeighings;
  readonly onChange: () => void;
}

/**
 * Turns what scales say into weighings: each becomes that of the member who waits for it, or goes into
 * the tray of unclaimed readings, in one transaction with its place in the scale's stream.
 * @param deps.guard sets readings aside that fail for a reason of their own
 */
export function createScales(
  deps: Omit<ScaleParts, 'last'> & {
    guard: ReadingGuard;
    acknowledge: (cursor: ReadingCursor) => void;
  },
): Scales {
  const { guard, acknowledge } = deps;
  const parts: ScaleParts = { ...deps, last: createLastWeighings(deps.store) };
  const queue = createReadingQueue<ScaleReading>(
    guard,
    (reading, cursor) => {
      takeStable(parts, reading, cursor);
      acknowledge(cursor);
    },
    // A scale says a weight for as long as somebody stands there: set aside once, not each time.
    (reading, cursor) => {
      const { device, kg, at: heardAtMs } = reading;
      parts.last.heard({ device, weighingId: toWeighing(reading, cursor).id, kg, heardAtMs });
    },
  );
  return {
    retry: queue.retry,
    onWeight(reading, cursor) {
      if (reading.kind === 'weight' && !reading.stable) {
        showWaiting(parts, { liveKg: reading.kg < PERSON_FROM_KG ? null : reading.kg, isImplausible: false });
        // Saying so would acknowledge the ones before it as well.
        if (queue.isEmpty()) acknowledge(cursor);
      } else queue.add(reading, cursor);
    },
  };
}

function takeStable(parts: ScaleParts, reading: ScaleReading, cursor: ReadingCursor): void {
  const { device, kg, at: atMs } = reading;
  const before = parts.last.of(device);
  const meaning = judgeStable(before, { kg, atMs });
  if (meaning === 'empty') {
    parts.last.empty(device);
    showWaiting(parts, { liveKg: null });
  } else if (!isPlausible('body_weight', kg)) {
    parts.log.warn({ device, code: 'implausible' }, 'a scale said a weight that nobody can have');
    showWaiting(parts, { liveKg: null, isImplausible: true });
  } else {
    const weighing = toWeighing(reading, cursor);
    if (before === null || meaning === 'new') takeNew(parts, weighing, cursor);
    else takeAgain(parts, { ...weighing, id: before.weighingId, kg: before.kg }, cursor);
  }
}

function takeNew(parts: ScaleParts, weighing: Weighing, cursor: ReadingCursor): void {
  const { store, claim, recentMembers, last, onChange } = parts;
  const claimant = claim.claimantAt(weighing.atMs);
  if (claimant !== null) giveTo(claimant, parts, weighing, cursor);
  else
    last.commit(weighing, cursor, (tx) =>
      fileUnclaimed(tx, store, weighing, recentMembers.around(weighing.atMs)),
    );
  // Whoever is at the screen may be asked whether it was them.
  onChange();
}

/** The weight a member waits for: theirs, or in question, and then nobody's until they answer. */
function giveTo(
  { sessionId, member }: MemberAtScreen,
  { store, claim, last, onChange }: ScaleParts,
  weighing: Weighing,
  cursor: ReadingCursor,
): void {
  const isSurprising = isSurprisingFor(store, member.id, weighing);
  const recorded = last.commit(weighing, cursor, (tx) => {
    const isFiled = findUnclaimed(tx, weighing.id) !== null;
    if (!isSurprising && !isFiled) return recordWeighing(tx, store, member.id, weighing);
    if (!isFiled) fileUnclaimed(tx, store, weighing, [member.id]);
    if (isSurprising) return null;
    const assigned = assignInside(tx, store, { readingId: weighing.id, memberId: member.id });
    return assigned.ok ? assigned.value : null;
  });
  claim.show(
    sessionId,
    recorded === null
      ? { phase: 'question', weighingId: weighing.id, kg: weighing.kg }
      : { phase: 'done', weighing: recorded, undoUntilMs: store.nowMs() + UNDO_MS },
  );
  onChange();
}

/** The same weighing once more: after somebody began to wait for it, or with what an analyser adds. */
function takeAgain(parts: ScaleParts, weighing: Weighing, cursor: ReadingCursor): void {
  const { store, claim, last } = parts;
  const { id, device, fields, atMs } = weighing;
  const claimant = claim.claimantAt(atMs);
  const filed = findUnclaimed(store.db, id);
  const stored = findLastWeighing(store.db, device);
  if (fields !== null) {
    const added = last.commit(weighing, cursor, (tx) => {
      if (filed !== null) completeUnclaimed(tx, store, { ...filed, fields });
      return stored?.memberId == null ? null : recordWeighing(tx, store, stored.memberId, weighing);
    });
    if (added !== null) showAdded(parts, added);
  }
  if (claimant === null || filed === null) last.heardAgain(weighing, cursor);
  else giveTo(claimant, parts, { ...filed, fields: fields ?? filed.fields }, cursor);
}

/** An analyser has finished while its member still looks at the weight. */
function showAdded(
  { claim, onChange }: ScaleParts,
  { weighingId, composition, afterExercise }: RecordedWeighing,
): void {
  const now = claim.current();
  if (now?.state.phase !== 'done' || now.state.weighing.weighingId !== weighingId) return;
  const weighing = { ...now.state.weighing, composition, afterExercise };
  claim.show(now.session.sessionId, { ...now.state, weighing });
  onChange();
}

function showWaiting(
  { claim, onChange }: ScaleParts,
  changes: Partial<Extract<WeighInPhase, { phase: 'waiting' }>>,
): void {
  const now = claim.current();
  if (now?.state.phase !== 'waiting') return;
  claim.show(now.session.sessionId, { ...now.state, ...changes });
  onChange();
}

function toWeighing(reading: ScaleReading, { device, runId, seq }: ReadingCursor): Weighing {
  const { kg, at: atMs } = reading;
  const id = `${runId}:${device}:${seq}`;
  return reading.kind === 'weight'
    ? { id, device, kg, atMs, sent: { value: reading.value, unit: reading.unit }, fields: null }
    : { id, device, kg, atMs, sent: null, fields: reading.fields };
}
