import type {
  FoundMembers,
  StaffDevices,
  StaffKiosk,
  StaffMember,
  StaffSync,
  StaffToday,
} from '../../shared/contract/staff-documents.ts';
import type { StaffSession, StaffSignIn } from '../../shared/contract/staff-views.ts';

/** Robin and Kim may sign in; nobody has been chosen. */
export function sampleSignIn(nowMs: number): StaffSignIn {
  return {
    session_id: 'staff-door',
    accounts: [
      { name: 'Robin', role: 'trainer' },
      { name: 'Kim', role: 'owner' },
    ],
    takes_cards: true,
    chosen: null,
    with_card: false,
    checking: false,
    tries_left: null,
    locked_until: null,
    ends_at: nowMs + 30_000,
  };
}

/** Kim is signed in. */
export function sampleStaffSession(nowMs: number): StaffSession {
  return {
    session_id: 'staff-1',
    name: 'Kim',
    role: 'owner',
    idle_prompt_at: nowMs + 60_000,
    idle_logout_at: nowMs + 90_000,
    ends_at: nowMs + 1_800_000,
    enrolment: null,
  };
}

const counted = (nowMs: number) => ({
  bytes: 48_210,
  frames: 3_012,
  readings: 3_001,
  discarded: { checksum: 7, repeat: 4 },
  reopened: 1,
  last_byte_at: nowMs - 1_000,
  last_reading_at: nowMs - 48_000,
  signal_dbm: null,
  battery_percent: null,
});

/** A door reader and a receiver that are well, and a scale that is not there. */
export function sampleStaffDevices(nowMs: number): StaffDevices {
  const device = {
    since: nowMs - 3_600_000,
    reason: null,
    configured: true,
    detection: null,
    capture: null,
  };
  return {
    devices: [
      { ...device, id: 'door', family: 'rdm6300', state: 'ready', counters: counted(nowMs) },
      {
        ...device,
        id: 'straps',
        family: 'ant',
        state: 'ready',
        counters: { ...counted(nowMs), signal_dbm: -62, battery_percent: 28, readings: 184_223 },
      },
      {
        ...device,
        id: 'scale',
        family: 'mt-sics',
        state: 'lost',
        since: nowMs - 240_000,
        reason: 'port_missing',
        counters: { ...counted(nowMs), discarded: {}, last_byte_at: nowMs - 241_000, last_reading_at: null },
      },
    ],
    test: {
      device: 'door',
      until: nowMs + 20_000,
      readings: [
        {
          n: 2,
          at: nowMs - 2_000,
          kind: 'card',
          text: '••••••5634',
          card: { whose: 'member', name: 'Mara Ruiz', member_number: '1001' },
        },
        { n: 1, at: nowMs - 9_000, kind: 'card', text: '••••••7886', card: { whose: 'nobody' } },
      ],
    },
  };
}

/** Central is away, and two records wait for a decision. */
export function sampleStaffSync(nowMs: number): StaffSync {
  return {
    state: 'waiting',
    central_url: 'https://central.training-club.example',
    pending: 412,
    quarantined: 3,
    oldest_unsent_at: nowMs - 5_400_000,
    last_error: 'unreachable: connect ECONNREFUSED',
    last_success_at: nowMs - 5_400_000,
    known_until: nowMs - 5_460_000,
    next_try_at: nowMs + 42_000,
    clock_ahead_ms: -1_020_000,
    alarms: [
      {
        code: 'chain_gap',
        found_at: nowMs - 7_200_000,
        epoch: 1,
        from_seq: 4_640,
        until_seq: 4_652,
        amount: null,
      },
    ],
    quarantine: [
      {
        epoch: 1,
        seq: 4_711,
        kind: 'metric.recorded',
        code: 'implausible_value',
        happened_at: nowMs - 86_400_000,
        summary: [
          { key: 'metric_type', text: 'body_weight' },
          { key: 'value', text: '•••' },
          { key: 'unit', text: 'kg' },
          { key: 'source', text: 'manual' },
        ],
      },
      {
        epoch: 1,
        seq: 4_802,
        kind: 'check_in.accepted',
        code: 'hash_mismatch',
        happened_at: nowMs - 3_600_000,
        summary: [
          { key: 'visit_id', text: '019c6f6e-3b7a-7cc1-9d4e-8a1f2b3c4d5e' },
          { key: 'class_id', text: 'null' },
          { key: 'device', text: 'door' },
        ],
      },
    ],
  };
}

/** A morning with two refusals, one of them answered. */
export function sampleStaffToday(nowMs: number): StaffToday {
  const people = [
    'Mara Lindqvist',
    'Jonas Petersen',
    'Aylin Demir',
    'Tom Okafor',
    'Noor Haddad',
    'Lea Brandt',
  ];
  const refusal = { epoch: 1, device: 'door', overridden: false };
  return {
    visits_total: 87,
    visits: people.map((name, index) => ({
      visit_id: `visit-${index}`,
      at: nowMs - (index * 11 + 2) * 60_000,
      name,
      member_number: String(1_042 + index),
      class_name: index % 3 === 0 ? 'Spinning' : null,
    })),
    refusals: [
      {
        ...refusal,
        seq: 5_120,
        at: nowMs - 90_000,
        reason: 'membership_unpaid',
        member: { name: 'Ben Carter', member_number: '1077' },
      },
      { ...refusal, seq: 5_080, at: nowMs - 1_500_000, reason: 'unknown_card', member: null },
      {
        ...refusal,
        seq: 4_990,
        at: nowMs - 5_400_000,
        reason: 'membership_frozen',
        member: { name: 'Ines Moreau', member_number: '1101' },
        overridden: true,
      },
    ],
  };
}

export const SAMPLE_FOUND_MEMBERS: FoundMembers = [
  { member_id: 'm-1', member_number: '1042', name: 'Mara Lindqvist', status: 'active' },
  { member_id: 'm-2', member_number: '1188', name: 'Maria Santos', status: 'unpaid' },
  { member_id: 'm-3', member_number: '1203', name: 'Jonas Marten', status: 'frozen' },
];

export function sampleStaffMember(nowMs: number): StaffMember {
  return {
    member_id: 'm-1',
    member_number: '1042',
    name: 'Mara Lindqvist',
    status: 'active',
    joined_at: nowMs - 540 * 86_400_000,
    last_visit_at: nowMs - 2 * 86_400_000,
    visits_30_days: 11,
    cards: ['••••••5634'],
    straps: [],
    pin: 'locked',
  };
}

export function sampleStaffKiosk(nowMs: number): StaffKiosk {
  return {
    version: '0.1.0',
    schema: 90,
    kiosk_id: '019c6f6e-3b7a-7cc1-9d4e-8a1f2b3c4d5e',
    gym_id: 'training-club-ottensen',
    epoch: 1,
    records: 18_220,
    started_at: nowMs - 9 * 3_600_000,
    runtime: 'Node 24.21.0, linux',
    database_bytes: 184_549_376,
    data_bytes: 186_122_240,
    free_bytes: 48_318_382_080,
  };
}
