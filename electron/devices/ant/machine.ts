import type { DeviceReason } from '../../../shared/contract/device-messages.ts';
import type { LineSettings } from '../transports/transport.ts';
import { ANT_MESSAGE, encodeAntMessage, type AntCapabilities, type StickMessage } from './frames.ts';
import {
  backgroundScanCommands,
  firstCommands,
  REPLY_TRIES,
  RESET_TIMEOUT_MS,
  scanCommands,
  slaveChannelCommands,
  type Command,
  type Otherwise,
} from './start-up.ts';

/**
 * The start-up dialogue with an ANT stick, as a pure table: a list of commands, each sent when the
 * one before was answered. No timers, no port: `advance` gets events and monotonic time, and says
 * what to send.
 *
 *   reset → capabilities → network key → assign → wildcard id → radio 2457 MHz → sender ids → scan
 *
 * Sticks without scan mode get up to four background-scanning channels instead, and those that cannot
 * tell senders apart channels that follow one strap each. A stick that answers nothing is tried with
 * other line settings. What it hears is read whatever the dialogue's state, so a silent one delays nothing.
 */
export type AntDialogueAction =
  | { readonly type: 'send'; readonly bytes: Uint8Array }
  | {
      readonly type: 'state';
      readonly state: 'starting' | 'ready' | 'refused';
      readonly reason?: DeviceReason;
    }
  /** Set the line differently: nothing was understood under the present settings. */
  | { readonly type: 'tune'; readonly settings: LineSettings }
  | { readonly type: 'reopen'; readonly reason: DeviceReason };

export type AntDialogueEvent =
  | { readonly type: 'opened' }
  | { readonly type: 'message'; readonly message: StickMessage }
  /** A strap was heard on a channel, and the stick has not said which. */
  | { readonly type: 'unidentified'; readonly channel: number }
  /** `heardMs`: when the last checked frame of any kind arrived. */
  | { readonly type: 'tick'; readonly heardMs: number };

export type AntPhase = 'idle' | 'asking' | 'waiting' | 'listening' | 'probing' | 'refused';

export interface AntDialogue {
  readonly phase: AntPhase;
  readonly commands: readonly Command[];
  readonly index: number;
  readonly tries: number;
  /** When the phase's wait is over. */
  readonly dueMs: number;
  /** Dialogues in a row that went unanswered. */
  readonly rounds: number;
  readonly openedMs: number;
  readonly capabilities: AntCapabilities | null;
  readonly networkKey: readonly number[] | null;
  /** Line settings to try, and which are in force; the port is opened with the first. */
  readonly tunings: readonly LineSettings[];
  readonly tuning: number;
  readonly tunedMs: number;
  readonly heardMs: number;
  /** When the sender of a channel was last asked for, by channel. */
  readonly askedMs: Readonly<Record<number, number>>;
}

/** Pause before the dialogue is tried anew, doubling. */
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 30_000;
/** Nothing heard for this long while listening: ask the stick whether it still lives. */
const PROBE_AFTER_MS = 10_000;
/**
 * A port on which no byte has come for this long is closed and opened again. Not sooner: closing
 * also ends the far end of a pseudo-terminal, and a port that carries frames is never closed.
 */
const REOPEN_AFTER_SILENCE_MS = 120_000;
/** Channel event: the radio closed the channel. */
const CHANNEL_CLOSED = 0x07;
/** From setting the line to the first word under the new settings. */
const TUNE_SETTLE_MS = 250;
/** A channel's sender is asked for again when no answer came for this long. */
const ASK_SENDER_AGAIN_MS = 2_000;

/**
 * The dialogue before its port is open.
 * @param networkKey eight bytes, or null when the operator has not entered one
 * @param tunings line settings to try, those the port is opened with first
 */
export function newAntDialogue(
  networkKey: readonly number[] | null,
  tunings: readonly LineSettings[],
): AntDialogue {
  return {
    phase: 'idle',
    commands: [],
    index: 0,
    tries: 0,
    dueMs: 0,
    rounds: 0,
    openedMs: 0,
    capabilities: null,
    networkKey,
    tunings,
    tuning: 0,
    tunedMs: 0,
    heardMs: 0,
    askedMs: {},
  };
}

type Step = readonly [AntDialogue, readonly AntDialogueAction[]];
const NOTHING: readonly AntDialogueAction[] = [];

