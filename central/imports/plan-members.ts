import type { NewId } from '../../shared/base/ids.ts';
import { dayOfDate } from '../../shared/base/calendar-days.ts';
import type { CentralDraft } from '../sync/gym-log.ts';
import type { KnownMemberRow } from '../store/tables/import-rows.ts';
import type { CardLine } from './card-lines.ts';
import type { ImportStep } from './import-step.ts';
import type { KnownMembers } from './known-members.ts';
import type { MemberLine } from './member-lines.ts';
import type { ReadingContext } from './read-sheet.ts';

interface PlanParts {
  readonly known: KnownMembers;
  readonly context: Pick<ReadingContext, 'days' | 'problems'>;
  readonly newId: NewId;
  readonly nowMs: number;
}

/**
 * What has to be said so that the gym knows of a member what the line says: nothing where it does. Somebody
 * else's card, or somebody new without a name, is a problem.
 */
export function planMember(line: MemberLine, parts: PlanParts): ImportStep | null {
  const { known, context } = parts;
  const member = known.byNumber(line.memberNumber);
  if (member === undefined && line.firstName === undefined) {
    context.problems.add({ line: line.line, column: 'first_name', code: 'missing_value' });
    return null;
  }
  const memberId = member?.id ?? parts.newId();
  const cards = planCardsOf(memberId, line, parts);
  if (cards === null) return null;
  const drafts = member === undefined ? enrolment(memberId, line, parts) : changes(memberId, line, member);
  const said = [...drafts, ...cards];
  const pin =
    line.pin === undefined ? {} : { pin: { memberId, pin: line.pin, before: member?.pin_verifier ?? null } };
  const outcome = member === undefined ? 'created' : said.length > 0 ? 'changed' : 'unchanged';
  return { line: line.line, outcome, drafts: said, ...pin };
}

/** Cards for somebody who is known. */
export function planCards(line: CardLine, parts: PlanParts): ImportStep | null {
  const member = parts.known.byNumber(line.memberNumber);
  if (member === undefined) {
    parts.context.problems.add({ line: line.line, column: 'member_number', code: 'unknown_member' });
    return null;
  }
  const drafts = planCardsOf(member.id, line, parts);
  if (drafts === null) return null;
  return { line: line.line, outcome: drafts.length > 0 ? 'created' : 'unchanged', drafts };
}

/** @returns null where one of them is somebody else's */
function planCardsOf(
  memberId: string,
  { line, cards }: { readonly line: number; readonly cards: readonly string[] },
  { known, context }: PlanParts,
): CentralDraft[] | null {
  const drafts: CentralDraft[] = [];
  for (const code of cards) {
    const rival = known.cards.rivalFor(code, memberId);
    if (rival !== undefined) {
      const number = known.numberOf(rival);
      const who = number === undefined ? {} : { member_number: number };
      context.problems.add({ line, column: 'card', code: 'card_taken', ...who });
      return null;
    }
    if (known.cards.has(code, memberId)) continue;
    known.cards.add(code, memberId);
    drafts.push({ kind: 'card.enrolled', memberId, payload: { code } });
  }
  return drafts;
}

function enrolment(memberId: string, line: MemberLine, { context, nowMs }: PlanParts): CentralDraft[] {
  const joinedDay = line.joined === undefined ? null : dayOfDate(line.joined);
  const joinedAtMs = joinedDay === null ? nowMs : Math.min(nowMs, context.days.startOfDayMs(joinedDay));
  const enrolled: CentralDraft = {
    kind: 'member.enrolled',
    memberId,
    payload: {
      member_number: line.memberNumber,
      first_name: line.firstName ?? '',
      last_name: line.lastName ?? '',
      alias: `Member ${line.memberNumber}`,
      sex: line.sex ?? null,
      birth_date: line.birthDate ?? null,
      joined_at: new Date(joinedAtMs).toISOString(),
    },
  };
  const { heightCm, status, language } = line;
  const more = withoutGaps({
    height_cm: heightCm,
    membership_status: status === 'active' ? undefined : status,
    language,
  });
  return [enrolled, ...saying('member.changed', memberId, more), ...contactOf(memberId, line, NOBODY)];
}

const NOBODY = { email: null, phone: null };

function changes(memberId: string, line: MemberLine, member: KnownMemberRow): CentralDraft[] {
  const details = changed(
    {
      first_name: line.firstName,
      last_name: line.lastName,
      sex: line.sex,
      birth_date: line.birthDate,
      height_cm: line.heightCm,
      membership_status: line.status,
      language: line.language,
    },
    member,
  );
  return [...saying('member.changed', memberId, details), ...contactOf(memberId, line, member)];
}

function contactOf(
  memberId: string,
  { email, phone }: MemberLine,
  before: { readonly email: string | null; readonly phone: string | null },
): CentralDraft[] {
  return saying('member.contact_changed', memberId, changed({ email, phone }, before));
}

function saying(
  kind: 'member.changed' | 'member.contact_changed',
  memberId: string,
  payload: Readonly<Record<string, unknown>>,
): CentralDraft[] {
  return Object.keys(payload).length === 0 ? [] : [{ kind, memberId, payload }];
}

/** What is said and is not so yet. */
function changed<Told extends object>(told: Told, before: object): Partial<Told> {
  const known = before as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(told).filter(([name, value]) => value !== undefined && value !== known[name]),
  ) as Partial<Told>;
}

const withoutGaps = <Told extends object>(told: Told): Partial<Told> => changed(told, {});
