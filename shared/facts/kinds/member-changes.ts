import { z } from 'zod';
import { emailSchema } from '../../contract/notification-documents.ts';
import { canonicalCardCode } from '../../domain/cards/card-code.ts';
import { LANGUAGES } from '../../domain/wording/languages.ts';
import { defineFact } from '../define-fact.ts';
import { anyId, day, shortId, staffName, text } from '../payload-parts.ts';
import { rowChange, type RowChange } from '../row-changes.ts';

/** A name that somebody goes by. */
const name = text.min(1);

/** What can be said anew of a member, each by itself; null takes it away. */
const details = z
  .object({
    member_number: anyId,
    first_name: name,
    last_name: text,
    alias: name,
    sex: z.enum(['female', 'male']).nullable(),
    birth_date: day.nullable(),
    height_cm: z.number().min(50).max(272).nullable(),
    membership_status: z.enum(['active', 'frozen', 'expired', 'unpaid']),
    board_privacy: z.enum(['off', 'alias', 'alias_zone', 'full']),
    /** Null for the gym's own. */
    language: z.enum(LANGUAGES).nullable(),
  })
  .partial()
  .refine((said) => Object.keys(said).length > 0);

const contact = z
  .object({ email: emailSchema.nullable(), phone: name.nullable() })
  .partial()
  .refine((said) => Object.keys(said).length > 0);

/** One row a detail, so that each keeps its own latest word. */
function detailRows(memberId: string, said: object): RowChange[] {
  return Object.entries(said as Readonly<Record<string, string | number | null | undefined>>).flatMap(
    ([field, value]) =>
      value === undefined
        ? []
        : [
            rowChange(
              'member_details',
              { user_id: memberId, field },
              { value: value === null ? null : String(value) },
            ),
          ],
  );
}

/** What changes about members after they were enrolled, and what they lose. */
export const memberChangeFacts = {
  'member.changed': defineFact({
    versions: [details],
    writers: ['kiosk', 'central'],
    owner: 'member',
    privacy: 'identity',
    neededBy: 'every_kiosk',
    afterErasure: 'nothing',
    effects: ({ memberId, payload }) => detailRows(memberId, payload),
  }),
  /** Where a member is written to or called: no kiosk has to know. */
  'member.contact_changed': defineFact({
    versions: [contact],
    writers: ['central'],
    owner: 'member',
    privacy: 'identity',
    neededBy: 'none',
    afterErasure: 'nothing',
    effects: ({ memberId, payload }) => detailRows(memberId, payload),
  }),
  /** The member turned out to be another one, `into`: whatever is said of the first is about that one. */
  'member.merged': defineFact({
    versions: [z.object({ into: shortId })],
    writers: ['central'],
    owner: 'member',
    privacy: 'identity',
    neededBy: 'every_kiosk',
    afterErasure: 'all',
    effects: ({ memberId, payload: { into } }) => [
      rowChange('merged_members', { user_id: memberId }, { into_id: into }),
    ],
  }),
  /** The card is nobody's from now on; `memberId` is whose it was. */
  'card.revoked': defineFact({
    versions: [z.object({ code: anyId, staff: staffName.optional(), because: text.optional() })],
    writers: ['kiosk', 'central'],
    owner: 'member',
    privacy: 'identity',
    neededBy: 'every_kiosk',
    afterErasure: 'nothing',
    effects: ({ happenedAtMs, payload }) => [
      rowChange(
        'cards',
        { code: canonicalCardCode(payload.code) },
        { user_id: null, enrolled_at: happenedAtMs },
      ),
    ],
  }),
  'strap.removed': defineFact({
    versions: [z.object({ sensor_id: shortId, staff: staffName.optional() })],
    writers: ['kiosk', 'central'],
    owner: 'member',
    privacy: 'identity',
    neededBy: 'every_kiosk',
    afterErasure: 'nothing',
    effects: ({ happenedAtMs, payload }) => [
      rowChange('straps', { sensor_id: payload.sensor_id }, { user_id: null, enrolled_at: happenedAtMs }),
    ],
  }),
  /** The last day on which the membership holds; null where it was taken back. */
  'membership.ended': defineFact({
    versions: [z.object({ last_day: day.nullable() })],
    writers: ['kiosk', 'central'],
    owner: 'member',
    privacy: 'identity',
    neededBy: 'every_kiosk',
    afterErasure: 'nothing',
    effects: ({ memberId, payload }) => [
      rowChange('membership_ends', { user_id: memberId }, { last_date: payload.last_day }),
    ],
  }),
};
