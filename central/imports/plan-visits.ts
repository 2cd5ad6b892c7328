import { hash } from 'node:crypto';
import type { ImportStep } from './import-step.ts';
import type { KnownMembers } from './known-members.ts';
import type { ProblemList } from './problems.ts';
import type { VisitLine } from './visit-lines.ts';

/** A visit whose member is known. */
export interface PlannedVisit {
  readonly line: number;
  readonly memberId: string;
  readonly checkedInAtMs: number;
}

/** Finds whose visit it is. */
export function planVisit(line: VisitLine, known: KnownMembers, problems: ProblemList): PlannedVisit | null {
  const member = known.byNumber(line.memberNumber);
  if (member !== undefined)
    return { line: line.line, memberId: member.id, checkedInAtMs: line.checkedInAtMs };
  problems.add({ line: line.line, column: 'member_number', code: 'unknown_member' });
  return null;
}

/** What two visits that are one have in common. */
export const visitKey = ({ memberId, checkedInAtMs }: Omit<PlannedVisit, 'line'>): string =>
  `${checkedInAtMs}/${memberId}`;

/**
 * What has to be said of visits.
 * @param known keys of those that are; the ones that are said are added
 */
export function stepsOfVisits(
  gymId: string,
  visits: readonly PlannedVisit[],
  known: Set<string>,
): ImportStep[] {
  return visits.map((visit): ImportStep => {
    const { line, memberId, checkedInAtMs } = visit;
    const key = visitKey(visit);
    if (known.has(key)) return { line, outcome: 'unchanged', drafts: [] };
    known.add(key);
    const payload = { visit_id: visitIdOf(gymId, key), class_id: null, device: 'import' };
    return {
      line,
      outcome: 'created',
      drafts: [{ kind: 'check_in.accepted', memberId, happenedAtMs: checkedInAtMs, payload }],
    };
  });
}

/** An id that follows from what it names: a UUID of version 8 (RFC 9562). */
function visitIdOf(gymId: string, key: string): string {
  const hex = hash('sha256', `${gymId}/${key}`).slice(0, 32);
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) % 4];
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
}
