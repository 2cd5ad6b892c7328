import {
  ANT_MESSAGE,
  EXTENDED,
  encodeAntMessage,
  type AntCapabilities,
  type StickMessage,
} from './frames.ts';

/**
 * The start-up dialogue with an ANT stick, as a pure table: a list of commands, each sent when the
 * one before was answered. No timers, no port: `advance` gets events and monotonic time, and says
 * what to send.
 *
 *   reset → capabilities → network key → assign → wildcard id → radio 2457 MHz → sender ids → scan
 *
 * Sticks without scan mode get up to four background-scanning channels instead. What the stick
 * hears is read whatever the dialogue's state, so a silent stick delays nothing.
 */
export type AntDialogueAction =
  | { readonly type: 'send'; readonly bytes: Uint8Array }
  | { readonly type: 'state'; readonly state: 'starting' | 'ready' | 'refused'; readonly reason?: string }
  | { readonly type: 'reopen'; readonly reason: string };

export type AntDialogueEvent =
  | { readonly type: 'opened' }
  | { readonly type: 'message'; readonly message: StickMessage }
  /** `heardMs`: when the last checked frame of any kind arrived. */
  | { readonly type: 'tick'; readonly heardMs: number };

type Reply = 'start_up' | 'capabilities' | { readonly to: number };
/** What an error code, or silence after the last try, leads to. */
type Otherwise = 'next' | 'extended_messages' | 'background_scan' | 'restart' | { readonly refused: string };

interface Command {
  readonly bytes: Uint8Array;
  readonly reply: Reply;
  readonly timeoutMs: number;
  readonly tries: number;
  readonly onError: Otherwise;
  readonly onSilence: Otherwise;
}

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
}

/** A stick needs up to half a second to start after a reset. */
const RESET_TIMEOUT_MS = 1_000;
const REPLY_TIMEOUT_MS = 500;
const RESET_TRIES = 3;
const REPLY_TRIES = 3;
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
/** ANT+ frequency, 2400 + 57 MHz. */
const ANT_PLUS_FREQUENCY = 57;
/** 32768 / 8070 s: 4.06 messages a second. */
const HEART_RATE_PERIOD = 8_070;
/** Channel event: the radio closed the channel. */
const CHANNEL_CLOSED = 0x07;
const MAX_BACKGROUND_CHANNELS = 4;
const RECEIVE_ONLY = 0x40;
const BACKGROUND_SCAN = 0x01;

/**
 * The dialogue before its port is open.
 * @param networkKey eight bytes, or null when the operator has not entered one
 */
export function newAntDialogue(networkKey: readonly number[] | null): AntDialogue {
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
  };
}

function command(id: number, data: readonly number[], over: Partial<Command> = {}): Command {
  return {
    bytes: encodeAntMessage(id, data),
    reply: { to: id },
    timeoutMs: REPLY_TIMEOUT_MS,
    tries: REPLY_TRIES,
    onError: 'restart',
    onSilence: 'restart',
    ...over,
  };
}

function firstCommands(): readonly Command[] {
  return [
    // Some older modules send no start-up message: after three resets ask for the capabilities anyway.
    command(ANT_MESSAGE.reset, [0], {
      reply: 'start_up',
      timeoutMs: RESET_TIMEOUT_MS,
      tries: RESET_TRIES,
      onSilence: 'next',
    }),
    command(ANT_MESSAGE.request, [0, ANT_MESSAGE.capabilities], { reply: 'capabilities' }),
  ];
}

const askSenderIds: readonly Command[] = [
  command(ANT_MESSAGE.libConfig, [0, EXTENDED.channelId | EXTENDED.rssi | EXTENDED.timestamp], {
    onError: 'extended_messages',
    onSilence: 'extended_messages',
  }),
];
const askSenderIdsOnOldFirmware = command(ANT_MESSAGE.extendedMessages, [0, 1], {
  onError: { refused: 'no_sender_ids' },
});

function keyCommand(networkKey: readonly number[]): Command {
  return command(ANT_MESSAGE.networkKey, [0, ...networkKey], { onError: { refused: 'key_refused' } });
}

