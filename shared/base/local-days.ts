import { dateOfDay, mondayOfDay } from './calendar-days.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './clock.ts';

/** Reads instants as the wall calendar and clock of one place. */
export interface LocalDays {
  /** IANA name of the zone. */
  readonly zone: string;
  /** Milliseconds to add to UTC to get the wall clock at this instant. */
  offsetMs(epochMs: number): number;
  /** Day number (days since 1970-01-01) of the local calendar date. */
  dayOf(epochMs: number): number;
  /** Local calendar date, ISO (`2026-03-29`). */
  dateOf(epochMs: number): string;
  /** Day number of the Monday that starts the local week. */
  weekOf(epochMs: number): number;
  /** Local calendar date of that Monday, ISO. */
  weekStartOf(epochMs: number): string;
  /** Minutes on the wall clock, 0 to 1439. */
  minuteOfDay(epochMs: number): number;
  /**
   * First instant of a local calendar day. A date the zone skipped altogether starts where the next
   * one does, so that it is an empty day.
   */
  startOfDayMs(dayNumber: number): number;
  /**
   * First instant of a local calendar day at which the wall clock reads this minute (0 to 1439). Where
   * the clocks jump over it, the jump; where they show it twice, the first time.
   */
  atMinuteMs(dayNumber: number, minuteOfDay: number): number;
}

/** Offsets of one UTC day: the same all day, or changing once at `changesAtMs`. */
interface DayOffsets {
  readonly beforeMs: number;
  readonly changesAtMs: number;
  readonly afterMs: number;
}

/** Zones kept ready. A kiosk knows one, a central server one per gym; beyond this the oldest is dropped. */
const MAX_ZONES = 256;
/** UTC days remembered per zone: 54 years. Beyond it the memory starts afresh. */
const MAX_DAYS_PER_ZONE = 20_000;
/** No zone has ever been further from UTC; bounds the search around a reading of its clock. */
const MAX_OFFSET_MS = 16 * HOUR_MS;

const zones = new Map<string, LocalDays>();

/**
 * The calendar of a zone. Asking the platform for an offset costs microseconds, so each UTC day is
 * asked once and remembered; years of visits then cost one look-up each.
 * @param zone IANA name
 * @throws RangeError when the platform does not know the zone
 */
export function localDays(zone: string): LocalDays {
  const known = zones.get(zone);
  if (known !== undefined) return known;
  const created = createLocalDays(zone);
  if (zones.size >= MAX_ZONES) {
    const oldest = zones.keys().next();
    if (oldest.done !== true) zones.delete(oldest.value);
  }
  zones.set(zone, created);
  return created;
}

function createLocalDays(zone: string): LocalDays {
  const askPlatform = platformOffset(zone);
  const days = new Map<number, DayOffsets>();

  function offsetMs(epochMs: number): number {
    const utcDay = Math.floor(epochMs / DAY_MS);
    let offsets = days.get(utcDay);
    if (offsets === undefined) {
      if (days.size >= MAX_DAYS_PER_ZONE) days.clear();
      offsets = offsetsOfUtcDay(utcDay, askPlatform);
      days.set(utcDay, offsets);
    }
    return epochMs < offsets.changesAtMs ? offsets.beforeMs : offsets.afterMs;
  }

  const dayOf = (epochMs: number): number => Math.floor((epochMs + offsetMs(epochMs)) / DAY_MS);

  function atMinuteMs(dayNumber: number, minuteOfDay: number): number {
    const wallMs = dayNumber * DAY_MS + minuteOfDay * MINUTE_MS;
    const early = wallMs - MAX_OFFSET_MS;
    const late = wallMs + MAX_OFFSET_MS;
    const candidates = [wallMs - offsetMs(early), wallMs - offsetMs(late)]
      .filter((instant) => instant + offsetMs(instant) === wallMs)
      .sort((left, right) => left - right);
    // No instant reads that: the clocks jumped over it, and it is reached at the jump.
    return candidates[0] ?? firstChange(early, late, offsetMs);
  }

  return {
    zone,
    offsetMs,
    dayOf,
    dateOf: (epochMs) => dateOfDay(dayOf(epochMs)),
    weekOf: (epochMs) => mondayOfDay(dayOf(epochMs)),
    weekStartOf: (epochMs) => dateOfDay(mondayOfDay(dayOf(epochMs))),
    minuteOfDay: (epochMs) => {
      const wallMs = epochMs + offsetMs(epochMs);
      return Math.floor((wallMs - Math.floor(wallMs / DAY_MS) * DAY_MS) / MINUTE_MS);
    },
    startOfDayMs: (dayNumber) => atMinuteMs(dayNumber, 0),
    atMinuteMs,
  };
}

/** No zone changes its offset twice within a UTC day, so the ends of the day tell whether it changes at all. */
function offsetsOfUtcDay(utcDay: number, askPlatform: (epochMs: number) => number): DayOffsets {
  const startMs = utcDay * DAY_MS;
  const beforeMs = askPlatform(startMs);
  const afterMs = askPlatform(startMs + DAY_MS - 1);
  if (beforeMs === afterMs) return { beforeMs, changesAtMs: startMs, afterMs };
  return { beforeMs, changesAtMs: firstChange(startMs, startMs + DAY_MS - 1, askPlatform), afterMs };
}

/** First instant after `fromMs`, and not after `toMs`, whose offset differs from that of `fromMs`. */
function firstChange(fromMs: number, toMs: number, offsetAt: (epochMs: number) => number): number {
  const before = offsetAt(fromMs);
  let low = fromMs;
  let high = toMs;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

const OFFSET_TEXT = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/;

/** The platform's own zone data; `longOffset` prints `GMT`, `GMT+05:30` or, for old local mean times, seconds too. */
function platformOffset(zone: string): (epochMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return (epochMs) => {
    const match = OFFSET_TEXT.exec(format.format(epochMs));
    if (match === null) throw new RangeError(`no offset for zone ${zone}`);
    const [, sign, hours = '0', minutes = '0', seconds = '0'] = match;
    const size = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds) * 1_000;
    return sign === '-' ? -size : size;
  };
}
