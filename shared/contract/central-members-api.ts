import { z } from 'zod';
import { LANGUAGES } from '../domain/wording/languages.ts';
import { LONGEST_PIN, SHORTEST_PIN } from '../domain/pins/new-pin.ts';
import { CENTRAL_STAFF_ROLES, route } from './central-rights.ts';
import { cursorSchema, limitSchema } from './central-staff-api.ts';
import { emailSchema } from './notification-documents.ts';
import { sensorIdSchema } from './readings.ts';
import { isoDate, isoTime } from './times.ts';

const memberRef = z.object({ member_id: z.string().min(1).max(64) });
const done = z.object({ success: z.literal(true) });
/** Text that a person typed: nothing that cannot be seen, and no longer than a fact takes. */
const typed = z
  .string()
  .trim()
  .max(100)
  .regex(/^[^\p{Cc}]*$/u, 'no control characters');
const name = typed.min(1);
const memberNumber = typed.min(1).max(32);
const cardCode = typed.min(1).max(128);
const sex = z.enum(['female', 'male']).nullable();
const status = z.enum(['active', 'frozen', 'expired', 'unpaid']);
const period = z
  .object({ from: isoDate, to: isoDate })
  .refine(({ from, to }) => from <= to, 'from must not be after to');

/** What can be said anew of a member; what is left out stays, null takes it away. */
const changeable = {
  member_number: memberNumber.optional(),
  first_name: name.optional(),
  last_name: typed.optional(),
  /** What shared screens call them. */
  alias: name.optional(),
  sex: sex.optional(),
  birth_date: isoDate.nullable().optional(),
  height_cm: z.number().min(50).max(272).nullable().optional(),
  status: status.optional(),
  board_privacy: z.enum(['off', 'alias', 'alias_zone', 'full']).optional(),
  language: z.enum(LANGUAGES).nullable().optional(),
  email: emailSchema.nullable().optional(),
  phone: name.nullable().optional(),
  /** The last day of the membership; null where it goes on. */
  last_day: isoDate.nullable().optional(),
};

const memberDocument = z.object({
  member_id: z.string(),
  member_number: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  alias: z.string(),
  sex,
  birth_date: z.string().nullable(),
  height_cm: z.number().nullable(),
  status,
  board_privacy: z.enum(['off', 'alias', 'alias_zone', 'full']),
  joined_at: isoTime,
  language: z.enum(LANGUAGES).nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  last_day: z.string().nullable(),
  has_pin: z.boolean(),
  cards: z.array(z.string()),
  straps: z.array(z.string()),
  freezes: z.array(z.object({ from: z.string(), to: z.string() })),
});
export type CentralMemberDocument = z.infer<typeof memberDocument>;

const listedMember = memberDocument.pick({
  member_id: true,
  member_number: true,
  first_name: true,
  last_name: true,
  status: true,
  joined_at: true,
});

const DESK = ['owner', 'desk'] as const;
const TAGS = { tags: ['members'] };

