import { NOTIFICATION_TOPICS } from '../../shared/domain/notifications/notification.ts';
import type { Clock } from '../../shared/base/clock.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import { isolateText } from '../../shared/domain/wording/isolate-text.ts';
import { wordingFor } from '../../shared/domain/wording/wording-for.ts';
import type { LetterWords } from '../../shared/domain/wording/wording.ts';
import type { SigningKeys } from '../auth/signing-keys.ts';
import { verifyUnsubscribeToken } from '../auth/unsubscribe-tokens.ts';
import type { CentralDatabase } from '../store/database.ts';
import { selectContact } from '../store/tables/contact-settings.ts';
import { selectGym } from '../store/tables/gyms.ts';
import { selectMergedInto } from '../store/tables/merged-members.ts';
import { upsertPreferences } from '../store/tables/notification-preferences.ts';

export interface UnsubscribeParts {
  readonly database: CentralDatabase;
  readonly clock: Clock;
  readonly signingKeys: SigningKeys;
}

/** Switches every e-mail of a member off by the link in one of them; doing it again changes nothing. */
export async function unsubscribe(
  token: string,
  { database, clock, signingKeys }: UnsubscribeParts,
): Promise<Result<null, 'link_invalid'>> {
  const whose = await verifyUnsubscribeToken(token, { signingKeys });
  if (whose === null) return fail('link_invalid');
  const { gymId } = whose;
  // A letter may be older than the day on which somebody saw who its reader is.
  const [merged] = await database.query(selectMergedInto(gymId, whose.memberId));
  const memberId = merged?.into_id ?? whose.memberId;
  const decidedAtMs = clock.nowMs();
  const off = NOTIFICATION_TOPICS.toSorted().map((topic) => ({
    memberId,
    topic,
    channel: 'email' as const,
    enabled: false,
    decidedAtMs,
  }));
  await database.query(upsertPreferences(gymId, off));
  return ok(null);
}

/** What the page behind such a link says, in the member's language. */
export async function readUnsubscribeWords(
  token: string,
  { database, signingKeys }: UnsubscribeParts,
): Promise<Result<{ letter: LetterWords; gymName: string; language: string }, 'link_invalid'>> {
  const whose = await verifyUnsubscribeToken(token, { signingKeys });
  if (whose === null) return fail('link_invalid');
  const [gym] = await database.query(selectGym(whose.gymId));
  if (gym === undefined) return fail('link_invalid');
  const [contact] = await database.query(selectContact(whose.gymId, whose.memberId));
  const language = contact?.language ?? gym.language;
  return ok({ letter: wordingFor(language).letter, gymName: isolateText(gym.name), language });
}
