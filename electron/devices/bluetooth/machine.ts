/**
 * Who is linked, as a pure machine: what is heard goes in with the time, and what is to be done comes
 * out. Listening comes first; a link is made only to a strap that does not tell its rate by itself and
 * that somebody wants: it is worn in a session, known (a member's own or the gym's), or a strap is
 * being chosen right now. Scales are linked when they call.
 */
export type SensorKind = 'strap' | 'scale';

/** Why a link is wanted, most urgent first. */
export type Want = 'worn' | 'scale' | 'known' | 'candidate';
const ORDER: Readonly<Record<Want, number>> = { worn: 0, scale: 1, known: 2, candidate: 3 };

export interface LinkAction {
  readonly type: 'link' | 'give_up' | 'unlink';
  readonly address: string;
}

/** One device in reach, by its address. */
interface Sensor {
  readonly address: string;
  kind: SensorKind;
  identity: string;
  /** What it calls itself, where only a link will tell which of that name it is. */
  provisionalName: string | null;
  isConnectable: boolean;
  rssiDbm: number;
  /** When it last advertised. */
  heardMs: number;
  /** When its advertisement last told what it measures: no link needed. */
  toldMs: number;
  state: 'listening' | 'linking' | 'linked' | 'unlinking';
  stateMs: number;
  /** When its link last told anything. */
  valueMs: number;
  /** When its last link, or the last try at one, ended; who waited longest comes first. */
  turnMs: number;
  failures: number;
  /** No new try before this. */
  restMs: number;
}

/** Straps are known, worn or being chosen; core says which, the configuration adds to the known ones. */
export interface Wishes {
  /** @param provisionalName the start of any number of identities, or null */
  isKnown(identity: string, provisionalName: string | null): boolean;
  isWorn(identity: string, provisionalName: string | null): boolean;
  readonly isPairing: boolean;
}

export interface LinkPolicy {
  heard(
    advert: {
      readonly address: string;
      readonly kind: SensorKind;
      readonly identity: string;
      readonly provisionalName: string | null;
      readonly isConnectable: boolean;
      readonly rssiDbm: number | null;
      /** It tells what it measures in what it broadcasts. */
      readonly tellsItself: boolean;
    },
    nowMs: number,
  ): void;
  linked(address: string, nowMs: number): void;
  /** The link told a value. */
  value(address: string, nowMs: number): void;
  unlinked(address: string, nowMs: number): void;
  /** The strap could not be linked, or had nothing to say once it was. */
  failed(address: string, nowMs: number): void;
  /** The controller refused one more link: so many are its most. */
  refused(address: string, nowMs: number): void;
  renamed(address: string, identity: string): void;
  wish(wishes: Wishes): void;
  tick(nowMs: number): readonly LinkAction[];
  /** Every link is gone, because the controller was started anew. */
  reset(): void;
  readonly counts: LinkCounts;
}

export interface LinkCounts {
  readonly linked: number;
  /** Straps in reach that somebody wants and that no link is left for. */
  readonly waiting: number;
  /** How many links there may be, as far as is known. */
  readonly most: number;
}

/** A device not heard for this long cannot be linked now. Straps advertise at least once a second. */
export const OUT_OF_REACH_MS = 5_000;
/** One whose advertisements told what it measures this recently needs no link. */
const TELLS_ITSELF_MS = 5_000;
/** A link attempt is given up after this long, so that others get their turn. */
export const LINK_TIMEOUT_MS = 8_000;
/** An open link on which nothing was ever said is closed: a worn strap speaks every second. */
const SILENT_LINK_MS = 15_000;
/** A scale is linked for one weighing; most end the link themselves. */
const SCALE_LINK_MS = 60_000;
/** Not weaker than this is a strap on somebody who stands at the kiosk, and not on the far treadmill. */
const CANDIDATE_RSSI_DBM = -80;
/** Straps linked at once only because somebody is choosing; more would empty their batteries for nothing. */
const MOST_CANDIDATES = 6;
/** After the choosing, candidates keep their link so long, for a second look. */
const CANDIDATE_GRACE_MS = 5_000;
/** A known strap that is in no session keeps its link so long while others wait for one. */
export const TURN_MS = 60_000;
/** A candidate keeps its link so long while others wait to be shown: time to find one's own pulse among them. */
export const CANDIDATE_TURN_MS = 10_000;
const FIRST_REST_MS = 500;
const LONGEST_REST_MS = 30_000;
/** Four full classes and their watches; the device silent for longest is forgotten. */
export const MAX_SENSORS = 512;

const NOBODY_WANTS: Wishes = { isKnown: () => false, isWorn: () => false, isPairing: false };

/** Smaller first; two that never happened are equal. */
function compare(one: number, other: number): number {
  return one === other ? 0 : one - other;
}

