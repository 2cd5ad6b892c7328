/**
 * The tables that facts produce, in one description for both stores: what columns they have, what makes
 * a row the same row, and how two facts about one row become one row.
 *
 * Columns have the names of the kiosk's database. Times are UTC epoch milliseconds but for `_date`
 * columns, which hold ISO calendar dates of the gym's zone. At central the gym's id comes before every key.
 */

/** How a column takes what facts say about it. None depends on the order in which facts arrive. */
export type MergeRule =
  /** Part of the row's key. */
  | 'key'
  /** Said once, by whoever made the row, so that order means nothing: it stays, and what was not said yet is filled in. */
  | 'first'
  /** The word of the latest fact counts: latest by time, then writer, epoch and number. */
  | 'latest'
  /** The largest value counts. */
  | 'largest';

/** `bytes` are base64 text in a row change. */
export type ColumnType = 'text' | 'integer' | 'real' | 'boolean' | 'bytes';

/** Who keeps rows. */
export type Place = 'kiosk' | 'central';

export interface Column<Type extends ColumnType = ColumnType, Rule extends MergeRule = MergeRule> {
  readonly type: Type;
  readonly rule: Rule;
  /** Left out where both keep it. A table whose key only one of them keeps is that one's alone. */
  readonly place?: Place;
}

const key = <Type extends ColumnType>(type: Type) => ({ type, rule: 'key' }) as const;
const first = <Type extends ColumnType>(type: Type) => ({ type, rule: 'first' }) as const;
const latest = <Type extends ColumnType>(type: Type) => ({ type, rule: 'latest' }) as const;
const largest = <Type extends ColumnType>(type: Type) => ({ type, rule: 'largest' }) as const;
const atKiosk = <Described extends Column>(column: Described) => ({ ...column, place: 'kiosk' }) as const;
const atCentral = <Described extends Column>(column: Described) => ({ ...column, place: 'central' }) as const;

/**
 * Whose row it is stands in its key wherever it is a member's: no writer reaches another member's row,
 * and no id can be taken in advance.
 */
