import { z } from 'zod';
import { isBlankCard } from '../../domain/cards/blank-card.ts';
import { canonicalCardCode } from '../../domain/cards/card-code.ts';
import { defineFact, NO_EFFECTS } from '../define-fact.ts';
import { anyId, day, shortId, staffName, text } from '../payload-parts.ts';
import { rowChange } from '../row-changes.ts';

const excusedTime = z.object({ from: day, to: day }).refine(({ from, to }) => from <= to);

/** Who the members are, what identifies them, and when nobody expects them. */
export const memberFacts = {
  'member.enrolled': defineFact({
    versions: [
      z.object({
        member_number: anyId,
        first_name: text,
        last_name: text,
        alias: text,
        sex: z.enum(['female', 'male']).nullable(),
        birth_date: text.nullable(),
        joined_at: z.iso.datetime(),
      }),
    ],
    writers: ['kiosk', 'central'],
    owner: 'member',
    privacy: 'identity',
    neededBy: 'every_kiosk',
    afterErasure: 'nothing',
    effects: ({ memberId, payload }) => [
      rowChange(
        'users',
        { id: memberId },
        {
          member_number: payload.member_number,
          first_name: payload.first_name,
          last_name: payload.last_name,
          alias: payload.alias,
          sex: payload.sex,
          birth_date: payload.birth_date,
          membership_status: 'active',
          joined_at: Date.parse(payload.joined_at),
          board_privacy: 'alias',
        },
      ),
    ],
  }),
  /** `staff` where somebody of the staff did it at the kiosk. */
  'card.enrolled': defineFact({
    versions: [z.object({ code: anyId, staff: staffName.optional() })],
    writers: ['kiosk', 'central'],
    owner: 'member',
    privacy: 'identity',
    neededBy: 'every_kiosk',
    afterErasure: 'nothing',
    // Kiosks of an older version wrote a card as it was given to them, and took a blank one for a card.
    effects: ({ memberId, happenedAtMs, payload }) =>
      isBlankCard(payload.code)
        ? []
        : [
            rowChange(
              'cards',
              { code: canonicalCardCode(payload.code) },
              { user_id: memberId, enrolled_at: happenedAtMs },
            ),
          ],
  }),
  'strap.enrolled': defineFact({
    versions: [z.object({ sensor_id: shortId, staff: staffName.optional() })],
    writers: ['kiosk', 'central'],
    owner: 'member',
    privacy: 'identity',
    neededBy: 'every_kiosk',
    afterErasure: 'nothing',
    effects: ({ memberId, happenedAtMs, payload }) => [
      rowChange('straps', { sensor_id: payload.sensor_id }, { user_id: memberId, enrolled_at: happenedAtMs }),
    ],
  }),
  /** Nobody is expected while the gym is closed or a membership frozen: ISO dates, both ends included. */
  'gym.closed': defineFact({
    versions: [excusedTime],
    writers: ['kiosk', 'central'],
    owner: 'gym',
    privacy: 'none',
    neededBy: 'every_kiosk',
    afterErasure: 'all',
    effects: ({ payload: { from, to } }) => [rowChange('gym_closures', { from_date: from, to_date: to }, {})],
  }),
  'membership.frozen': defineFact({
    versions: [excusedTime],
    writers: ['kiosk', 'central'],
    owner: 'member',
    privacy: 'identity',
    neededBy: 'every_kiosk',
    afterErasure: 'nothing',
    effects: ({ memberId, payload: { from, to } }) => [
      rowChange('membership_freezes', { user_id: memberId, from_date: from, to_date: to }, {}),
    ],
  }),
  /** Nothing of the PIN travels: what is kept of it stays on the kiosk it was set at. */
  'pin.set': defineFact({
    versions: [z.object({ by: z.enum(['member', 'configuration']), replaced: z.boolean() })],
    writers: ['kiosk'],
    owner: 'member',
    privacy: 'identity',
    neededBy: 'none',
    afterErasure: 'nothing',
    effects: NO_EFFECTS,
  }),
  /** Staff let a member try PINs again, or took the forgotten one away. */
  'pin.unlocked': defineFact({
    versions: [z.object({ staff: staffName })],
    writers: ['kiosk'],
    owner: 'member',
    privacy: 'staff',
    neededBy: 'none',
    afterErasure: 'nothing',
    effects: NO_EFFECTS,
  }),
  'pin.forgotten': defineFact({
    versions: [z.object({ staff: staffName, because: text })],
    writers: ['kiosk'],
    owner: 'member',
    privacy: 'staff',
    neededBy: 'none',
    afterErasure: 'nothing',
    effects: NO_EFFECTS,
  }),
  'dashboard.opened': defineFact({
    versions: [z.object({})],
    writers: ['kiosk'],
    owner: 'member_or_nobody',
    privacy: 'attendance',
    neededBy: 'none',
    afterErasure: 'nothing',
    effects: ({ memberId, happenedAtMs }) =>
      memberId === null
        ? []
        : [rowChange('users', { id: memberId }, { last_dashboard_access: happenedAtMs })],
  }),
};