function ask(dialogue: AntDialogue, nowMs: number): Step {
  const current = dialogue.commands[dialogue.index];
  if (current === undefined) {
    const listening = { ...dialogue, phase: 'listening' as const, rounds: 0, dueMs: nowMs + PROBE_AFTER_MS };
    return [listening, [{ type: 'state', state: 'ready' }]];
  }
  return [
    { ...dialogue, phase: 'asking', tries: dialogue.tries + 1, dueMs: nowMs + current.timeoutMs },
    [{ type: 'send', bytes: current.bytes }],
  ];
}

function begin(dialogue: AntDialogue, nowMs: number): Step {
  return ask({ ...dialogue, commands: firstCommands(), index: 0, tries: 0, capabilities: null }, nowMs);
}

function nextCommand(dialogue: AntDialogue, nowMs: number): Step {
  return ask({ ...dialogue, index: dialogue.index + 1, tries: 0 }, nowMs);
}

function pause(dialogue: AntDialogue, nowMs: number, reason: DeviceReason): Step {
  const waitMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(dialogue.rounds, 5));
  return [
    { ...dialogue, phase: 'waiting', rounds: dialogue.rounds + 1, dueMs: nowMs + waitMs },
    [{ type: 'state', state: 'starting', reason }],
  ];
}

/** Nothing was understood under the present line settings: the next ones, or a pause after the last. */
function tuneOrPause(dialogue: AntDialogue, nowMs: number): Step {
  const isUnderstood = dialogue.heardMs > dialogue.tunedMs;
  if (isUnderstood || dialogue.tunings.length < 2) return pause(dialogue, nowMs, 'no_answer');
  const tuning = (dialogue.tuning + 1) % dialogue.tunings.length;
  const tuned = { ...dialogue, tuning, tunedMs: nowMs };
  const tune: AntDialogueAction = { type: 'tune', settings: dialogue.tunings[tuning]! };
  if (tuning > 0) return [{ ...tuned, phase: 'waiting', dueMs: nowMs + TUNE_SETTLE_MS }, [tune]];
  const [paused, actions] = pause(tuned, nowMs, 'no_answer');
  return [paused, [tune, ...actions]];
}

function otherwise(dialogue: AntDialogue, what: Otherwise, nowMs: number): Step {
  const { capabilities, networkKey } = dialogue;
  if (what === 'next') return nextCommand(dialogue, nowMs);
  if (typeof what === 'object' && 'refused' in what) {
    return [{ ...dialogue, phase: 'refused' }, [{ type: 'state', state: 'refused', reason: what.refused }]];
  }
  if (typeof what === 'object') {
    const commands = dialogue.commands.toSpliced(dialogue.index, 1, ...what.instead);
    return ask({ ...dialogue, commands, tries: 0 }, nowMs);
  }
  if (what === 'restart' || capabilities === null || networkKey === null) {
    return pause(dialogue, nowMs, 'stick_refused');
  }
  const commands =
    what === 'background_scan'
      ? backgroundScanCommands(networkKey, capabilities)
      : slaveChannelCommands(networkKey, capabilities);
  return ask({ ...dialogue, commands, index: 0, tries: 0 }, nowMs);
}

function onCapabilities(dialogue: AntDialogue, capabilities: AntCapabilities, nowMs: number): Step {
  const key = dialogue.networkKey;
  if (key === null) return [dialogue, NOTHING];
  const commands = capabilities.scanMode ? scanCommands(key) : backgroundScanCommands(key, capabilities);
  return ask({ ...dialogue, commands, index: 0, tries: 0, capabilities }, nowMs);
}

function onMessage(before: AntDialogue, message: StickMessage, nowMs: number): Step {
  const dialogue = { ...before, heardMs: nowMs };
  if (dialogue.phase === 'listening' || dialogue.phase === 'probing') {
    // A stick that starts by itself (static, brown-out) has forgotten everything.
    const closedScan = message.type === 'event' && message.code === CHANNEL_CLOSED;
    if (message.type === 'start_up' || closedScan) return begin(dialogue, nowMs);
    return [{ ...dialogue, phase: 'listening', tries: 0, dueMs: nowMs + PROBE_AFTER_MS }, NOTHING];
  }
  const current = dialogue.commands[dialogue.index];
  if (dialogue.phase !== 'asking' || current === undefined) return [dialogue, NOTHING];
  if (message.type === 'serial_error') return resend(dialogue, current, nowMs);
  if (message.type === 'start_up') {
    if (current.reply === 'start_up') return nextCommand(dialogue, nowMs);
    // Started over in the middle of the dialogue and forgot what it was told; before that there was nothing to forget.
    return current.reply === 'capabilities' ? [dialogue, NOTHING] : begin(dialogue, nowMs);
  }
  if (message.type === 'capabilities' && current.reply === 'capabilities') {
    return onCapabilities(dialogue, message.capabilities, nowMs);
  }
  if (message.type !== 'response' || typeof current.reply !== 'object' || message.to !== current.reply.to) {
    return [dialogue, NOTHING];
  }
  return message.code === 0 ? nextCommand(dialogue, nowMs) : otherwise(dialogue, current.onError, nowMs);
}