export const TABLES = {
  users: {
    id: key('text'),
    member_number: first('text'),
    first_name: first('text'),
    last_name: first('text'),
    alias: first('text'),
    sex: first('text'),
    birth_date: first('text'),
    height_cm: first('real'),
    membership_status: first('text'),
    joined_at: first('integer'),
    max_heart_rate_bpm: first('real'),
    resting_heart_rate_bpm: first('real'),
    board_privacy: first('text'),
    last_dashboard_access: atKiosk(largest('integer')),
  },
  /** What was said anew of a member, one row a field; each takes the place of what `users` and the contact settings had. */
  member_details: { user_id: key('text'), field: key('text'), value: latest('text') },
  /** Who a member turned out to be. Central follows chains of them and keeps its own. */
  merged_members: { user_id: atKiosk(key('text')), into_id: atKiosk(first('text')) },
  /** The last day of a membership; null where it goes on. */
  membership_ends: { user_id: key('text'), last_date: latest('text') },
  /** A card or a strap of null is nobody's any more. */
  cards: { code: key('text'), user_id: latest('text'), enrolled_at: latest('integer') },
  straps: { sensor_id: key('text'), user_id: latest('text'), enrolled_at: latest('integer') },
  class_series: {
    id: atCentral(key('text')),
    name: atCentral(latest('text')),
    class_type: atCentral(latest('text')),
    instructor: atCentral(latest('text')),
    weekday: atCentral(latest('real')),
    minute_of_day: atCentral(latest('real')),
    duration_min: atCentral(latest('real')),
    places: atCentral(latest('real')),
    from_date: atCentral(latest('text')),
    until_date: atCentral(latest('text')),
  },
  gym_closures: { from_date: key('text'), to_date: key('text') },
  classes: {
    id: key('text'),
    name: latest('text'),
    class_type: latest('text'),
    instructor: latest('text'),
    starts_at: latest('integer'),
    duration_min: latest('real'),
    places: latest('real'),
    places_taken: atKiosk(first('real')),
  },
  /** A class that is here is not in `classes`. */
  cancelled_classes: { id: key('text'), cancelled_at: first('integer') },
  membership_freezes: { user_id: key('text'), from_date: key('text'), to_date: key('text') },
  visits: {
    user_id: key('text'),
    id: key('text'),
    checked_in_at: first('integer'),
    class_id: first('text'),
  },
  progress_metrics: {
    user_id: key('text'),
    id: key('text'),
    metric_type: first('text'),
    value: first('real'),
    recorded_at: first('integer'),
    source: first('text'),
    unit: first('text'),
    formula: first('text'),
    /** JSON: what the value was worked out from, or how it was measured. */
    inputs: atKiosk(first('text')),
    heart_rate_session_id: atKiosk(first('text')),
  },
  /** A reading that is here is not in `progress_metrics`, whichever fact came first. */
  retracted_metrics: {
    user_id: key('text'),
    id: key('text'),
    reason: first('text'),
    retracted_at: first('integer'),
  },
  goals: {
    user_id: key('text'),
    id: key('text'),
    metric_type: first('text'),
    start_value: first('real'),
    /** Where the readings have brought it; reviews move it on. */
    current_value: first('real'),
    start_date: first('text'),
    target_value: latest('real'),
    target_date: latest('text'),
    auto_adjust: latest('boolean'),
    status: latest('text'),
    created_at: first('integer'),
    updated_at: largest('integer'),
  },
  /** A goal that is here is not in `goals`. */
  ended_goals: { user_id: key('text'), id: key('text'), ended_at: first('integer') },
  heart_rate_sessions: {
    user_id: key('text'),
    id: key('text'),
    sensor_id: first('text'),
    started_at: first('integer'),
    /** For sessions that never ended; a kiosk has their seconds. */
    heard_until: atCentral(largest('integer')),
    ended_at: first('integer'),
    end_reason: first('text'),
    summary: first('text'),
    device: atKiosk(first('text')),
    /** Where its first fact stands in the log. */
    fact_epoch: atKiosk(largest('integer')),
    fact_seq: atKiosk(largest('integer')),
  },
  /** One byte a second, 0 for nothing heard; at most a minute a row. */
  heart_rate_blocks: {
    user_id: atKiosk(key('text')),
    session_id: atKiosk(key('text')),
    started_at: atKiosk(key('integer')),
    bpm: atKiosk(first('bytes')),
  },
  /** The highest heart rate that a session proved. */
  measured_maximums: { user_id: key('text'), bpm: largest('real') },
  notification_reads: { user_id: key('text'), notification_id: key('text'), read_at: first('integer') },
  notification_preferences: {
    user_id: key('text'),
    topic: key('text'),
    channel: key('text'),
    enabled: latest('boolean'),
    decided_at: latest('integer'),
  },
  /** Every refusal at the door, by its own fact; of nobody for a card nobody enrolled. */
  check_in_refusals: {
    kiosk_id: atKiosk(key('text')),
    fact_epoch: atKiosk(key('integer')),
    fact_seq: atKiosk(key('integer')),
    user_id: atKiosk(first('text')),
    refused_at: atKiosk(first('integer')),
    reason: atKiosk(first('text')),
    device: atKiosk(first('text')),
    /** The visit that staff made of it. */
    visit_id: atKiosk(first('text')),
  },
  /** Weighings that are nobody's yet. */
  unclaimed_readings: {
    id: atKiosk(key('text')),
    device: atKiosk(first('text')),
    kg: atKiosk(first('real')),
    sent: atKiosk(first('text')),
    fields: atKiosk(first('text')),
    weighed_at: atKiosk(first('integer')),
  },
  /** Weighings that became somebody's, or that nobody wants: not in `unclaimed_readings`. */
  settled_readings: { id: atKiosk(key('text')), settled_at: atKiosk(first('integer')) },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Column>>>>;

export type TableName = keyof typeof TABLES;

/** Tables whose rows are gone for good once another table has a row under the same key. */
export const TOMBSTONES: Partial<Readonly<Record<TableName, TableName>>> = {
  progress_metrics: 'retracted_metrics',
  goals: 'ended_goals',
  classes: 'cancelled_classes',
  unclaimed_readings: 'settled_readings',
};

interface ValueOf {
  text: string | null;
  integer: number | null;
  real: number | null;
  boolean: boolean | null;
  bytes: string | null;
}

type ColumnsWith<Table extends TableName, Rule extends MergeRule> = {
  [Name in keyof (typeof TABLES)[Table]]: (typeof TABLES)[Table][Name] extends Column<infer _Type, Rule>
    ? Name
    : never;
}[keyof (typeof TABLES)[Table]];

type TypeOf<Table extends TableName, Name extends keyof (typeof TABLES)[Table]> =
  (typeof TABLES)[Table][Name] extends Column<infer Type> ? Type : never;

/** What makes a row of a table the same row. */
export type KeyOf<Table extends TableName> = {
  readonly [Name in ColumnsWith<Table, 'key'>]: NonNullable<ValueOf[TypeOf<Table, Name>]>;
};

/** What a fact may say of a row; what it does not say it leaves as it is. */
export type ValuesOf<Table extends TableName> = {
  readonly [Name in ColumnsWith<Table, 'first' | 'latest' | 'largest'>]?: ValueOf[TypeOf<Table, Name>];
};
