import fc from 'fast-check';
import type { FactKind } from '../../shared/facts/all-facts.ts';

const AT_MS = Date.parse('2026-10-15T08:00:00.000Z');
const HOUR_MS = 3_600_000;

const uuid = fc.uuid();
const isoTime = fc
  .integer({ min: 0, max: 2_000 })
  .map((hours) => new Date(AT_MS - hours * HOUR_MS).toISOString());
const day = fc
  .integer({ min: 0, max: 700 })
  .map((days) => new Date(AT_MS + (days - 350) * 24 * HOUR_MS).toISOString().slice(0, 10));
const days = fc
  .tuple(day, day)
  .map(([one, other]) => (one < other ? { from: one, to: other } : { from: other, to: one }));
const staff = fc.constantFrom('Kim', 'Robin');
/** Few, so that facts meet. */
const few = (prefix: string) => fc.integer({ min: 1, max: 3 }).map((number) => `${prefix}-${number}`);
const sessionId = fc.constantFrom(
  '00000000-0000-4000-8000-000000000001',
  '00000000-0000-4000-8000-000000000002',
);
const kg = fc.integer({ min: 400, max: 1_400 }).map((tenths) => tenths / 10);
const course = { target_value: kg, target_date: day, auto_adjust: fc.boolean() };
const setAside = {
  epoch: fc.constant(1),
  seq: fc.integer({ min: 1, max: 99 }),
  kind: fc.constant('metric.recorded'),
  code: fc.constantFrom('schema', null),
};
const visit = { visit_id: uuid, class_id: fc.constantFrom(null, 'class-1') };

