import { SECOND_MS } from '../../../shared/base/clock.ts';
import type { Log } from '../../../shared/base/log.ts';
import type { BodyCompositionReading, WeightReading } from '../../../shared/contract/readings.ts';
import { isPlausible } from '../../../shared/domain/metrics/metric-registry.ts';
import {
  judgeStable,
  PERSON_FROM_KG,
  type LastWeighing,
  type Weighing,
} from '../../../shared/domain/weigh-in/weighing.ts';
import { isSurprisingFor, recordWeighing, type RecordedWeighing } from './record-weighing.ts';
import { assignInside, fileUnclaimed } from './unclaimed-readings.ts';
import type { WritableDb } from '../store/database.ts';
import { StorageFailed, type Store } from '../store/store.ts';
import { saveDeviceCursor } from '../store/tables/device-cursors.ts';
import { findLastWeighing, saveLastWeighing } from '../store/tables/last-weighings.ts';
import { findUnclaimed, saveUnclaimedFields } from '../store/tables/unclaimed-readings.ts';
import type { ReadingCursor } from '../devices/reading-intake.ts';
import type { MemberAtScreen } from '../screen/member-session.ts';
import type { RecentMembers } from '../screen/recent-members.ts';
import type { ReadingGuard } from '../devices/reading-guard.ts';
import { UNDO_MS, type WeighInClaim, type WeighInPhase } from './weigh-in-claim.ts';

export type ScaleReading = WeightReading | BodyCompositionReading;

/** Stable readings that wait for the disk: more than a scale says in a day. */
const MAX_WAITING = 4_096;
/** Readings tried again at a time, so that nothing else waits long. */
const READINGS_PER_TRY = 16;
/** That somebody still stands there is written down this often, for a core that is started again. */
const HEARD_SAVED_EVERY_MS = 20 * SECOND_MS;

type KnownWeighing = LastWeighing & { readonly weighingId: string };

/** What scales say. */
export interface Scales {
  /** Acts on a reading; it is acknowledged once what it caused is durable. May throw StorageFailed. */
  onReading(reading: ScaleReading, cursor: ReadingCursor): void;
  /** Tries again what the disk did not take. May throw StorageFailed. */
  retry(): void;
}

/**
 * Turns what scales say into weighings: each becomes that of the member who waits for it, or goes into
 * the tray of unclaimed readings, in one transaction with its place in the scale's stream.
 * @param deps.guard sets readings aside that fail for a reason of their own
 */
