import type { DeviceReason } from '../../../shared/contract/device-messages.ts';
import { ANT_MESSAGE, EXTENDED, encodeAntMessage, type AntCapabilities } from './frames.ts';

/** What answers a command: the start-up message, the capabilities, or the reply that names it. */
export type Reply = 'start_up' | 'capabilities' | { readonly to: number };

/** What an error code, or silence after the last try, leads to. */
export type Otherwise =
  | 'next'
  | 'restart'
  /** Channels that scan in the background, for a stick that cannot scan with its whole radio. */
  | 'background_scan'
  /** Channels that follow one strap each, for a stick that cannot tell senders apart in any other way. */
  | 'slave_channels'
  | { readonly refused: DeviceReason }
  /** The same thing said differently. */
  | { readonly instead: readonly Command[] };

/** One thing said to a stick while it is started. */
export interface Command {
  readonly bytes: Uint8Array;
  readonly reply: Reply;
  readonly timeoutMs: number;
  readonly tries: number;
  readonly onError: Otherwise;
  readonly onSilence: Otherwise;
}

/** A stick needs up to half a second to start after a reset. */
export const RESET_TIMEOUT_MS = 1_000;
const REPLY_TIMEOUT_MS = 500;
const RESET_TRIES = 3;
export const REPLY_TRIES = 3;
/** ANT+ frequency, 2400 + 57 MHz. */
const ANT_PLUS_FREQUENCY = 57;
/** 32768 / 8070 s: 4.06 messages a second. */
const HEART_RATE_PERIOD = 8_070;
const HEART_RATE_DEVICE_TYPE = 0x78;
const NEVER_GIVE_UP = 0xff;
const MAX_CHANNELS = 4;
const TWO_WAY = 0x00;
const RECEIVE_ONLY = 0x40;
const BACKGROUND_SCAN = 0x01;

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

/** Said for tidiness: whether it works makes no difference. */
function attempt(id: number, data: readonly number[]): Command {
  return command(id, data, { onError: 'next', onSilence: 'next', tries: 1 });
}

/** Reset, then ask what the stick can do. */
export function firstCommands(): readonly Command[] {
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

/** Library configuration (6E); older firmware knows 66 only, some of it in a form of one byte. */
function askSenderIds(): Command {
  const inOneByte = command(ANT_MESSAGE.extendedMessages, [1], {
    onError: 'slave_channels',
    onSilence: 'slave_channels',
  });
  const inTheOldWay = command(ANT_MESSAGE.extendedMessages, [0, 1], {
    onError: { instead: [inOneByte] },
    onSilence: { instead: [inOneByte] },
  });
  return command(ANT_MESSAGE.libConfig, [0, EXTENDED.channelId | EXTENDED.rssi | EXTENDED.timestamp], {
    onError: { instead: [inTheOldWay] },
    onSilence: { instead: [inTheOldWay] },
  });
}

function keyCommand(networkKey: readonly number[]): Command {
  return command(ANT_MESSAGE.networkKey, [0, ...networkKey], { onError: { refused: 'key_refused' } });
}

/** Assigns a channel; one that is refused is closed and given up first, then assigned in the next form. */
function assign(channel: number, forms: readonly (readonly number[])[]): Command {
  const [form, ...others] = forms;
  return command(ANT_MESSAGE.assign, [channel, ...(form ?? [])], {
    onError:
      others.length === 0
        ? 'restart'
        : {
            instead: [
              attempt(ANT_MESSAGE.closeChannel, [channel]),
              attempt(ANT_MESSAGE.unassign, [channel]),
              assign(channel, others),
            ],
          },
  });
}

/** Everything in reach, with the whole radio: channel 0 open for any sender, then the scan. */
export function scanCommands(networkKey: readonly number[]): readonly Command[] {
  return [
    keyCommand(networkKey),
    assign(0, [
      [TWO_WAY, 0],
      [RECEIVE_ONLY, 0],
    ]),
    command(ANT_MESSAGE.channelId, [0, 0, 0, 0, 0]),
    command(ANT_MESSAGE.radioFrequency, [0, ANT_PLUS_FREQUENCY]),
    askSenderIds(),
    command(ANT_MESSAGE.openScan, [0], { onError: 'background_scan', onSilence: 'background_scan' }),
  ];
}

function channelCommands(channel: number, assignments: readonly (readonly number[])[]): readonly Command[] {
  // A stick with fewer channels than it announced still works with those it has.
  const onError: Otherwise = channel === 0 ? 'restart' : 'next';
  return [
    attempt(ANT_MESSAGE.unassign, [channel]),
    assign(channel, assignments),
    command(ANT_MESSAGE.channelId, [channel, 0, 0, HEART_RATE_DEVICE_TYPE, 0], { onError }),
    command(ANT_MESSAGE.channelPeriod, [channel, HEART_RATE_PERIOD & 0xff, HEART_RATE_PERIOD >> 8], {
      onError: 'next',
    }),
    command(ANT_MESSAGE.searchTimeout, [channel, NEVER_GIVE_UP], { onError: 'next' }),
    command(ANT_MESSAGE.radioFrequency, [channel, ANT_PLUS_FREQUENCY], { onError }),
    command(ANT_MESSAGE.openChannel, [channel], { onError }),
  ];
}

function everyChannel(capabilities: AntCapabilities): readonly number[] {
  const channels = Math.max(1, Math.min(MAX_CHANNELS, capabilities.channels));
  return Array.from({ length: channels }, (_unused, channel) => channel);
}

/** Up to four channels that scan in the background, or follow one strap each where that is refused. */
export function backgroundScanCommands(
  networkKey: readonly number[],
  capabilities: AntCapabilities,
): readonly Command[] {
  const following = [
    [TWO_WAY, 0],
    [RECEIVE_ONLY, 0],
  ];
  const assignments = capabilities.extendedAssign
    ? [[RECEIVE_ONLY, 0, BACKGROUND_SCAN], ...following]
    : following;
  return [
    keyCommand(networkKey),
    askSenderIds(),
    ...everyChannel(capabilities).flatMap((channel) => channelCommands(channel, assignments)),
  ];
}

/** Up to four channels that follow one strap each; who it is has to be asked for each channel. */
export function slaveChannelCommands(
  networkKey: readonly number[],
  capabilities: AntCapabilities,
): readonly Command[] {
  return [
    keyCommand(networkKey),
    ...everyChannel(capabilities).flatMap((channel) =>
      channelCommands(channel, [
        [TWO_WAY, 0],
        [RECEIVE_ONLY, 0],
      ]),
    ),
  ];
}