const heldBack = {
  device: fc.constant('reader'),
  kind: fc.constant('card'),
  code: fc.constant('internal'),
};
const PAYLOADS: Readonly<Record<FactKind, fc.Arbitrary<Record<string, unknown>>>> = {
  'member.enrolled': fc.record({
    member_number: fc.constant('1001'),
    first_name: fc.constant('Mara'),
    last_name: fc.constant('Lind'),
    alias: fc.constant('Mara L.'),
    sex: fc.constant('female'),
    birth_date: fc.constant('1990-01-01'),
    joined_at: fc.constant('2026-01-01T00:00:00.000Z'),
  }),
  // One field at a time and several at once: each keeps its own latest word.
  'member.changed': fc.record(
    {
      first_name: fc.constantFrom('Mara', 'Maria'),
      last_name: fc.constantFrom('Lind', 'Berg'),
      birth_date: fc.option(day),
      height_cm: fc.option(fc.integer({ min: 150, max: 200 })),
      membership_status: fc.constantFrom('active', 'unpaid'),
      language: fc.constantFrom('en', 'de', null),
    },
    { requiredKeys: ['first_name'] },
  ),
  'member.contact_changed': fc.record({
    email: fc.constantFrom('mara@example.org', null),
    phone: fc.constantFrom('+49 30 1234', null),
  }),
  // Who somebody turned out to be is decided once.
  'member.merged': fc.constant({ into: 'kept' }),
  'card.revoked': fc.record({ code: few('card') }),
  'strap.removed': fc.record({ sensor_id: few('4711') }),
  'membership.ended': fc.record({ last_day: fc.option(day) }),
  'class.scheduled': few('class').chain((class_id) =>
    fc.record({
      class_id: fc.constant(class_id),
      name: fc.constantFrom('Spin', 'Yoga'),
      class_type: fc.constant('spin'),
      instructor: fc.constantFrom('Kim', 'Robin'),
      starts_at: isoTime,
      duration_min: fc.constantFrom(45, 60),
      places: fc.integer({ min: 1, max: 30 }),
    }),
  ),
  'class.cancelled': few('class').map((class_id) => ({ class_id })),
  'card.enrolled': fc.record({ code: few('card') }),
  'strap.enrolled': fc.record({ sensor_id: few('4711') }),
  'class_series.set': fc.record({
    series_id: few('series'),
    name: fc.constantFrom('Spin', 'Yoga'),
    class_type: fc.constant('spin'),
    instructor: fc.constantFrom('Kim', 'Robin'),
    weekday: fc.integer({ min: 1, max: 7 }),
    minute_of_day: fc.constant(1_110),
    duration_min: fc.constantFrom(45, 60),
    places: fc.integer({ min: 1, max: 30 }),
    from_date: day,
    until_date: fc.option(day),
  }),
  'gym.closed': days,
  'membership.frozen': days,
  'pin.set': fc.record({ by: fc.constant('member'), replaced: fc.boolean() }),
  'pin.unlocked': fc.record({ staff }),
  'pin.forgotten': fc.record({ staff, because: fc.constant('Lost') }),
  'dashboard.opened': fc.constant({}),
  'check_in.accepted': fc.record({ ...visit, device: fc.constant('door') }),
  'check_in.refused': fc.record({ reason: fc.constant('expired'), device: fc.constant('door') }),
  'check_in.overridden': fc.record({
    ...visit,
    staff,
    because: fc.constant('Paid'),
    refusal_epoch: fc.constant(1),
    // A refusal is answered once.
    refusal_seq: fc.integer({ min: 1, max: 1e9 }),
    reason: fc.constant('unpaid'),
  }),
  // What is said once of a session is the same however often it is said.
  'heart_rate.session_started': fc.record({ session_id: sessionId, sensor_id: fc.constant('4711') }),
  // What was heard in a minute is the same however often it is said.
  'heart_rate.minute': fc.record({ session_id: sessionId, started_at: isoTime }).map((minute) => ({
    ...minute,
    bpm: Buffer.alloc(60, 60 + ((Date.parse(minute.started_at) / HOUR_MS) % 120)).toString('base64'),
  })),
  'heart_rate.session_finished': fc.record({
    session_id: sessionId,
    ended_at: fc.constant('2026-10-15T07:00:00.000Z'),
    reason: fc.constant('finished'),
    summary: fc.constant({ duration_s: 1_800 }),
  }),
  'heart_rate.maximum_raised': fc.record({
    session_id: sessionId,
    bpm: fc.integer({ min: 150, max: 210 }),
    before_bpm: fc.constant(null),
  }),
  'metric.recorded': few('reading').map((reading_id) => ({
    reading_id,
    metric_type: 'body_weight',
    value: 80,
    unit: 'kg',
    source: 'device',
    formula: null,
  })),
  'metric.retracted': fc.record({ reading_id: few('reading'), reason: fc.constant('undone') }),
  'goal.set': few('goal').chain((goal_id) =>
    fc.record({
      goal_id: fc.constant(goal_id),
      metric_type: fc.constant('body_weight'),
      start_value: fc.constant(84),
      start_date: fc.constant('2026-09-01'),
      ...course,
    }),
  ),
  'goal.changed': fc.record({ goal_id: few('goal'), ...course, status: fc.constantFrom('active', 'missed') }),
  'goal.ended': fc.record({ goal_id: few('goal') }),
  'reading.unclaimed': fc.record({
    reading_id: few('weighing'),
    device: fc.constant('scale'),
    kg: fc.constant(82.4),
    sent: fc.constant({ value: '82.4', unit: 'kg' }),
    fields: fc.constant(null),
  }),
  'reading.assigned': fc.record({ reading_id: few('weighing') }),
  'reading.dismissed': fc.record({ reading_id: few('weighing'), because: fc.constant('too_old') }),
  'notification.read': fc.record({ notification_ids: fc.array(few('note'), { minLength: 1, maxLength: 3 }) }),
  'notification.preferences_set': fc.record({
    preferences: fc
      .constantFrom(true, false)
      .map((enabled) => [{ topic: 'goals', channel: 'email', enabled }]),
  }),
  'staff.signed_in': fc.record({ staff, role: fc.constant('owner'), with_card: fc.boolean() }),
  'staff.sign_in_failed': fc.record({ staff, failed: fc.constant(1) }),
  'staff.signed_out': fc.record({ staff, reason: fc.constant('done') }),
  'staff.looked': fc.record({ staff, page: fc.constant('today'), query: fc.constant(null) }),
  'staff.acted': fc.record({ staff, action: fc.constant('run_job'), subject: fc.constant(null) }),
  'fact.retried': fc.record({ staff, ...setAside }),
  'fact.set_aside': fc.record({
    staff,
    because: fc.constant('Test'),
    hash: fc.constant('a'.repeat(64)),
    ...setAside,
  }),
  'store.recovered': fc.record({
    code: fc.constant('database_damaged'),
    base: fc.constant('backup'),
    facts_salvaged: fc.constant(3),
    facts_missing: fc.constant(0),
    rows_kept: fc.constant(40),
    rows_lost: fc.constant(0),
  }),
  'reading.set_aside': fc.record(heldBack),
  'reading.settled': fc.record({ staff, ...heldBack, outcome: fc.constant('stored') }),
  'job.finished': fc.record({
    job: fc.constant('database_backup'),
    due_at: isoTime,
    outcome: fc.constant('succeeded'),
    code: fc.constant(null),
  }),
};

/** A payload that fits this kind: few ids and dates, so that facts speak of the same rows. */
export function anyFactPayload(kind: FactKind): fc.Arbitrary<Record<string, unknown>> {
  return PAYLOADS[kind];
}