function scanCommands(networkKey: readonly number[]): readonly Command[] {
  return [
    keyCommand(networkKey),
    command(ANT_MESSAGE.assign, [0, 0, 0]),
    command(ANT_MESSAGE.channelId, [0, 0, 0, 0, 0]),
    command(ANT_MESSAGE.radioFrequency, [0, ANT_PLUS_FREQUENCY]),
    ...askSenderIds,
    command(ANT_MESSAGE.openScan, [0], { onError: 'background_scan' }),
  ];
}

function backgroundScanCommands(
  networkKey: readonly number[],
  capabilities: AntCapabilities,
): readonly Command[] {
  const channels = Math.max(1, Math.min(MAX_BACKGROUND_CHANNELS, capabilities.channels));
  const commands: Command[] = [keyCommand(networkKey), ...askSenderIds];
  for (let channel = 0; channel < channels; channel += 1) {
    const assignment = capabilities.extendedAssign
      ? [channel, RECEIVE_ONLY, 0, BACKGROUND_SCAN]
      : [channel, 0, 0];
    commands.push(
      command(ANT_MESSAGE.unassign, [channel], { onError: 'next', onSilence: 'next', tries: 1 }),
      command(ANT_MESSAGE.assign, assignment),
      command(ANT_MESSAGE.channelId, [channel, 0, 0, 0x78, 0]),
      command(ANT_MESSAGE.channelPeriod, [channel, HEART_RATE_PERIOD & 0xff, HEART_RATE_PERIOD >> 8]),
      command(ANT_MESSAGE.searchTimeout, [channel, 0xff]),
      command(ANT_MESSAGE.radioFrequency, [channel, ANT_PLUS_FREQUENCY]),
      command(ANT_MESSAGE.openChannel, [channel]),
    );
  }
  return commands;
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

function pause(dialogue: AntDialogue, nowMs: number, reason: string): Step {
  const waitMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(dialogue.rounds, 5));
  return [
    { ...dialogue, phase: 'waiting', rounds: dialogue.rounds + 1, dueMs: nowMs + waitMs },
    [{ type: 'state', state: 'starting', reason }],
  ];
}

function otherwise(dialogue: AntDialogue, what: Otherwise, nowMs: number, reason: string): Step {
  const key = dialogue.networkKey;
  if (typeof what === 'object') {
    return [{ ...dialogue, phase: 'refused' }, [{ type: 'state', state: 'refused', reason: what.refused }]];
  }
  if (what === 'next') return nextCommand(dialogue, nowMs);
  if (what === 'extended_messages') {
    const commands = [...dialogue.commands];
    commands.splice(dialogue.index, 1, askSenderIdsOnOldFirmware);
    return ask({ ...dialogue, commands, tries: 0 }, nowMs);
  }
  if (what === 'background_scan' && key !== null && dialogue.capabilities !== null) {
    return ask(
      { ...dialogue, commands: backgroundScanCommands(key, dialogue.capabilities), index: 0, tries: 0 },
      nowMs,
    );
  }
  return pause(dialogue, nowMs, reason);
}

function onCapabilities(dialogue: AntDialogue, capabilities: AntCapabilities, nowMs: number): Step {
  const key = dialogue.networkKey;
  if (key === null) return [dialogue, NOTHING];
  const commands = capabilities.scanMode ? scanCommands(key) : backgroundScanCommands(key, capabilities);
  return ask({ ...dialogue, commands, index: 0, tries: 0, capabilities }, nowMs);
}

function onMessage(dialogue: AntDialogue, message: StickMessage, nowMs: number): Step {
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
  return message.code === 0
    ? nextCommand(dialogue, nowMs)
    : otherwise(dialogue, current.onError, nowMs, 'stick_refused');
}

function resend(dialogue: AntDialogue, current: Command, nowMs: number): Step {
  return dialogue.tries < current.tries
    ? ask(dialogue, nowMs)
    : otherwise(dialogue, current.onSilence, nowMs, 'no_answer');
}

function onTick(dialogue: AntDialogue, heardMs: number, nowMs: number): Step {
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
  const opened = { ...dialogue, openedMs: nowMs, rounds: 0 };
  if (dialogue.networkKey === null) {
    return [{ ...opened, phase: 'refused' }, [{ type: 'state', state: 'refused', reason: 'key_missing' }]];
  }
  const [started, actions] = begin(opened, nowMs);
  return [started, [{ type: 'state', state: 'starting' }, ...actions]];
}
