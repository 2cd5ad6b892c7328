import { z } from 'zod';
import { CENTRAL_STAFF_ROLES, route } from './central-rights.ts';
import { importsApi } from './central-imports-api.ts';
import { closuresApi, kiosksApi, membersApi } from './central-members-api.ts';
import { auditApi, staffApi, staffAuthApi } from './central-staff-api.ts';
import { feedPageSchema, MAX_FACTS_PER_PUSH, MAX_FEED_WAIT_S, pushAnswerSchema } from './facts.ts';
import {
  centralNotificationListSchema,
  contactSchema,
  notificationIdSchema,
  notificationPreferencesSchema,
} from './notification-documents.ts';
import { dashboardSchema, progressHistorySchema, timeRangeSchema } from './member-documents.ts';
import { isoTime } from './times.ts';

const memberRef = z.object({ member_id: z.string().min(1).max(64) });
const notificationSettings = z.object({ preferences: notificationPreferencesSchema, contact: contactSchema });

/** The versioned HTTP API of the central server. Errors are `{"error": {"code", "message"}}`. */
export const centralApi = {
  health: route
    .meta({ rights: { anybody: true } })
    .route({ method: 'GET', path: '/api/health', tags: ['operations'] })
    .output(
      z.object({ status: z.literal('ok'), version: z.string(), storage: z.enum(['postgresql', 'pglite']) }),
    ),

  auth: {
    token: route
      .meta({ rights: { anybody: true, triesSecret: true } })
      .route({ method: 'POST', path: '/api/auth/token', tags: ['auth'] })
      .input(
        z.strictObject({
          gym_id: z.string().min(1).max(64),
          member_number: z.string().min(1).max(32),
          pin: z.string().regex(/^\d{4,12}$/),
        }),
      )
      .output(
        z.object({
          access_token: z.string(),
          token_type: z.literal('Bearer'),
          expires_in: z.number().int(),
          member_id: z.string(),
        }),
      ),
    ...staffAuthApi,
  },

  staff: staffApi,

  audit: auditApi,

  members: membersApi,

  closures: closuresApi,

  imports: importsApi,

  kiosks: {
    ...kiosksApi,
    pair: route
      .meta({ rights: { anybody: true, triesSecret: true } })
      .route({ method: 'POST', path: '/api/kiosks/pair', tags: ['kiosks'] })
      .input(
        z.strictObject({
          pairing_code: z.string().min(8).max(32),
          /**
           * The id the kiosk already signs its facts with (it works before it is paired). Central keeps
           * it; one that belongs to another key is refused with `kiosk_id_taken`.
           */
          kiosk_id: z.uuid(),
          name: z.string().min(1).max(80),
          /** Public half of the kiosk's own Ed25519 key. */
          public_key: z.object({
            kty: z.literal('OKP'),
            crv: z.literal('Ed25519'),
            x: z.string().length(43),
          }),
        }),
      )
      .output(z.object({ kiosk_id: z.string(), gym_id: z.string() })),
  },

  sync: {
    facts: route
      .meta({ rights: { kiosk: true } })
      .route({ method: 'POST', path: '/api/sync/facts', tags: ['sync'] })
      .input(
        z.strictObject({
          /** Echoed in the answer, so that an answer to another request is never taken for this one. */
          batch_id: z.uuid(),
          /** What the kiosk's clock says now: central sees whether it can be believed. */
          sent_at: isoTime.optional(),
          /** Each record is judged on its own: a bad one never delays the others. */
          facts: z.array(z.unknown()).min(1).max(MAX_FACTS_PER_PUSH),
        }),
      )
      .output(pushAnswerSchema),
    /** What others said, from a cursor on; waits for news where there are none. */
    changes: route
      .meta({ rights: { kiosk: true } })
      .route({ method: 'GET', path: '/api/sync/changes', tags: ['sync'] })
      .input(
        z.object({
          /** The cursor of the page before; left out for the beginning. */
          since: z.string().min(1).max(1_024).optional(),
          /** Seconds to wait for news. */
          wait: z.coerce.number().int().min(0).max(MAX_FEED_WAIT_S).default(MAX_FEED_WAIT_S),
        }),
      )
      .output(feedPageSchema),
  },

  dashboard: {
    get: route
      .meta({ rights: { member: 'own', staff: CENTRAL_STAFF_ROLES, isLook: true } })
      .route({ method: 'GET', path: '/api/dashboard/{member_id}', tags: ['members'] })
      .input(z.object({ member_id: z.string().min(1).max(64) }))
      .output(dashboardSchema),
  },

  notifications: {
    list: route
      .meta({ rights: { member: 'own', staff: CENTRAL_STAFF_ROLES, isLook: true } })
      .route({ method: 'GET', path: '/api/notifications/{member_id}', tags: ['members'] })
      .input(memberRef)
      .output(centralNotificationListSchema),
    markRead: route
      .meta({ rights: { member: 'own' } })
      .route({ method: 'POST', path: '/api/notifications/{member_id}/{id}/read', tags: ['members'] })
      .input(memberRef.extend({ id: notificationIdSchema }))
      .output(z.object({ success: z.literal(true), read_at: isoTime })),
    preferences: route
      .meta({ rights: { member: 'own', staff: ['owner', 'desk'], isLook: true } })
      .route({ method: 'GET', path: '/api/notifications/{member_id}/preferences', tags: ['members'] })
      .input(memberRef)
      .output(notificationSettings),
    /** What is not named stays as it is. */
    setPreferences: route
      .meta({ rights: { member: 'own' } })
      .route({ method: 'PUT', path: '/api/notifications/{member_id}/preferences', tags: ['members'] })
      .input(
        z.strictObject({
          ...memberRef.shape,
          preferences: notificationPreferencesSchema.optional(),
          contact: contactSchema.partial().optional(),
        }),
      )
      .output(notificationSettings),
  },

  /** One-click (RFC 8058): the address is in a letter's header, and holds all there is to know. */
  unsubscribe: route
    .meta({ rights: { anybody: true, triesSecret: true } })
    .route({ method: 'POST', path: '/api/unsubscribe/{token}', tags: ['members'] })
    .input(z.object({ token: z.string().min(1).max(1_024) }))
    .output(z.object({ success: z.literal(true) })),

  progress: {
    history: route
      .meta({ rights: { member: 'own', staff: CENTRAL_STAFF_ROLES, isLook: true } })
      .route({ method: 'GET', path: '/api/progress/{member_id}/{metric_type}', tags: ['members'] })
      .input(
        z.object({
          member_id: z.string().min(1).max(64),
          metric_type: z.string().min(1).max(50),
          time_range: timeRangeSchema.default('month'),
        }),
      )
      .output(progressHistorySchema),
    track: route
      .meta({ rights: { member: 'own', staff: ['owner', 'coach'] } })
      .route({ method: 'POST', path: '/api/progress/{member_id}/{metric_type}', tags: ['members'] })
      .input(
        z.strictObject({
          member_id: z.string().min(1).max(64),
          metric_type: z.string().min(1).max(50),
          value: z.number(),
          /** The same value at the same time again is the same reading, with or without an id. */
          recorded_at: isoTime.optional(),
          /** What a device measured, the device's kiosk says. */
          source: z.literal('manual').default('manual'),
          /** The caller's own id for this reading: sending it twice stores it once. */
          id: z.uuid().optional(),
        }),
      )
      .output(z.object({ success: z.literal(true), id: z.string(), recorded_at: z.string() })),
  },
};
