import { describe, expect, it } from 'vitest';
import type { RejectionCode } from '../../../../central/sync/judge-fact.ts';
import type { AlarmCode } from '../../../../central/store/tables/kiosk-alarms.ts';
import type { BackUpFailure } from '../../../../electron/core/store/back-up-database.ts';
import type { CheckFailure } from '../../../../electron/core/store/check-database.ts';
import type { StorageFailed } from '../../../../electron/core/store/store.ts';
import type { CentralFailure } from '../../../../electron/core/sync/central-client.ts';
import { DISCARD_REASONS } from '../../../../shared/base/discard-reasons.ts';
import {
  DEVICE_REASONS,
  detectionSchema,
  deviceStateSchema,
  recognitionReasonSchema,
} from '../../../../shared/contract/device-messages.ts';
import {
  INCIDENT_CODES,
  SET_ASIDE_CODES,
  SET_ASIDE_KINDS,
  staffCareSchema,
} from '../../../../shared/contract/staff-documents.ts';
import { STAFF_REASONS } from '../../../../shared/contract/staff-reasons.ts';
import { goalRefusalSchema } from '../../../../shared/contract/goals-api.ts';
import type { RefusalReason } from '../../../../shared/domain/check-in/check-in-rules.ts';
import type { Message } from '../../../../shared/domain/wording/message.ts';
import { PAGE_CATALOGUES } from '../../../support/wording/page-catalogues.ts';
import type { NoCaloriesReason } from '../../../../shared/domain/energy/calories.ts';

/** Every member of a union: the compiler refuses one left out, and one too many. */
const all = <Code extends string>(codes: Readonly<Record<Code, true>>): readonly string[] =>
  Object.keys(codes);

/** What any process can say as a code, under the group of words that staff read it by. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  reason: DEVICE_REASONS,
  discard: DISCARD_REASONS,
  'devices.state': deviceStateSchema.options,
  detection: detectionSchema.shape.reason.options.filter((reason) => reason !== 'clear'),
  recognised: recognitionReasonSchema.options,
  sync_error: all<CentralFailure>({
    unreachable: true,
    nonsense: true,
    busy: true,
    unauthorised: true,
    revoked: true,
    refused: true,
  }),
  code: all<RejectionCode | 'id_reused' | 'key_reused'>({
    id_reused: true,
    key_reused: true,
    schema: true,
    gym_scope: true,
    kiosk_scope: true,
    writer_scope: true,
    hash_mismatch: true,
    parked_quota: true,
    member_missing: true,
    payload_too_deep: true,
    payload_invalid: true,
    implausible_value: true,
    storage_refused: true,
  }),
  'sync.alarm': all<Exclude<AlarmCode, 'clock_wrong'>>({
    chain_gap: true,
    member_number_twice: true,
    chain_break: true,
    epoch_skipped: true,
    parked_quota: true,
  }),
  job_code: all<BackUpFailure | CheckFailure | StorageFailed['code']>({
    disk_full: true,
    io_error: true,
    database_damaged: true,
    backup_differs: true,
    backup_not_kept: true,
    damaged: true,
    facts_damaged: true,
  }),
  'sync.because': STAFF_REASONS.setFactAside,
  'today.because': STAFF_REASONS.overrideRefusal,
  'members.because': STAFF_REASONS.forgetPin,
  'kiosk.because': STAFF_REASONS.leaveKiosk,
  incident: INCIDENT_CODES,
  incident_base: staffCareSchema.shape.incidents.element.shape.base.options,
  set_aside: SET_ASIDE_KINDS,
  set_aside_code: SET_ASIDE_CODES,
  refusal: all<RefusalReason>({
    unknown_card: true,
    ambiguous_card: true,
    membership_frozen: true,
    membership_expired: true,
    membership_unpaid: true,
    unknown_number: true,
    no_pin: true,
    wrong_pin: true,
    pin_locked: true,
  }),
};

const LANGUAGES: readonly (readonly [string, Readonly<Record<string, Message>>])[] =
  Object.entries(PAGE_CATALOGUES);

/** What members read, under the words of their own screens. */
const MEMBER_CODES: Readonly<Record<string, readonly string[]>> = {
  'goals.problem': goalRefusalSchema.options,
  calories: all<NoCaloriesReason>({
    sex_unknown: true,
    weight_unknown: true,
    age_unknown: true,
    age_outside_range: true,
    weight_outside_range: true,
    heart_rate_outside_range: true,
    heart_rate_missing: true,
    maximum_heart_rate_unknown: true,
    activity_unknown: true,
    duration_missing: true,
  }),
};

describe.each(LANGUAGES)('what members read in %s', (_language, words) => {
  it.each(Object.entries(MEMBER_CODES))('has words for every code of "%s"', (group, codes) => {
    expect(codes.filter((code) => typeof words[`${group}.${code}`] !== 'string')).toEqual([]);
  });
});

describe.each(LANGUAGES)('what staff read in %s', (_language, words) => {
  it.each(Object.entries(CODES))('has words for every code of "%s"', (group, codes) => {
    expect(codes.length).toBeGreaterThan(1);
    expect(codes.filter((code) => typeof words[`${group}.${code}`] !== 'string')).toEqual([]);
  });
});
