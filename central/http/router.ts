import { implement } from '@orpc/server';
import type { Clock } from '../../shared/base/clock.ts';
import type { NewId } from '../../shared/base/ids.ts';
import type { Log } from '../../shared/base/log.ts';
import { centralApi } from '../../shared/contract/central-api.ts';
import type { Caller, MemberCaller } from '../auth/callers.ts';
import { identifyCaller } from '../auth/identify-caller.ts';
import type { PinVerifier } from '../auth/pin-verifier.ts';
import type { ReplayGuard } from '../auth/replay-guard.ts';
import type { SigningKeys } from '../auth/signing-keys.ts';
import type { ReadCommunity } from '../flows/gym-community.ts';
import {
  markNotificationRead,
  readNotificationSettings,
  readNotifications,
  setNotificationSettings,
} from '../flows/member-notifications.ts';
import { pairKiosk } from '../flows/pair-kiosk.ts';
import { readDashboard } from '../flows/read-dashboard.ts';
import { readProgress } from '../flows/read-progress.ts';
import { signInMember } from '../flows/sign-in-member.ts';
import { enterReading } from '../flows/enter-reading.ts';
import { unsubscribe } from '../flows/unsubscribe.ts';
import { statement, type CentralDatabase } from '../store/database.ts';
import { pushFacts } from '../sync/push-facts.ts';
import { ApiError } from './api-error.ts';
import type { RequestContext } from './request-context.ts';

export interface RouterParts {
  readonly database: CentralDatabase;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  readonly signingKeys: SigningKeys;
  readonly pinVerifier: PinVerifier;
  readonly replayGuard: ReplayGuard;
  readonly readCommunity: ReadCommunity;
  /** The program's version, as `health` tells it. */
  readonly version: string;
}

const api = implement(centralApi).$context<RequestContext>();

async function requireCaller(context: RequestContext, parts: RouterParts): Promise<Caller> {
  const identified = await identifyCaller(context.authorization, parts);
  if (!identified.ok) throw new ApiError(identified.code);
  return identified.value;
}

/** A member may only name themselves; whether the other one exists is nobody's business. */
function requireSelf(member: MemberCaller, memberId: string): void {
  if (member.memberId !== memberId) throw new ApiError('forbidden');
}

/** Procedures for signed-in members. The token is checked before the input is looked at. */
function createMemberProcedures(parts: RouterParts) {
  const forMembers = api.use(async ({ context, next }) => {
    const member = await requireCaller(context, parts);
    if (member.role !== 'member') throw new ApiError('forbidden');
    return next({ context: { member } });
  });
  return {
    dashboard: {
      get: forMembers.dashboard.get.handler(async ({ input, context: { member } }) => {
        requireSelf(member, input.member_id);
        const dashboard = await readDashboard(member, parts);
        if (!dashboard.ok) throw new ApiError(dashboard.code);
        return dashboard.value;
      }),
    },
    notifications: {
      list: forMembers.notifications.list.handler(async ({ input, context: { member } }) => {
        requireSelf(member, input.member_id);
        const list = await readNotifications(member, parts);
        if (!list.ok) throw new ApiError(list.code);
        return list.value;
      }),
      markRead: forMembers.notifications.markRead.handler(async ({ input, context: { member } }) => {
        requireSelf(member, input.member_id);
        const readAt = await markNotificationRead(member, input.id, parts);
        if (!readAt.ok) throw new ApiError(readAt.code);
        return { success: true as const, read_at: readAt.value };
      }),
      preferences: forMembers.notifications.preferences.handler(async ({ input, context: { member } }) => {
        requireSelf(member, input.member_id);
        return readNotificationSettings(member, parts);
      }),
      setPreferences: forMembers.notifications.setPreferences.handler(
        async ({ input, context: { member } }) => {
          requireSelf(member, input.member_id);
          const { preferences, contact } = input;
          const settings = await setNotificationSettings(member, { preferences, ...contact }, parts);
          if (!settings.ok) throw new ApiError(settings.code);
          return settings.value;
        },
      ),
    },
    progress: {
      history: forMembers.progress.history.handler(async ({ input, context: { member } }) => {
        requireSelf(member, input.member_id);
        const { metric_type: metricType, time_range: timeRange } = input;
        const history = await readProgress({ metricType, timeRange }, member, parts);
        if (!history.ok) throw new ApiError(history.code);
        return history.value;
      }),
      track: forMembers.progress.track.handler(async ({ input, context: { member } }) => {
        requireSelf(member, input.member_id);
        const recordedAtMs = input.recorded_at === undefined ? undefined : Date.parse(input.recorded_at);
        const { metric_type: metricType, value, source, id } = input;
        const stored = await enterReading({ metricType, value, source, id, recordedAtMs }, member, parts);
        if (!stored.ok) throw new ApiError(stored.code);
        const recordedAt = new Date(stored.value.recordedAtMs).toISOString();
        return { success: true as const, id: stored.value.id, recorded_at: recordedAt };
      }),
    },
  };
}

