import { SECOND_MS } from '../../../shared/base/clock.ts';
import type { MemberId, NewId } from '../../../shared/base/ids.ts';
import type { Log } from '../../../shared/base/log.ts';
import type { CardReading, HeartRateReading, Reading } from '../../../shared/contract/readings.ts';
import { checkIn, refuseDoubtful, type CheckInOutcome } from './check-in.ts';
import type { WritableDb } from '../store/database.ts';
import { StorageFailed, type Store } from '../store/store.ts';
import { saveDeviceCursor } from '../store/tables/device-cursors.ts';
import { findLastFinish } from '../store/tables/heart-rate-sessions.ts';
import type { ReadingCursor } from '../devices/device-line.ts';
import type { HeartRateRecorder } from '../heart-rate/heart-rate-recorder.ts';
import type { MemberSessions } from '../screen/member-session.ts';
import { keepAside, setAsideCodeOf } from '../devices/set-reading-aside.ts';
import type { ReadingGuard } from '../devices/reading-guard.ts';
import type { RecentMembers } from '../weigh-in/recent-members.ts';
import type { Scales } from '../weigh-in/scales.ts';
import type { WeighInClaim } from '../weigh-in/weigh-in-claim.ts';
import { createOwnStraps } from '../heart-rate/own-straps.ts';
import type { StrapRadar } from '../heart-rate/strap-radar.ts';
import type { StrapReceivers } from '../heart-rate/strap-receivers.ts';

/** How long "please see the front desk" stays on screen. */
export const REFUSAL_SHOWN_MS = 4 * SECOND_MS;
/**
 * A card held longer ago than this (core was down) is still checked in, but opens no screen: whoever
 * stands there now may be somebody else.
 */
export const SCAN_IS_FRESH_MS = 10 * SECOND_MS;

/** Scans that wait for the disk: more than a door sees in a day. */
const MAX_WAITING_SCANS = 4_096;
/** Scans tried again at a time: on the slowest disk less than a second, in which nothing else is answered. */
const SCANS_PER_TRY = 16;

export interface Refusal {
  readonly kind: 'unknown_card' | 'see_front_desk';
  readonly untilMs: number;
}

/** Cards that are not for checking in. */
export interface StaffCards {
  /**
   * Deals with a card that is for staff mode: that of somebody of the staff, or one that staff hold to
   * a reader to see it work. Commits `alsoWrite` together with what the card caused.
   * @param isFresh false for a scan so old that whoever held the card is gone
   * @returns false for any other card; nothing is written then
   */
  take(card: CardReading, isFresh: boolean, alsoWrite: (tx: WritableDb) => void): boolean;
  /** Whether a card that `take` left may be somebody's of the staff, and no member's for certain. */
  isDoubtful(code: string): boolean;
  /** Once a quarter of a second: notes what ran out. May throw StorageFailed. */
  tick(): void;
  /** A member's card, or a stranger's, was held: staff mode is over, and typing. */
  otherCardCame(): void;
}

export interface Floor {
  /** Shows what number and PIN came to: the screen is theirs, or tells them to see the front desk. */
  show(outcome: CheckInOutcome): void;
  /** Acts on what a device said. */
  hear(reading: Reading, cursor: ReadingCursor): void;
  /** Once a quarter of a second: lets refusals, sessions and straps time out. */
  tick(): void;
  refusal(): Refusal | null;
  isStorageFailing(): boolean;
}

/**
 * What happens on the gym floor when a device says something.
 * @param deps.staffCards who gets cards that are not a member's
 * @param deps.receivers keeps one strap one strap
 * @param deps.ownStraps straps whose session starts by itself, by sensor id
 * @param deps.claim the weigh-in of whoever is at the screen
 * @param deps.recentMembers is told who is there
 * @param deps.guard sets readings aside that fail for a reason of their own
 * @param deps.onCheckIn tells what a scan came to
 * @param deps.onChange something the screen shows has changed
 * @param deps.onBrokenStorage the disk failed in a way that only reopening the database can mend
 */
