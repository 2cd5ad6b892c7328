import { SECOND_MS } from '../../shared/base/clock.ts';
import { pairKiosk } from '../flows/pair-kiosk.ts';
import { signInMember } from '../flows/sign-in-member.ts';
import { unsubscribe } from '../flows/unsubscribe.ts';
import { statement } from '../store/database.ts';
import { pushFacts } from '../sync/push-facts.ts';
import { readFeed } from '../sync/read-feed.ts';
import { ApiError, refusal } from './api-error.ts';
import { kioskOf } from './authorise.ts';
import { createImportProcedures } from './import-routes.ts';
import { createMemberProcedures } from './member-routes.ts';
import { createAuthorisedApi, type AuthorisedApi, type RouterParts } from './router-parts.ts';
import { createGymProcedures, createKioskKeepingProcedures } from './gym-routes.ts';
import { createStaffAuthProcedures, createStaffProcedures } from './staff-routes.ts';

/** Procedures for paired kiosks. */
function createKioskProcedures(api: AuthorisedApi, parts: RouterParts) {
  return {
    facts: api.sync.facts.handler(async ({ input, context }) => {
      const sentAtMs = input.sent_at === undefined ? null : Date.parse(input.sent_at);
      const push = { records: input.facts, sentAtMs };
      const { verdicts, alarms } = await pushFacts(push, kioskOf(context), parts);
      return {
        batch_id: input.batch_id,
        verdicts,
        received_at: new Date(parts.clock.nowMs()).toISOString(),
        alarms: alarms.map((alarm) => ({ ...alarm, found_at: new Date(alarm.found_at).toISOString() })),
      };
    }),
    changes: api.sync.changes.handler(async ({ input, context, signal }) => {
      const asked = { since: input.since ?? null, waitMs: input.wait * SECOND_MS, signal: signal ?? null };
      const page = await readFeed(asked, kioskOf(context), parts);
      if (!page.ok) throw new ApiError(page.code);
      return page.value;
    }),
  };
}

/** How members sign in, with number and PIN. */
function createMemberAuthProcedures(api: AuthorisedApi, parts: RouterParts) {
  return {
    token: api.auth.token.handler(async ({ input, context: { address } }) => {
      const { gym_id: gymId, member_number: memberNumber, pin } = input;
      const session = await signInMember({ gymId, memberNumber, pin, address }, parts);
      if (!session.ok) throw refusal(session);
      const { accessToken, expiresInS, memberId } = session.value;
      return {
        access_token: accessToken,
        token_type: 'Bearer' as const,
        expires_in: expiresInS,
        member_id: memberId,
      };
    }),
  };
}

/** The whole API: every procedure of the contract validates, calls one flow and maps its outcome. */
export function createRouter(parts: RouterParts) {
  const api = createAuthorisedApi(parts);
  return api.router({
    health: api.health.handler(async () => {
      await parts.database.query(statement('select 1'));
      return { status: 'ok' as const, version: parts.version, storage: parts.database.kind };
    }),
    auth: { ...createMemberAuthProcedures(api, parts), ...createStaffAuthProcedures(api, parts) },
    unsubscribe: api.unsubscribe.handler(async ({ input }) => {
      const done = await unsubscribe(input.token, parts);
      if (!done.ok) throw new ApiError(done.code);
      return { success: true as const };
    }),
    kiosks: {
      ...createKioskKeepingProcedures(api, parts),
      pair: api.kiosks.pair.handler(async ({ input }) => {
        const { pairing_code: pairingCode, kiosk_id: kioskId, name, public_key: publicKey } = input;
        const paired = await pairKiosk({ pairingCode, kioskId, name, publicKeyX: publicKey.x }, parts);
        if (!paired.ok) throw refusal(paired);
        return { kiosk_id: paired.value.kioskId, gym_id: paired.value.gymId };
      }),
    },
    sync: createKioskProcedures(api, parts),
    ...createMemberProcedures(api, parts),
    ...createStaffProcedures(api, parts),
    ...createGymProcedures(api, parts),
    imports: createImportProcedures(api, parts),
  });
}

export type CentralRouter = ReturnType<typeof createRouter>;