export function createScales(deps: {
  store: Store;
  nowMs: () => number;
  log: Log;
  claim: WeighInClaim;
  recentMembers: Pick<RecentMembers, 'around'>;
  guard: ReadingGuard;
  acknowledge: (cursor: ReadingCursor) => void;
  onChange: () => void;
}): Scales {
  const { store, nowMs, log, claim, recentMembers, acknowledge, onChange } = deps;
  const waiting: { reading: ScaleReading; cursor: ReadingCursor }[] = [];
  /** What each scale last said as far as this process knows; null once its platform was empty. */
  const last = new Map<string, KnownWeighing | null>();

  const lastOf = (device: string): KnownWeighing | null => {
    const known = last.get(device);
    return known === undefined ? findLastWeighing(store.db, device) : known;
  };

  const showWaiting = (changes: Partial<Extract<WeighInPhase, { phase: 'waiting' }>>): void => {
    const now = claim.current();
    if (now?.state.phase !== 'waiting') return;
    claim.show(now.session.sessionId, { ...now.state, ...changes });
    onChange();
  };

  /** Commits what a weighing causes together with its scale's cursor. */
  const commit = <Value>(
    weighing: Weighing,
    cursor: ReadingCursor,
    work: (tx: WritableDb) => Value,
  ): Value => {
    const { device, id: weighingId, kg, atMs: heardAtMs } = weighing;
    const value = store.write((tx) => {
      const before = findLastWeighing(tx, device);
      const memberId = before?.weighingId === weighingId ? before.memberId : null;
      saveLastWeighing(tx, { device, weighingId, kg, heardAtMs, memberId });
      saveDeviceCursor(tx, cursor);
      return work(tx);
    });
    last.set(device, { weighingId, kg, heardAtMs });
    return value;
  };

  /** The weight a member waits for: theirs, or in question, and then nobody's until they answer. */
  const claimFor = (session: MemberAtScreen, weighing: Weighing, cursor: ReadingCursor): void => {
    const { sessionId, member } = session;
    const isSurprising = isSurprisingFor(store, member.id, weighing);
    const recorded = commit(weighing, cursor, (tx) => {
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
        : { phase: 'done', weighing: recorded, undoUntilMs: nowMs() + UNDO_MS },
    );
    onChange();
  };

  const hearNew = (weighing: Weighing, cursor: ReadingCursor): void => {
    const claimant = claim.claimantAt(weighing.atMs);
    if (claimant !== null) claimFor(claimant, weighing, cursor);
    else
      commit(weighing, cursor, (tx) =>
        fileUnclaimed(tx, store, weighing, recentMembers.around(weighing.atMs)),
      );
    // Whoever is at the screen may be asked whether it was them.
    onChange();
  };

  /** The same weighing once more: after somebody began to wait for it, or with what an analyser adds. */
  const hearAgain = (weighing: Weighing, cursor: ReadingCursor): void => {
    const { id, device, fields, atMs } = weighing;
    const claimant = claim.claimantAt(atMs);
    const filed = findUnclaimed(store.db, id);
    const stored = findLastWeighing(store.db, device);
    if (fields !== null) {
      const added = commit(weighing, cursor, (tx) => {
        if (filed !== null) saveUnclaimedFields(tx, id, fields);
        return stored?.memberId == null ? null : recordWeighing(tx, store, stored.memberId, weighing);
      });
      if (added !== null) showAdded(added);
    }
    if (claimant !== null && filed !== null) {
      claimFor(claimant, { ...filed, fields: fields ?? filed.fields }, cursor);
    } else if (atMs - (stored?.heardAtMs ?? 0) >= HEARD_SAVED_EVERY_MS) {
      commit(weighing, cursor, () => undefined);
    } else last.set(device, { weighingId: id, kg: weighing.kg, heardAtMs: atMs });
  };

  /** An analyser has finished while its member still looks at the weight. */
  const showAdded = ({ weighingId, composition, afterExercise }: RecordedWeighing): void => {
    const now = claim.current();
    if (now?.state.phase !== 'done' || now.state.weighing.weighingId !== weighingId) return;
    const weighing = { ...now.state.weighing, composition, afterExercise };
    claim.show(now.session.sessionId, { ...now.state, weighing });
    onChange();
  };

  const hearStable = (reading: ScaleReading, cursor: ReadingCursor): void => {
    const { device, kg, at: atMs } = reading;
    const before = lastOf(device);
    const meaning = judgeStable(before, { kg, atMs });
    if (meaning === 'empty') {
      last.set(device, null);
      showWaiting({ liveKg: null });
    } else if (!isPlausible('body_weight', kg)) {
      log.warn({ device, code: 'implausible' }, 'a scale said a weight that nobody can have');
      showWaiting({ liveKg: null, isImplausible: true });
    } else {
      const weighing = toWeighing(reading, cursor);
      if (before === null || meaning === 'new') hearNew(weighing, cursor);
      else hearAgain({ ...weighing, id: before.weighingId, kg: before.kg }, cursor);
    }
    acknowledge(cursor);
  };

  const retry = (): void => {
    for (let tries = 0; tries < READINGS_PER_TRY; tries += 1) {
      const next = waiting[0];
      if (next === undefined) return;
      const { reading, cursor } = next;
      const isHeard = deps.guard.run(reading, cursor, () => hearStable(reading, cursor));
      // A scale says a weight for as long as somebody stands there: set aside once, not each time.
      if (!isHeard)
        last.set(reading.device, {
          weighingId: toWeighing(reading, cursor).id,
          kg: reading.kg,
          heardAtMs: reading.at,
        });
      waiting.shift();
    }
  };

  return {
    retry,
    onReading(reading, cursor) {
      if (reading.kind === 'weight' && !reading.stable) {
        showWaiting({ liveKg: reading.kg < PERSON_FROM_KG ? null : reading.kg, isImplausible: false });
        // Saying so would acknowledge the ones before it as well.
        if (waiting.length === 0) acknowledge(cursor);
        return;
      }
      // A later one that is committed would say that this one is too: core begins anew, and gets all of them again.
      if (waiting.length >= MAX_WAITING) throw new StorageFailed('io_error', 'too many weights wait');
      waiting.push({ reading, cursor });
      retry();
    },
  };
}

function toWeighing(reading: ScaleReading, { device, runId, seq }: ReadingCursor): Weighing {
  const { kg, at: atMs } = reading;
  const id = `${runId}:${device}:${seq}`;
  return reading.kind === 'weight'
    ? { id, device, kg, atMs, sent: { value: reading.value, unit: reading.unit }, fields: null }
    : { id, device, kg, atMs, sent: null, fields: reading.fields };
}
