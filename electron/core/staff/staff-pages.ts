import type { DeviceConfig } from '../../../shared/contract/kiosk-config.ts';
import {
  MAX_ALARMS_SHOWN,
  MAX_QUARANTINED_SHOWN,
  type QuarantinedFact as ShownFact,
  type StaffDevices,
  type StaffSync,
} from '../../../shared/contract/staff-documents.ts';
import type { ReadableDb } from '../store/database.ts';
import { listQuarantined, type QuarantinedFact } from '../store/tables/outbox.ts';
import type { Pull } from '../sync/pull.ts';
import type { Push } from '../sync/push.ts';
import type { DeviceLine } from '../devices/device-line.ts';
import type { DeviceTest } from './device-test.ts';

/** Every device and how it does. Nothing here is about a member. */
export function readStaffDevices(
  line: DeviceLine,
  configured: readonly DeviceConfig[],
  test: DeviceTest,
): StaffDevices {
  const configuredIds = new Set(configured.map(({ id }) => id));
  return {
    devices: line.statuses().map(({ device, family, state, since, reason }) => ({
      id: device,
      family,
      state,
      since,
      reason,
      configured: configuredIds.has(device),
      counters: line.counters().get(device) ?? null,
      detection: line.detections().get(device) ?? null,
      capture: line.captures().get(device) ?? null,
    })),
    test: test.view(),
  };
}

interface SyncParts {
  readonly push: Pick<Push, 'status' | 'tries' | 'notices'>;
  readonly pull: Pick<Pull, 'knownUntilMs'>;
  readonly centralUrl: string | null;
}

/** What central has and what it has not, and how far what others said is known here. */
export function readStaffSync(db: ReadableDb, { push, pull, centralUrl }: SyncParts): StaffSync {
  const { state, pending, quarantined, oldestUnsentAtMs, lastError } = push.status();
  const { lastSuccessAtMs, nextTryAtMs } = push.tries();
  const { clockAheadMs, alarms } = push.notices();
  return {
    state,
    central_url: centralUrl,
    pending,
    quarantined,
    oldest_unsent_at: oldestUnsentAtMs,
    last_error: lastError,
    last_success_at: lastSuccessAtMs,
    known_until: pull.knownUntilMs(),
    next_try_at: state === 'waiting' ? nextTryAtMs : null,
    clock_ahead_ms: clockAheadMs,
    alarms: alarms
      // Said above in words of its own, as the kiosk itself sees it.
      .filter(({ code }) => code !== 'clock_wrong')
      .slice(0, MAX_ALARMS_SHOWN)
      .map(({ found_at: foundAt, ...alarm }) => ({ ...alarm, found_at: Date.parse(foundAt) })),
    quarantine: listQuarantined(db, MAX_QUARANTINED_SHOWN).map(shownFact),
  };
}

/** Keys whose values say nothing about a person; of all others only the key is shown. */
const OPEN_KEYS: ReadonlySet<string> = new Set([
  'action', 'class_id', 'code', 'device', 'epoch', 'formula', 'kind', 'metric_type', 'page', 'reading_id',
  'reason', 'role', 'seq', 'session_id', 'source', 'staff', 'started_at', 'ended_at', 'unit', 'visit_id',
]); // prettier-ignore
const MAX_KEYS_SHOWN = 8;
const MAX_VALUE_SHOWN = 60;

function shownFact(fact: QuarantinedFact): ShownFact {
  const payload = JSON.parse(fact.payload) as Record<string, unknown>;
  // The number of a card is as good as the card.
  const isOpen = (key: string): boolean =>
    OPEN_KEYS.has(key) && !(fact.kind === 'card.enrolled' && key === 'code');
  return {
    epoch: fact.epoch,
    seq: fact.seq,
    kind: fact.kind,
    code: fact.code,
    happened_at: fact.happenedAtMs,
    summary: Object.entries(payload)
      .slice(0, MAX_KEYS_SHOWN)
      .map(([key, value]) => ({ key, text: isOpen(key) ? String(value).slice(0, MAX_VALUE_SHOWN) : '•••' })),
  };
}
