/**
 * When tests are run as if it were then: moments at which a day, a week, a year or the clocks change somewhere,
 * and days far from those that the tests speak of. Most tests have their gym in Berlin; each moment lies a
 * little before its change, so that a file that starts then lives through it.
 */
export const AWKWARD_INSTANTS = [
  ['2026-11-29T23:59:40Z', 'Sunday night in UTC, Monday 00:59:40 in the gym'],
  ['2026-11-29T22:59:40Z', 'the last seconds of a Sunday in the gym'],
  ['2026-12-05T11:00:00Z', 'a Saturday at noon'],
  ['2027-03-28T00:59:40Z', 'the night in which the gym’s clocks spring forward'],
  ['2026-10-25T00:59:40Z', 'the night in which the gym’s clocks fall back'],
  ['2027-03-14T09:59:40Z', 'the night in which California’s clocks spring forward'],
  ['2028-02-29T22:59:40Z', 'the last seconds of a 29 February in the gym'],
  ['2024-02-28T23:59:40Z', 'the first minutes of a 29 February, before every day that tests speak of'],
  ['2026-12-31T22:59:40Z', 'the last seconds of a year in the gym'],
  ['2027-01-03T12:00:00Z', 'the Sunday of week 53, of the year before'],
  ['2026-10-31T23:59:40Z', 'the last seconds of a month in UTC'],
  ['2038-01-19T03:14:00Z', 'the end of 32-bit seconds'],
];

/** Zones that a machine may be in: none, halves and quarters of an hour, the ends of the day, and both summers. */
export const AWKWARD_ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/Los_Angeles',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Pago_Pago',
  'Australia/Lord_Howe',
];

/** @template Item @param {readonly Item[]} list @returns {Item} any of them */
export function drawn(list) {
  return list[Math.floor(Math.random() * list.length)];
}

/**
 * Environment of a process tree that is to live then.
 * @param {{ at: string | null, zone: string | null }} when `null`: the machine's own
 */
export function environmentAt({ at, zone }) {
  return {
    ...process.env,
    ...(at === null ? {} : { KIOSK_TEST_AT: at }),
    ...(zone === null ? {} : { TZ: zone }),
  };
}

/** Whether it is an instant with an offset, such as 2028-02-29T22:59:40Z. */
export function isInstant(text) {
  return (
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text) &&
    !Number.isNaN(Date.parse(text))
  );
}

export function isZone(text) {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).format() !== '';
  } catch {
    return false;
  }
}