function resend(dialogue: AntDialogue, current: Command, nowMs: number): Step {
  if (dialogue.tries < current.tries) return ask(dialogue, nowMs);
  return current.onSilence === 'restart'
    ? tuneOrPause(dialogue, nowMs)
    : otherwise(dialogue, current.onSilence, nowMs);
}

function onTick(before: AntDialogue, heardMs: number, nowMs: number): Step {
  const dialogue = before.heardMs === heardMs ? before : { ...before, heardMs };
  const silentMs = nowMs - Math.max(heardMs, dialogue.openedMs);
  if (silentMs >= REOPEN_AFTER_SILENCE_MS && dialogue.phase !== 'refused') {
    return [{ ...dialogue, openedMs: nowMs }, [{ type: 'reopen', reason: 'no_answer' }]];
  }
  if (dialogue.phase === 'listening' && silentMs < PROBE_AFTER_MS) return [dialogue, NOTHING];
  if (nowMs < dialogue.dueMs) return [dialogue, NOTHING];
  if (dialogue.phase === 'waiting') return begin(dialogue, nowMs);
  if (dialogue.phase === 'listening' || dialogue.phase === 'probing') return probe(dialogue, silentMs, nowMs);
  const current = dialogue.commands[dialogue.index];
  return dialogue.phase === 'asking' && current !== undefined
    ? resend(dialogue, current, nowMs)
    : [dialogue, NOTHING];
}

/** Watchdog: a quiet gym and a dead stick look the same until the stick is asked. */
function probe(dialogue: AntDialogue, silentMs: number, nowMs: number): Step {
  if (dialogue.phase === 'probing' && silentMs < PROBE_AFTER_MS) {
    return [{ ...dialogue, phase: 'listening', tries: 0, dueMs: nowMs + PROBE_AFTER_MS }, NOTHING];
  }
  if (dialogue.tries >= REPLY_TRIES) {
    return [{ ...dialogue, tries: 0, openedMs: nowMs }, [{ type: 'reopen', reason: 'no_answer' }]];
  }
  return [
    { ...dialogue, phase: 'probing', tries: dialogue.tries + 1, dueMs: nowMs + RESET_TIMEOUT_MS },
    [{ type: 'send', bytes: encodeAntMessage(ANT_MESSAGE.request, [0, ANT_MESSAGE.capabilities]) }],
  ];
}

/** Sticks that name no sender with each message know whom a channel follows. */
function onUnidentified(dialogue: AntDialogue, channel: number, nowMs: number): Step {
  const askedMs = dialogue.askedMs[channel];
  const isSilent = dialogue.phase === 'refused' || dialogue.phase === 'idle';
  if (isSilent || (askedMs !== undefined && nowMs - askedMs < ASK_SENDER_AGAIN_MS))
    return [dialogue, NOTHING];
  return [
    { ...dialogue, askedMs: { ...dialogue.askedMs, [channel]: nowMs } },
    [{ type: 'send', bytes: encodeAntMessage(ANT_MESSAGE.request, [channel, ANT_MESSAGE.channelId]) }],
  ];
}

/**
 * The one transition of the dialogue.
 * @param dialogue the state so far
 * @param event what happened
 * @param nowMs monotonic time
 * @returns the new state and what is to be done, in order
 */
export function advance(dialogue: AntDialogue, event: AntDialogueEvent, nowMs: number): Step {
  if (event.type === 'message') return onMessage(dialogue, event.message, nowMs);
  if (event.type === 'tick') return onTick(dialogue, event.heardMs, nowMs);
  if (event.type === 'unidentified') return onUnidentified(dialogue, event.channel, nowMs);
  const opened = { ...dialogue, openedMs: nowMs, rounds: 0, tuning: 0, tunedMs: nowMs, askedMs: {} };
  if (dialogue.networkKey === null) {
    return [{ ...opened, phase: 'refused' }, [{ type: 'state', state: 'refused', reason: 'key_missing' }]];
  }
  const [started, actions] = begin(opened, nowMs);
  return [started, [{ type: 'state', state: 'starting' }, ...actions]];
}