/** The gym's members, as its staff keep them. A number, card or strap that is taken is a conflict that says whose it is. */
export const membersApi = {
  /** By name; `query` is part of a name, or how a number begins. */
  list: route
    .meta({ rights: { staff: CENTRAL_STAFF_ROLES, isLook: true } })
    .route({ method: 'GET', path: '/api/members', ...TAGS })
    .input(z.strictObject({ limit: limitSchema, cursor: cursorSchema.optional(), query: typed.optional() }))
    .output(z.object({ members: z.array(listedMember), next_cursor: z.string().nullable() })),
  add: route
    .meta({ rights: { staff: DESK } })
    .route({ method: 'POST', path: '/api/members', ...TAGS })
    .input(
      z.strictObject({
        ...changeable,
        /** The caller's own id for this member, which makes sending it twice harmless. */
        id: z.uuid().optional(),
        member_number: memberNumber,
        first_name: name,
        joined_at: isoTime.optional(),
      }),
    )
    .output(memberDocument),
  get: route
    .meta({ rights: { member: 'own', staff: CENTRAL_STAFF_ROLES, isLook: true } })
    .route({ method: 'GET', path: '/api/members/{member_id}', ...TAGS })
    .input(memberRef)
    .output(memberDocument),
  change: route
    .meta({ rights: { staff: DESK } })
    .route({ method: 'PATCH', path: '/api/members/{member_id}', ...TAGS })
    .input(z.strictObject({ ...memberRef.shape, ...changeable }))
    .output(memberDocument),
  addCard: route
    .meta({ rights: { staff: DESK } })
    .route({ method: 'POST', path: '/api/members/{member_id}/cards', ...TAGS })
    .input(z.strictObject({ ...memberRef.shape, code: cardCode }))
    .output(memberDocument),
  removeCard: route
    .meta({ rights: { staff: DESK } })
    .route({ method: 'DELETE', path: '/api/members/{member_id}/cards/{code}', ...TAGS })
    .input(z.strictObject({ ...memberRef.shape, code: cardCode }))
    .output(memberDocument),
  addStrap: route
    .meta({ rights: { staff: DESK } })
    .route({ method: 'POST', path: '/api/members/{member_id}/straps', ...TAGS })
    .input(z.strictObject({ ...memberRef.shape, sensor_id: sensorIdSchema }))
    .output(memberDocument),
  removeStrap: route
    .meta({ rights: { staff: DESK } })
    .route({ method: 'DELETE', path: '/api/members/{member_id}/straps/{sensor_id}', ...TAGS })
    .input(z.strictObject({ ...memberRef.shape, sensor_id: sensorIdSchema }))
    .output(memberDocument),
  /** Wrong tries of before are forgotten. */
  setPin: route
    .meta({ rights: { staff: DESK } })
    .route({ method: 'POST', path: '/api/members/{member_id}/pin', ...TAGS })
    .input(z.strictObject({ ...memberRef.shape, pin: z.string().min(SHORTEST_PIN).max(LONGEST_PIN) }))
    .output(done),
  freeze: route
    .meta({ rights: { staff: DESK } })
    .route({ method: 'POST', path: '/api/members/{member_id}/freezes', ...TAGS })
    .input(z.strictObject({ ...memberRef.shape, from: isoDate, to: isoDate }))
    .output(memberDocument),
  /** The member of the address stays, with name and number; what is known of the other is theirs. Not to be undone. */
  merge: route
    .meta({ rights: { staff: DESK } })
    .route({ method: 'POST', path: '/api/members/{member_id}/merge', ...TAGS })
    .input(z.strictObject({ ...memberRef.shape, other_id: z.string().min(1).max(64) }))
    .output(memberDocument),
};

export const closuresApi = {
  list: route
    .meta({ rights: { staff: CENTRAL_STAFF_ROLES } })
    .route({ method: 'GET', path: '/api/closures', tags: ['gym'] })
    .output(z.object({ closures: z.array(period) })),
  add: route
    .meta({ rights: { staff: ['owner'] } })
    .route({ method: 'POST', path: '/api/closures', tags: ['gym'] })
    .input(z.strictObject({ from: isoDate, to: isoDate }))
    .output(period),
};

const kioskDocument = z.object({
  kiosk_id: z.string(),
  name: z.string(),
  paired_at: isoTime,
  revoked_at: isoTime.nullable(),
  /** Whether something about it is open that staff should know. */
  is_alarmed: z.boolean(),
});

/** The gym's kiosks, beside the one route that a kiosk itself calls. */
export const kiosksApi = {
  list: route
    .meta({ rights: { staff: CENTRAL_STAFF_ROLES } })
    .route({ method: 'GET', path: '/api/kiosks', tags: ['kiosks'] })
    .output(z.object({ kiosks: z.array(kioskDocument) })),
  /** A one-time code for the gym's next kiosk. */
  newPairingCode: route
    .meta({ rights: { staff: ['owner'] } })
    .route({ method: 'POST', path: '/api/kiosks/codes', tags: ['kiosks'] })
    .input(z.strictObject({}).optional())
    .output(z.object({ code: z.string(), expires_at: isoTime })),
  revoke: route
    .meta({ rights: { staff: ['owner'] } })
    .route({ method: 'POST', path: '/api/kiosks/{kiosk_id}/revoke', tags: ['kiosks'] })
    .input(z.strictObject({ kiosk_id: z.string().min(1).max(64) }))
    .output(done),
};
