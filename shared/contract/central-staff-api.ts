import { z } from 'zod';
import { CENTRAL_STAFF_ROLES, route } from './central-rights.ts';
import { isoTime } from './times.ts';

const EVERYBODY_OF_THE_STAFF = CENTRAL_STAFF_ROLES;
const done = z.object({ success: z.literal(true) });
const password = z.string().min(1).max(200);
const code = z.string().regex(/^\d{6}$/);
const email = z.string().min(3).max(254);
const name = z.string().trim().min(1).max(80);
const role = z.enum(CENTRAL_STAFF_ROLES);

/** Where a list goes on. */
export const cursorSchema = z.string().min(1).max(200);
/** How many entries of a list at once. */
export const limitSchema = z.coerce.number().int().min(1).max(500).default(50);

const staffSession = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  /** Seconds; then it is renewed. */
  expires_in: z.number().int(),
  role,
  staff_id: z.string(),
});

const staffMember = z.object({
  staff_id: z.string(),
  email: z.string(),
  name: z.string(),
  role,
  has_second_factor: z.boolean(),
  disabled: z.boolean(),
  created_at: isoTime,
});

/** How somebody of the staff signs in, and what they change about that. */
export const staffAuthApi = {
  staff: route
    .meta({ rights: { anybody: true, triesSecret: true } })
    .route({ method: 'POST', path: '/api/auth/staff', tags: ['auth'] })
    .input(z.strictObject({ gym_id: z.string().min(1).max(64), email, password, code: code.optional() }))
    .output(staffSession),
  renewStaff: route
    .meta({ rights: { staff: EVERYBODY_OF_THE_STAFF, beforeSecondFactor: true } })
    .route({ method: 'POST', path: '/api/auth/staff/renew', tags: ['auth'] })
    .input(z.strictObject({}).optional())
    .output(staffSession),
  signOutStaff: route
    .meta({ rights: { staff: EVERYBODY_OF_THE_STAFF, beforeSecondFactor: true } })
    .route({ method: 'POST', path: '/api/auth/staff/sign-out', tags: ['auth'] })
    .input(z.strictObject({}).optional())
    .output(done),
  /** Every other session of the account ends. */
  changePassword: route
    .meta({ rights: { staff: EVERYBODY_OF_THE_STAFF, beforeSecondFactor: true, triesSecret: true } })
    .route({ method: 'POST', path: '/api/auth/staff/password', tags: ['auth'] })
    .input(z.strictObject({ password, new_password: password }))
    .output(done),
  /** An owner may do nothing else before their second factor is set up. */
  beginSecondFactor: route
    .meta({ rights: { staff: EVERYBODY_OF_THE_STAFF, beforeSecondFactor: true, triesSecret: true } })
    .route({ method: 'POST', path: '/api/auth/staff/second-factor', tags: ['auth'] })
    .input(z.strictObject({ password }))
    .output(z.object({ secret: z.string(), otpauth_url: z.string() })),
  confirmSecondFactor: route
    .meta({ rights: { staff: EVERYBODY_OF_THE_STAFF, beforeSecondFactor: true, triesSecret: true } })
    .route({ method: 'POST', path: '/api/auth/staff/second-factor/confirm', tags: ['auth'] })
    .input(z.strictObject({ code }))
    .output(done),
};

/** What owners decide about their colleagues' accounts, and who of them did what. */
export const staffApi = {
  list: route
    .meta({ rights: { staff: ['owner'] } })
    .route({ method: 'GET', path: '/api/staff', tags: ['staff'] })
    .output(z.object({ staff: z.array(staffMember) })),
  add: route
    .meta({ rights: { staff: ['owner'] } })
    .route({ method: 'POST', path: '/api/staff', tags: ['staff'] })
    .input(z.strictObject({ email, name, role, password }))
    .output(staffMember),
  /** What is not named stays as it is. With another role, or once disabled, the account's sessions end. */
  change: route
    .meta({ rights: { staff: ['owner'] } })
    .route({ method: 'PATCH', path: '/api/staff/{staff_id}', tags: ['staff'] })
    .input(
      z.strictObject({
        staff_id: z.string().min(1).max(64),
        name: name.optional(),
        role: role.optional(),
        disabled: z.boolean().optional(),
      }),
    )
    .output(staffMember),
};

const auditEntry = z.object({
  id: z.string(),
  noted_at: isoTime,
  staff_id: z.string(),
  staff_name: z.string(),
  role: z.string(),
  action: z.string(),
  member_id: z.string().nullable(),
  detail: z.string().nullable(),
});

export const auditApi = {
  /** Newest first. `cursor` is what the page before ended with. */
  list: route
    .meta({ rights: { staff: ['owner'] } })
    .route({ method: 'GET', path: '/api/audit', tags: ['staff'] })
    .input(
      z.strictObject({
        limit: limitSchema,
        cursor: cursorSchema.optional(),
        member_id: z.string().min(1).max(64).optional(),
      }),
    )
    .output(z.object({ entries: z.array(auditEntry), next_cursor: z.string().nullable() })),
};
