import type { MemberId } from '../../../shared/base/ids.ts';
import type { HeartRateReading } from '../../../shared/contract/readings.ts';
import { SILENCE_ENDS_SESSION_MS } from './heart-rate-recorder.ts';
import { CLOCK_WAS_SET_MS } from './receiver-minutes.ts';
import { STRAP_GONE_AFTER_MS } from './strap-radar.ts';

/** Readings of a member's own strap before its session begins: not somebody walking past. */
const HEARD_BEFORE_START = 3;

/** A member's own strap was put on. */
export interface StrapPutOn {
  readonly memberId: MemberId;
  /** What it said so far; belongs to the session. */
  readonly readings: readonly HeartRateReading[];
}

interface OwnStrap {
  /** First readings since it came into range; at most `HEARD_BEFORE_START`. */
  heard: HeartRateReading[];
  /** When it last spoke at all. */
  lastAtMs: number | null;
  /** When it last spoke as part of a session, or since one was finished by hand. */
  wornAtMs: number;
}

export interface OwnStraps {
  /** @returns whose session is to begin with this reading, or null */
  onReading(reading: HeartRateReading): StrapPutOn | null;
}

/**
 * Straps whose session starts by itself when their owner puts them on. After a session was finished
 * by hand the strap stays on for a while; it must first be taken off before the next one begins.
 * @param deps.owners by device number, short or extended
 * @param deps.isRecording whether this strap has a running session
 * @param deps.lastFinishedAtMs when a session of this strap was last finished by hand, or null
 */
export function createOwnStraps(deps: {
  owners: ReadonlyMap<string, MemberId>;
  isRecording: (sensorId: string) => boolean;
  lastFinishedAtMs: (sensorId: string) => number | null;
}): OwnStraps {
  const { owners, isRecording, lastFinishedAtMs } = deps;
  /** Only straps with an owner get in: bounded by the configuration. */
  const straps = new Map<string, OwnStrap>();
  return {
    onReading(reading) {
      const { sensor_id: sensorId, at } = reading;
      const memberId = owners.get(sensorId) ?? owners.get(reading.sensor);
      if (memberId === undefined) return null;
      const strap = straps.get(sensorId) ?? {
        heard: [],
        lastAtMs: null,
        wornAtMs: lastFinishedAtMs(sensorId) ?? Number.NEGATIVE_INFINITY,
      };
      straps.set(sensorId, strap);
      // Silent for long, or the clock was set: a session of before ends with this reading, and the next may begin.
      const isFar = strap.lastAtMs !== null && Math.abs(at - strap.lastAtMs) > CLOCK_WAS_SET_MS;
      strap.lastAtMs = at;
      if (isFar) {
        strap.heard = [];
        strap.wornAtMs = Number.NEGATIVE_INFINITY;
        if (isRecording(sensorId)) return null;
      }
      if (isRecording(sensorId) || at - strap.wornAtMs < SILENCE_ENDS_SESSION_MS) {
        strap.heard = [];
        strap.wornAtMs = Math.max(strap.wornAtMs, at);
        return null;
      }
      const heard = [
        ...strap.heard.filter((earlier) => Math.abs(at - earlier.at) <= STRAP_GONE_AFTER_MS),
        reading,
      ];
      strap.heard = heard.length < HEARD_BEFORE_START ? heard : [];
      return heard.length < HEARD_BEFORE_START ? null : { memberId, readings: heard };
    },
  };
}