/** @param mostLinks how many links the operator allows */
export function createLinkPolicy(mostLinks: number): LinkPolicy {
  const sensors = new Map<string, Sensor>();
  let most = mostLinks;
  let wishes = NOBODY_WANTS;
  let pairedMs = Number.NEGATIVE_INFINITY;
  let waiting = 0;

  const add = (address: string, kind: SensorKind, identity: string, nowMs: number): Sensor => {
    if (sensors.size >= MAX_SENSORS) forgetSilentMost();
    const sensor: Sensor = {
      address,
      kind,
      identity,
      provisionalName: null,
      isConnectable: false,
      rssiDbm: -127,
      heardMs: nowMs,
      toldMs: Number.NEGATIVE_INFINITY,
      state: 'listening',
      stateMs: nowMs,
      valueMs: Number.NEGATIVE_INFINITY,
      turnMs: Number.NEGATIVE_INFINITY,
      failures: 0,
      restMs: 0,
    };
    sensors.set(address, sensor);
    return sensor;
  };

  const forgetSilentMost = (): void => {
    let oldest: Sensor | undefined;
    for (const sensor of sensors.values()) {
      if (sensor.state !== 'listening') continue;
      if (oldest === undefined || sensor.heardMs < oldest.heardMs) oldest = sensor;
    }
    if (oldest !== undefined) sensors.delete(oldest.address);
  };

  const wantOf = (sensor: Sensor, nowMs: number): Want | null => {
    if (sensor.kind === 'scale') return 'scale';
    if (wishes.isWorn(sensor.identity, sensor.provisionalName)) return 'worn';
    if (wishes.isKnown(sensor.identity, sensor.provisionalName)) return 'known';
    const isChoosing = wishes.isPairing || nowMs - pairedMs < CANDIDATE_GRACE_MS;
    if (!isChoosing) return null;
    const isNear = sensor.state === 'listening' ? sensor.rssiDbm >= CANDIDATE_RSSI_DBM : true;
    return isNear ? 'candidate' : null;
  };

  const move = (sensor: Sensor, state: Sensor['state'], nowMs: number): void => {
    sensor.state = state;
    sensor.stateMs = nowMs;
  };

  const rest = (sensor: Sensor, nowMs: number): void => {
    move(sensor, 'listening', nowMs);
    sensor.turnMs = nowMs;
    sensor.failures += 1;
    sensor.restMs = nowMs + Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** Math.min(10, sensor.failures - 1));
  };

  const find = (address: string): Sensor | undefined => sensors.get(address);

  /** Links that have outlived their reason, and attempts that take too long. */
  const end = (nowMs: number): LinkAction[] => {
    const actions: LinkAction[] = [];
    for (const sensor of sensors.values()) {
      const { address } = sensor;
      const sinceMs = nowMs - sensor.stateMs;
      if (sensor.state === 'linking' && sinceMs >= LINK_TIMEOUT_MS) {
        rest(sensor, nowMs);
        actions.push({ type: 'give_up', address });
      } else if (sensor.state === 'linked' && isOver(sensor, nowMs)) {
        move(sensor, 'unlinking', nowMs);
        actions.push({ type: 'unlink', address });
      } else if (sensor.state === 'unlinking' && sinceMs >= LINK_TIMEOUT_MS) {
        // The controller never said that the link is gone.
        rest(sensor, nowMs);
      } else if (sensor.state === 'listening' && nowMs - sensor.heardMs > 10 * OUT_OF_REACH_MS) {
        sensors.delete(address);
      }
    }
    return actions;
  };

  const isOver = (sensor: Sensor, nowMs: number): boolean => {
    if (sensor.kind === 'scale') return nowMs - sensor.stateMs >= SCALE_LINK_MS;
    if (wantOf(sensor, nowMs) === null) return true;
    return nowMs - Math.max(sensor.stateMs, sensor.valueMs) >= SILENT_LINK_MS;
  };

  /** Who may be linked now, the most urgent first; among equals who waited longest, then the nearest. */
  const queue = (nowMs: number): { readonly sensor: Sensor; readonly want: Want }[] => {
    const ready: { sensor: Sensor; want: Want }[] = [];
    for (const sensor of sensors.values()) {
      if (sensor.state !== 'listening' || !sensor.isConnectable) continue;
      if (nowMs - sensor.heardMs > OUT_OF_REACH_MS || nowMs - sensor.toldMs <= TELLS_ITSELF_MS) continue;
      const want = wantOf(sensor, nowMs);
      if (want !== null) ready.push({ sensor, want });
    }
    return ready.sort(
      (a, b) =>
        ORDER[a.want] - ORDER[b.want] ||
        compare(a.sensor.turnMs, b.sensor.turnMs) ||
        b.sensor.rssiDbm - a.sensor.rssiDbm,
    );
  };

  /**
   * Whose link is given to somebody more urgent: a candidate's first, then that of a known strap in no
   * session, the one linked longest; among known straps, and among candidates, that is taking turns.
   */
  const makeRoom = (want: Want, nowMs: number): LinkAction[] => {
    let victim: Sensor | undefined;
    let weakest = ORDER[want];
    for (const sensor of sensors.values()) {
      const its = sensor.state === 'linked' ? wantOf(sensor, nowMs) : null;
      if (its === null || ORDER[its] < ORDER.known || ORDER[its] < weakest) continue;
      if (its === want && nowMs - sensor.stateMs < (want === 'known' ? TURN_MS : CANDIDATE_TURN_MS)) continue;
      const isWeaker = ORDER[its] > weakest;
      if (victim !== undefined && !isWeaker && sensor.stateMs >= victim.stateMs) continue;
      victim = sensor;
      weakest = ORDER[its];
    }
    if (victim === undefined) return [];
    move(victim, 'unlinking', nowMs);
    return [{ type: 'unlink', address: victim.address }];
  };

  const start = (nowMs: number): LinkAction[] => {
    const links = [...sensors.values()].filter(({ state }) => state !== 'listening');
    const ready = queue(nowMs);
    const candidates = links.filter((sensor) => wantOf(sensor, nowMs) === 'candidate').length;
    const room = most - links.length;
    const first = ready.find(({ sensor }) => sensor.restMs <= nowMs);
    const wanted = ready.filter(({ want }) => want !== 'candidate').length;
    // Somebody is choosing, and not every strap can be shown at once.
    const cannotShowAll = room <= 0 && ready.length > wanted;
    waiting = Math.max(0, wanted - Math.max(0, room)) + Number(cannotShowAll);
    if (first === undefined) return [];
    if (room <= 0 || (first.want === 'candidate' && candidates >= MOST_CANDIDATES)) {
      const isMakingRoom = links.some(({ state }) => state === 'unlinking');
      return isMakingRoom ? [] : makeRoom(first.want, nowMs);
    }
    // A controller initiates one link at a time.
    if (links.some(({ state }) => state === 'linking')) return [];
    move(first.sensor, 'linking', nowMs);
    return [{ type: 'link', address: first.sensor.address }];
  };

  return {
    heard(advert, nowMs) {
      const sensor = find(advert.address) ?? add(advert.address, advert.kind, advert.identity, nowMs);
      sensor.kind = advert.kind;
      sensor.identity = advert.identity;
      sensor.provisionalName = advert.provisionalName;
      // A scan response is not marked connectable; the advertisement it belongs to was.
      sensor.isConnectable ||= advert.isConnectable;
      sensor.rssiDbm = advert.rssiDbm ?? sensor.rssiDbm;
      sensor.heardMs = nowMs;
      if (advert.tellsItself) sensor.toldMs = nowMs;
    },
    linked(address, nowMs) {
      const sensor = find(address) ?? add(address, 'strap', address, nowMs);
      move(sensor, 'linked', nowMs);
      sensor.valueMs = Number.NEGATIVE_INFINITY;
    },
    value(address, nowMs) {
      const sensor = find(address);
      if (sensor === undefined) return;
      sensor.valueMs = nowMs;
      sensor.failures = 0;
    },
    unlinked(address, nowMs) {
      const sensor = find(address);
      if (sensor === undefined || sensor.state === 'listening') return;
      sensor.turnMs = nowMs;
      const wasGood = sensor.valueMs > sensor.stateMs;
      if (sensor.state === 'linked' && !wasGood) rest(sensor, nowMs);
      else {
        move(sensor, 'listening', nowMs);
        sensor.restMs = nowMs;
        // Whether it is there again is for its advertisements to say.
        sensor.heardMs = nowMs - OUT_OF_REACH_MS - 1;
      }
    },
    failed(address, nowMs) {
      const sensor = find(address);
      if (sensor !== undefined) rest(sensor, nowMs);
    },
    refused(address, nowMs) {
      const sensor = find(address);
      const links = [...sensors.values()].filter(({ state }) => state === 'linked' || state === 'unlinking');
      most = Math.min(most, links.length);
      if (sensor !== undefined) rest(sensor, nowMs);
    },
    renamed(address, identity) {
      const sensor = find(address);
      if (sensor === undefined) return;
      sensor.identity = identity;
      sensor.provisionalName = null;
    },
    wish(next) {
      wishes = next;
    },
    tick(nowMs) {
      if (wishes.isPairing) pairedMs = nowMs;
      return [...end(nowMs), ...start(nowMs)];
    },
    reset() {
      for (const sensor of sensors.values()) sensor.state = 'listening';
      most = mostLinks;
    },
    get counts() {
      const linked = [...sensors.values()].filter(({ state }) => state === 'linked').length;
      return { linked, waiting, most };
    },
  };
}