/** Procedures for paired kiosks. */
function createKioskProcedures(parts: RouterParts) {
  const forKiosks = api.use(async ({ context, next }) => {
    const kiosk = await requireCaller(context, parts);
    if (kiosk.role !== 'kiosk') throw new ApiError('forbidden');
    const overspent = await context.spendKioskBudget(kiosk.kioskId);
    if (overspent !== null) throw new ApiError('too_many_requests', overspent);
    return next({ context: { kiosk } });
  });
  return {
    sync: {
      facts: forKiosks.sync.facts.handler(async ({ input, context: { kiosk } }) => {
        const sentAtMs = input.sent_at === undefined ? null : Date.parse(input.sent_at);
        const { verdicts, alarms } = await pushFacts({ records: input.facts, sentAtMs }, kiosk, parts);
        return {
          batch_id: input.batch_id,
          verdicts,
          received_at: new Date(parts.clock.nowMs()).toISOString(),
          alarms: alarms.map((alarm) => ({ ...alarm, found_at: new Date(alarm.found_at).toISOString() })),
        };
      }),
    },
  };
}

/** Procedures that need no token. */
function createOpenProcedures(parts: RouterParts) {
  return {
    health: api.health.handler(async () => {
      await parts.database.query(statement('select 1'));
      return { status: 'ok' as const, version: parts.version, storage: parts.database.kind };
    }),
    auth: {
      token: api.auth.token.handler(async ({ input }) => {
        const { gym_id: gymId, member_number: memberNumber, pin } = input;
        const session = await signInMember({ gymId, memberNumber, pin }, parts);
        if (!session.ok) {
          throw new ApiError(
            session.code,
            'retryAfterMs' in session ? { retryAfterMs: session.retryAfterMs } : {},
          );
        }
        const { accessToken, expiresInS, memberId } = session.value;
        return {
          access_token: accessToken,
          token_type: 'Bearer' as const,
          expires_in: expiresInS,
          member_id: memberId,
        };
      }),
    },
    unsubscribe: api.unsubscribe.handler(async ({ input }) => {
      const done = await unsubscribe(input.token, parts);
      if (!done.ok) throw new ApiError(done.code);
      return { success: true as const };
    }),
    kiosks: {
      pair: api.kiosks.pair.handler(async ({ input }) => {
        const { pairing_code: pairingCode, kiosk_id: kioskId, name, public_key: publicKey } = input;
        const paired = await pairKiosk({ pairingCode, kioskId, name, publicKeyX: publicKey.x }, parts);
        if (!paired.ok)
          throw new ApiError(paired.code, paired.detail === undefined ? {} : { message: paired.detail });
        return { kiosk_id: paired.value.kioskId, gym_id: paired.value.gymId };
      }),
    },
  };
}

/** The whole API: every procedure of the contract validates, calls one flow and maps its outcome. */
export function createRouter(parts: RouterParts) {
  return api.router({
    ...createOpenProcedures(parts),
    ...createKioskProcedures(parts),
    ...createMemberProcedures(parts),
  });
}

export type CentralRouter = ReturnType<typeof createRouter>;
