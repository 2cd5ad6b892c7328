import { auditEntry } from '../auth/audit.ts';
import { enterReading } from '../flows/enter-reading.ts';
import {
  markNotificationRead,
  readNotificationSettings,
  readNotifications,
  setNotificationSettings,
} from '../flows/member-notifications.ts';
import { readDashboard } from '../flows/read-dashboard.ts';
import { readProgress } from '../flows/read-progress.ts';
import { ApiError } from './api-error.ts';
import { subjectOf } from './authorise.ts';
import type { AuthorisedApi, RouterParts } from './router-parts.ts';

function createNotificationProcedures(api: AuthorisedApi, parts: RouterParts) {
  return {
    list: api.notifications.list.handler(async ({ input, context }) => {
      const list = await readNotifications(subjectOf(context, input.member_id), parts);
      if (!list.ok) throw new ApiError(list.code);
      return list.value;
    }),
    markRead: api.notifications.markRead.handler(async ({ input, context }) => {
      const readAt = await markNotificationRead(subjectOf(context, input.member_id), input.id, parts);
      if (!readAt.ok) throw new ApiError(readAt.code);
      return { success: true as const, read_at: readAt.value };
    }),
    preferences: api.notifications.preferences.handler(async ({ input, context }) =>
      readNotificationSettings(subjectOf(context, input.member_id), parts),
    ),
    setPreferences: api.notifications.setPreferences.handler(async ({ input, context }) => {
      const { preferences, contact } = input;
      const who = subjectOf(context, input.member_id);
      const settings = await setNotificationSettings(who, { preferences, ...contact }, parts);
      if (!settings.ok) throw new ApiError(settings.code);
      return settings.value;
    }),
  };
}

/** What members see of themselves, and staff of members. */
export function createMemberProcedures(api: AuthorisedApi, parts: RouterParts) {
  return {
    dashboard: {
      get: api.dashboard.get.handler(async ({ input, context }) => {
        const isOwnLook = context.caller?.role === 'member';
        const who = { ...subjectOf(context, input.member_id), isOwnLook };
        const dashboard = await readDashboard(who, parts);
        if (!dashboard.ok) throw new ApiError(dashboard.code);
        return dashboard.value;
      }),
    },
    notifications: createNotificationProcedures(api, parts),
    progress: {
      history: api.progress.history.handler(async ({ input, context }) => {
        const { metric_type: metricType, time_range: timeRange } = input;
        const who = subjectOf(context, input.member_id);
        const history = await readProgress({ metricType, timeRange }, who, parts);
        if (!history.ok) throw new ApiError(history.code);
        return history.value;
      }),
      track: api.progress.track.handler(async ({ input, context }) => {
        const recordedAtMs = input.recorded_at === undefined ? undefined : Date.parse(input.recorded_at);
        const { member_id: memberId, metric_type: metricType, value, source, id } = input;
        const { caller } = context;
        const entry =
          caller?.role === 'staff'
            ? auditEntry(
                caller,
                { action: 'progress.track', memberId, detail: metricType },
                parts.clock.nowMs(),
              )
            : null;
        const stored = await enterReading(
          { metricType, value, source, id, recordedAtMs },
          subjectOf(context, memberId),
          { ...parts, auditEntry: entry },
        );
        if (!stored.ok) throw new ApiError(stored.code);
        const recordedAt = new Date(stored.value.recordedAtMs).toISOString();
        return { success: true as const, id: stored.value.id, recorded_at: recordedAt };
      }),
    },
  };
}
