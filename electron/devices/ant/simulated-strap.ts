import { BEAT_TICKS_PER_SECOND, HEART_RATE_DEVICE_TYPE } from './heart-rate-profile.ts';

/** One simulated chest strap with a person in it. */
export interface SimulatedStrap {
  readonly sensor: number;
  readonly transmissionType: number;
  readonly deviceType: number;
  /** On skin. A strap taken off says 0 bpm for a while and then falls silent. */
  wear(bpm: number, nowMs: number): void;
  remove(nowMs: number): void;
  vanish(): void;
  /** Holds the heart rate near this value instead of following the training plan. */
  setBpm(bpm: number): void;
  /** Pages due since the last call, oldest first. */
  pages(nowMs: number): Uint8Array[];
}

/** 8070 / 32768 s between messages. */
export const MESSAGE_INTERVAL_MS = (8_070 * 1_000) / 32_768;
/** A strap without skin contact keeps sending this long. */
const SAYS_NO_CONTACT_MS = 10_000;
/** The heart follows a change of effort with about this time constant. */
const HEART_LAG_MS = 25_000;
/** A minute of work, a minute of rest, on top of a warm-up of five minutes. */
const WARM_UP_MS = 300_000;
const INTERVAL_MS = 120_000;
/** The pages a strap shows besides page 4, one run of four after every 64 messages. */
const BACKGROUND_PAGES = [1, 2, 3, 7] as const;
const MESSAGES_PER_CYCLE = 68;
/** The toggle bit changes every fourth message. */
const MESSAGES_PER_TOGGLE = 4;
/** After a pause of the host's clock only this much is made up for, so that a wake-up is no flood. */
const MOST_CATCH_UP_MS = 2_000;

export interface SimulatedStrapSettings {
  readonly sensor: number;
  readonly transmissionType?: number;
  readonly bpm: number;
  readonly batteryPercent?: number;
  readonly random: () => number;
}

function ticks(ms: number): number {
  return Math.floor((ms * BEAT_TICKS_PER_SECOND) / 1_000) & 0xffff;
}

/** A strap that is worn from `nowMs` on. */
export function createSimulatedStrap(settings: SimulatedStrapSettings, startMs: number): SimulatedStrap {
  const { random } = settings;
  let state: 'worn' | 'removed' | 'silent' = 'worn';
  let removedMs = 0;
  let wornMs = startMs;
  let planBpm = settings.bpm;
  let heldBpm: number | null = null;
  let heart = settings.bpm;
  let nextMessageMs = startMs + random() * MESSAGE_INTERVAL_MS;
  let lastBeatMs = startMs;
  let previousBeatMs = startMs - 60_000 / settings.bpm;
  let nextBeatMs = startMs + 60_000 / settings.bpm;
  let beats = Math.floor(random() * 256);
  let messages = 0;

  const targetBpm = (nowMs: number): number => {
    if (heldBpm !== null) return heldBpm;
    const sinceMs = nowMs - wornMs;
    if (sinceMs < WARM_UP_MS) return planBpm + (25 * sinceMs) / WARM_UP_MS;
    return planBpm + ((sinceMs % INTERVAL_MS) * 2 < INTERVAL_MS ? 45 : 10);
  };

  const beatUntil = (nowMs: number): void => {
    if (nowMs - nextBeatMs > MOST_CATCH_UP_MS) nextBeatMs = nowMs;
    while (nextBeatMs <= nowMs) {
      const interval = nextBeatMs - lastBeatMs;
      heart += (targetBpm(nextBeatMs) - heart) * Math.min(1, interval / HEART_LAG_MS);
      previousBeatMs = lastBeatMs;
      lastBeatMs = nextBeatMs;
      beats = (beats + 1) & 0xff;
      // Breathing moves single beats by a few percent.
      nextBeatMs += (60_000 / heart) * (1 + (random() - 0.5) * 0.05);
    }
  };

  const page = (): Uint8Array => {
    const cycle = messages % MESSAGES_PER_CYCLE;
    const turn = Math.floor(messages / MESSAGES_PER_CYCLE) % BACKGROUND_PAGES.length;
    const number = cycle < MESSAGES_PER_CYCLE - 4 ? 4 : BACKGROUND_PAGES[turn]!;
    const toggle = Math.floor(messages / MESSAGES_PER_TOGGLE) % 2 === 0 ? 0 : 0x80;
    messages += 1;
    const bytes = new Uint8Array(8);
    bytes[0] = number | toggle;
    bytes.set(firstBytes(number), 1);
    const time = ticks(lastBeatMs);
    bytes[4] = time & 0xff;
    bytes[5] = time >> 8;
    bytes[6] = beats;
    bytes[7] = state === 'worn' ? Math.max(30, Math.min(230, Math.round(heart))) : 0;
    return bytes;
  };

  const firstBytes = (number: number): number[] => {
    const previous = ticks(previousBeatMs);
    const operating = Math.floor((lastBeatMs - startMs) / 2_000);
    switch (number) {
      case 1:
        return [operating & 0xff, (operating >> 8) & 0xff, (operating >> 16) & 0xff];
      case 2:
        return [0x01, settings.sensor & 0xff, 0x12];
      case 3:
        return [0x05, 0x0a, 0x07];
      case 7:
        // 2.9 V, status "good".
        return [settings.batteryPercent ?? 80, 0xe6, 0x22];
      default:
        return [0xff, previous & 0xff, previous >> 8];
    }
  };

  return {
    sensor: settings.sensor,
    transmissionType: settings.transmissionType ?? 0x01,
    deviceType: HEART_RATE_DEVICE_TYPE,
    wear(bpm, nowMs) {
      planBpm = heart = bpm;
      heldBpm = null;
      wornMs = lastBeatMs = nowMs;
      nextBeatMs = nowMs + 60_000 / bpm;
      nextMessageMs = Math.max(nextMessageMs, nowMs);
      state = 'worn';
    },
    remove(nowMs) {
      state = 'removed';
      removedMs = nowMs;
    },
    vanish() {
      state = 'silent';
    },
    setBpm(bpm) {
      heldBpm = bpm;
      heart = bpm;
    },
    pages(nowMs) {
      if (state === 'removed' && nowMs - removedMs > SAYS_NO_CONTACT_MS) state = 'silent';
      const due: Uint8Array[] = [];
      if (nowMs - nextMessageMs > MOST_CATCH_UP_MS) nextMessageMs = nowMs;
      while (nextMessageMs <= nowMs) {
        if (state === 'worn') beatUntil(nextMessageMs);
        if (state !== 'silent') due.push(page());
        nextMessageMs += MESSAGE_INTERVAL_MS;
      }
      return due;
    },
  };
}