export function createFloor(deps: {
  store: Store;
  newId: NewId;
  nowMs: () => number;
  log: Log;
  sessions: MemberSessions;
  recorder: HeartRateRecorder;
  radar: StrapRadar;
  receivers: StrapReceivers;
  ownStraps: ReadonlyMap<string, MemberId>;
  staffCards: StaffCards;
  scales: Scales;
  claim: WeighInClaim;
  recentMembers: RecentMembers;
  guard: ReadingGuard;
  acknowledge: (cursor: ReadingCursor) => void;
  onCheckIn: (outcome: CheckInOutcome, scan: CardReading) => void;
  onChange: () => void;
  onBrokenStorage: (error: StorageFailed) => void;
}): Floor {
  const { store, newId, nowMs, log, sessions, recorder, radar, ownStraps, staffCards, acknowledge } = deps;
  const { scales, claim, recentMembers, guard } = deps;
  const straps = createOwnStraps({
    owners: ownStraps,
    isRecording: (sensorId) => recorder.wearerOf(sensorId) !== null,
    lastFinishedAtMs: (sensorId) => findLastFinish(store.db, sensorId),
  });
  let refusal: Refusal | null = null;
  let refusedAt = 0;
  /** Own straps whose session the store did not take: bounded by the configuration. */
  const notStarted = new Set<string>();
  /** Scans the disk did not take, oldest first: tried again until it does. Nobody was told they are in. */
  const waitingScans: { card: CardReading; cursor: ReadingCursor }[] = [];

  /** Runs work that may write; a disk that does not take it shows on screen until a write succeeds. */
  const guarded = (work: () => void): void => {
    const wasFailing = store.isFailing();
    try {
      work();
    } catch (error) {
      if (!(error instanceof StorageFailed)) throw error;
      log.error({ code: error.code }, 'the disk does not take writes');
      if (error.code !== 'disk_full') deps.onBrokenStorage(error);
    }
    if (store.isFailing() !== wasFailing) deps.onChange();
  };

  const scan = (card: CardReading, cursor: ReadingCursor): void => {
    const isFresh = nowMs() - card.at <= SCAN_IS_FRESH_MS;
    const saveCursor = (tx: WritableDb): void => saveDeviceCursor(tx, cursor);
    if (staffCards.take(card, isFresh, saveCursor)) {
      acknowledge(cursor);
      return;
    }
    const held = { code: card.code, device: card.device, atMs: card.at };
    const outcome = staffCards.isDoubtful(card.code)
      ? refuseDoubtful(store, held, saveCursor)
      : checkIn({ store, newId }, held, saveCursor);
    acknowledge(cursor);
    deps.onCheckIn(outcome, card);
    if (!isFresh) return;
    staffCards.otherCardCame();
    show(outcome, false);
  };

  const show = (outcome: CheckInOutcome, byPin: boolean): void => {
    if (outcome.outcome === 'refused') {
      sessions.end();
      const kind = outcome.reason === 'unknown_card' ? 'unknown_card' : 'see_front_desk';
      refusal = { kind, untilMs: nowMs() + REFUSAL_SHOWN_MS };
      refusedAt = store.monotonicMs();
    } else {
      refusal = null;
      sessions.open({
        member: outcome.member,
        checkedInAtMs: outcome.visit.checkedInAtMs,
        alreadyIn: outcome.outcome === 'already_in',
        byPin,
      });
    }
    noticeMember();
    deps.onChange();
  };
  const noticeMember = (): void => recentMembers.notice(sessions.memberId(), nowMs());

  /** Keeps the order of scans: a new one does not overtake those that wait. */
  const scanOrWait = (card: CardReading, cursor: ReadingCursor): void => {
    // A later one that is committed would say that this one is too: core begins anew, and gets all of them again.
    if (waitingScans.length >= MAX_WAITING_SCANS) throw new StorageFailed('io_error', 'too many scans wait');
    waitingScans.push({ card, cursor });
    retryScans();
  };

  const retryScans = (): void => {
    for (let tries = 0; tries < SCANS_PER_TRY; tries += 1) {
      const next = waitingScans[0];
      if (next === undefined) return;
      const { card, cursor } = next;
      guard.run(card, cursor, () => scan(card, cursor));
      waitingScans.shift();
    }
  };

  const hearStrap = (said: HeartRateReading, cursor: ReadingCursor): void => {
    const reading = deps.receivers.take(said);
    if (reading === null) {
      recorder.passOver(said, cursor);
      return;
    }
    const isNew = radar.find(reading.sensor_id, nowMs()) === null;
    radar.hear(reading);
    startOwnStrap(reading, cursor);
    recorder.hear(reading, cursor);
    if (isNew && (sessions.current()?.pairingUntilMs ?? null) !== null) deps.onChange();
  };

  const startOwnStrap = (reading: HeartRateReading, cursor: ReadingCursor): void => {
    const putOn = straps.hear(reading);
    if (putOn === null) return;
    const { memberId, heard } = putOn;
    const { sensor_id: sensorId, device } = reading;
    if (notStarted.has(sensorId)) return;
    try {
      recorder.start({ memberId, sensorId, device, atMs: heard[0]?.at ?? reading.at }, heard);
    } catch (error) {
      if (error instanceof StorageFailed) throw error;
      // Said once, and not with every third reading. What the strap says goes on being heard.
      notStarted.add(sensorId);
      log.error({ err: error, device }, 'a session could not be started');
      keepAside(store, reading, cursor, setAsideCodeOf(error), () => undefined);
    }
    deps.onChange();
  };

  return {
    show: (outcome) => show(outcome, true),
    hear(reading, cursor) {
      guarded(() => {
        if (reading.kind === 'card') scanOrWait(reading, cursor);
        else if (reading.kind === 'heart_rate') hearStrap(reading, cursor);
        else scales.hear(reading, cursor);
      });
    },
    tick() {
      if (waitingScans.length > 0) guarded(retryScans);
      guarded(scales.retry);
      guarded(staffCards.tick);
      guarded(() => recorder.tick(nowMs()));
      noticeMember();
      const hasEnded = sessions.tick();
      const hasClaimChanged = claim.tick();
      const isRefusalOver = refusal !== null && store.monotonicMs() - refusedAt >= REFUSAL_SHOWN_MS;
      if (isRefusalOver) refusal = null;
      if (hasEnded || hasClaimChanged || isRefusalOver) deps.onChange();
    },
    refusal: () => refusal,
    isStorageFailing: store.isFailing,
  };
}
