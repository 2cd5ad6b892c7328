import type { MemberId } from '../../../shared/base/ids.ts';
import { FACTS, type FactKind } from '../../../shared/facts/all-facts.ts';
import { NO_EFFECTS } from '../../../shared/facts/define-fact.ts';

/** Facts after which every document of their member looks as before, though they change rows. */
const CHANGES_NO_DOCUMENT: ReadonlySet<FactKind> = new Set<FactKind>([
  'dashboard.opened',
  'heart_rate.minute',
]);

/** @param memberId whose documents may look different now; null for everybody's */
export type ChangeListener = (memberId: MemberId | null) => void;

/** Collects whose documents a transaction changes, and tells it once that is durable. */
export interface ChangedMembers {
  /** Something that is shown to that member, or to everybody, was written. */
  note(memberId: MemberId | null): void;
  /** A fact was appended; one without effects changes nothing that is shown. */
  noteFact(fact: { readonly kind: FactKind; readonly memberId: MemberId | null }): void;
  /** A transaction begins: what one before it left behind was rolled back. */
  begin(): void;
  /** It is durable. */
  emit(): void;
  listen(listener: ChangeListener): void;
}

export function createChangedMembers(): ChangedMembers {
  const changed = new Set<MemberId | null>();
  const listeners: ChangeListener[] = [];
  return {
    note: (memberId) => void changed.add(memberId),
    noteFact({ kind, memberId }) {
      const { effects, owner } = FACTS[kind];
      if (effects === NO_EFFECTS || CHANGES_NO_DOCUMENT.has(kind)) return;
      if (memberId !== null || owner === 'gym') changed.add(memberId);
    },
    begin: () => changed.clear(),
    emit() {
      const emitted = [...changed];
      changed.clear();
      for (const memberId of emitted) for (const listener of listeners) listener(memberId);
    },
    listen: (listener) => void listeners.push(listener),
  };
}
