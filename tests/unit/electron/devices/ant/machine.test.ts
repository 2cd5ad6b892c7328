import { describe, expect, it } from 'vitest';
import {
  encodeAntMessage,
  type AntCapabilities,
  type StickMessage,
} from '../../../../../electron/devices/ant/frames.ts';
import { lineTunings } from '../../../../../electron/devices/ant/line-tunings.ts';
import {
  advance,
  newAntDialogue,
  type AntDialogueEvent,
} from '../../../../../electron/devices/ant/machine.ts';
import { describeSettings } from '../../../../../electron/devices/discovery/trial-plan.ts';
import type { LineSettings } from '../../../../../electron/devices/transports/transport.ts';

const KEY = [9, 8, 7, 6, 5, 4, 3, 2];
const SCANNING: AntCapabilities = {
  channels: 8,
  networks: 3,
  extendedMessages: true,
  scanMode: true,
  extendedAssign: true,
};
const OLD: AntCapabilities = {
  channels: 4,
  networks: 1,
  extendedMessages: true,
  scanMode: false,
  extendedAssign: false,
};

/** A dialogue under test: what it was told, and what it did about it. */
function conversation(key: readonly number[] | null = KEY, tunings: readonly LineSettings[] = []) {
  let dialogue = newAntDialogue(key, tunings);
  let nowMs = 0;
  let heardMs = 0;
  const step = (event: AntDialogueEvent): string[] => {
    const [next, actions] = advance(dialogue, event, nowMs);
    dialogue = next;
    return actions.map((action) => {
      if (action.type === 'send') return Buffer.from(action.bytes).toString('hex');
      if (action.type === 'reopen') return `reopen ${action.reason}`;
      if (action.type === 'tune') return `tune ${describeSettings(action.settings)}`;
      return action.reason === undefined ? action.state : `${action.state} ${action.reason}`;
    });
  };
  return {
    open: () => step({ type: 'opened' }),
    hear(message: StickMessage) {
      heardMs = nowMs;
      return step({ type: 'message', message });
    },
    /** A strap was heard. */
    data() {
      heardMs = nowMs;
    },
    wait(ms: number) {
      nowMs += ms;
      return step({ type: 'tick', heardMs });
    },
    reply: (to: number, code = 0): StickMessage => ({ type: 'response', channel: 0, to, code }),
    hearStranger: (channel: number) => step({ type: 'unidentified', channel }),
    phase: () => dialogue.phase,
  };
}

const START_UP: StickMessage = { type: 'start_up', reason: 0x20 };
const capabilities = (of: AntCapabilities): StickMessage => ({ type: 'capabilities', capabilities: of });

/** Brings a conversation to where the stick has told what it can do. */
function afterCapabilities(of: AntCapabilities) {
  const talk = conversation();
  talk.open();
  talk.hear(START_UP);
  return { talk, said: talk.hear(capabilities(of)) };
}

const hex = (id: number, data: readonly number[]): string =>
  Buffer.from(encodeAntMessage(id, data)).toString('hex');

/** Answers command after command until the stick listens. @returns what was said */
function answerAll(
  talk: ReturnType<typeof conversation>,
  first: readonly string[],
  codeOf: (id: number, channel: number) => number = () => 0,
): string[] {
  const sent: string[] = [];
  let next = first;
  while (next[0] !== undefined && next[0] !== 'ready') {
    sent.push(next[0]);
    const id = Number.parseInt(next[0].slice(4, 6), 16);
    next = talk.hear(talk.reply(id, codeOf(id, Number.parseInt(next[0].slice(6, 8), 16))));
  }
  return sent;
}

describe('starting an ANT stick', () => {
  it('says each thing when the one before was answered, and then listens', () => {
    const talk = conversation();
    expect(talk.open()).toEqual(['starting', 'a4014a00ef']);
    expect(talk.hear(START_UP)).toEqual(['a4024d0054bf']);
    expect(talk.hear(capabilities(SCANNING))).toEqual(['a40946000908070605040302eb']);
    expect(talk.hear(talk.reply(0x46))).toEqual(['a40342000000e5']);
    expect(talk.hear(talk.reply(0x42))).toEqual(['a405510000000000f0']);
    expect(talk.hear(talk.reply(0x51))).toEqual(['a402450039da']);
    expect(talk.hear(talk.reply(0x45))).toEqual(['a4026e00e028']);
    expect(talk.hear(talk.reply(0x6e))).toEqual(['a4015b00fe']);
    expect(talk.hear(talk.reply(0x5b))).toEqual(['ready']);
    expect(talk.phase()).toBe('listening');
  });

  it('resets three times, then asks what the stick can do anyway', () => {
    const talk = conversation();
    talk.open();
    expect(talk.wait(1_000)).toEqual(['a4014a00ef']);
    expect(talk.wait(1_000)).toEqual(['a4014a00ef']);
    expect(talk.wait(1_000)).toEqual(['a4024d0054bf']);
  });

  it('asks again when an answer does not come, and ignores answers to something else', () => {
    const { talk } = afterCapabilities(SCANNING);
    expect(talk.hear(talk.reply(0x42))).toEqual([]);
    expect(talk.wait(500)).toEqual(['a40946000908070605040302eb']);
    expect(talk.hear(talk.reply(0x46))).toEqual(['a40342000000e5']);
  });

  it('says the same again when the stick could not read it', () => {
    const { talk } = afterCapabilities(SCANNING);
    expect(talk.hear({ type: 'serial_error' })).toEqual(['a40946000908070605040302eb']);
  });

  it('asks old firmware in the old way to tell senders apart', () => {
    const { talk } = afterCapabilities(SCANNING);
    for (const id of [0x46, 0x42, 0x51]) talk.hear(talk.reply(id));
    talk.hear(talk.reply(0x45));
    expect(talk.hear(talk.reply(0x6e, 0x28))).toEqual(['a402660001c1']);
    expect(talk.hear(talk.reply(0x66))).toEqual(['a4015b00fe']);
  });

  it('asks the oldest firmware in one byte', () => {
    const { talk } = afterCapabilities(SCANNING);
    for (const id of [0x46, 0x42, 0x51, 0x45]) talk.hear(talk.reply(id));
    talk.hear(talk.reply(0x6e, 0x28));
    expect(talk.hear(talk.reply(0x66, 0x28))).toEqual([hex(0x66, [1])]);
    expect(talk.hear(talk.reply(0x66))).toEqual(['a4015b00fe']);
  });

  it('lets each channel follow one strap on a stick that cannot tell senders apart, and asks who it is', () => {
    const { talk } = afterCapabilities(SCANNING);
    for (const id of [0x46, 0x42, 0x51, 0x45]) talk.hear(talk.reply(id));
    talk.hear(talk.reply(0x6e, 0x28));
    talk.hear(talk.reply(0x66, 0x28));
    const sent = answerAll(talk, talk.hear(talk.reply(0x66, 0x28)));
    expect(sent.filter((each) => each.startsWith('a4014b'))).toEqual(
      [0, 1, 2, 3].map((channel) => hex(0x4b, [channel])),
    );
    expect(sent).toContain(hex(0x42, [3, 0, 0]));
    expect(talk.hearStranger(2)).toEqual([hex(0x4d, [2, 0x51])]);
    expect(talk.hearStranger(2)).toEqual([]);
    talk.data();
    talk.wait(2_000);
    expect(talk.hearStranger(2)).toEqual([hex(0x4d, [2, 0x51])]);
  });

  it('says the assignment in the next form when the stick refuses it', () => {
    const { talk } = afterCapabilities(SCANNING);
    talk.hear(talk.reply(0x46));
    expect(talk.hear(talk.reply(0x42, 0x15))).toEqual([hex(0x4c, [0])]);
    expect(talk.hear(talk.reply(0x4c, 0x16))).toEqual([hex(0x41, [0])]);
    expect(talk.hear(talk.reply(0x41, 0x15))).toEqual(['a40342004000a5']);
    expect(talk.hear(talk.reply(0x42))).toEqual(['a405510000000000f0']);
  });

  it('lets channels follow straps where scanning in the background is refused', () => {
    const { talk } = afterCapabilities({ ...SCANNING, scanMode: false });
    talk.hear(talk.reply(0x46));
    talk.hear(talk.reply(0x6e));
    expect(talk.hear(talk.reply(0x41))).toEqual([hex(0x42, [0, 0x40, 0, 1])]);
    talk.hear(talk.reply(0x42, 0x33));
    talk.hear(talk.reply(0x4c));
    expect(talk.hear(talk.reply(0x41))).toEqual([hex(0x42, [0, 0, 0])]);
  });

  it('works with the channels that there are', () => {
    const { talk } = afterCapabilities({ ...SCANNING, scanMode: false, channels: 2 });
    const sent = answerAll(talk, talk.hear(talk.reply(0x46)), (id, channel) =>
      channel === 1 && id === 0x4b ? 0x28 : 0,
    );
    expect(sent.at(-1)).toBe(hex(0x4b, [1]));
    expect(talk.phase()).toBe('listening');
  });

  it('opens four scanning channels on a stick without scan mode', () => {
    const { talk, said } = afterCapabilities(OLD);
    expect(said).toEqual(['a40946000908070605040302eb']);
    const sent: string[] = [];
    let next = talk.hear(talk.reply(0x46));
    while (next[0] !== 'ready') {
      sent.push(next[0]!);
      next = talk.hear(talk.reply(Number.parseInt(next[0]!.slice(4, 6), 16)));
    }
    const opened = sent.filter((hex) => hex.startsWith('a4014b'));
    expect(opened).toEqual(
      [0, 1, 2, 3].map((channel) => Buffer.from(encodeAntMessage(0x4b, [channel])).toString('hex')),
    );
    expect(sent).toContain('a40551000000780088');
  });

  it('opens background channels when the stick refuses the scan it announced', () => {
    const { talk } = afterCapabilities(SCANNING);
    for (const id of [0x46, 0x42, 0x51, 0x45, 0x6e]) talk.hear(talk.reply(id));
    expect(talk.hear(talk.reply(0x5b, 0x28))).toEqual(['a40946000908070605040302eb']);
    talk.hear(talk.reply(0x46));
    talk.hear(talk.reply(0x6e));
    expect(talk.hear(talk.reply(0x41, 0x15))).toEqual([
      Buffer.from(encodeAntMessage(0x42, [0, 0x40, 0, 1])).toString('hex'),
    ]);
  });

  it('says that the network key is missing, and stays silent', () => {
    const talk = conversation(null);
    expect(talk.open()).toEqual(['refused key_missing']);
    expect(talk.wait(600_000)).toEqual([]);
  });

  it('says that the stick refused the network key', () => {
    const { talk } = afterCapabilities(SCANNING);
    expect(talk.hear(talk.reply(0x46, 0x29))).toEqual(['refused key_refused']);
    expect(talk.wait(600_000)).toEqual([]);
  });

  it('starts over with a stick that starts over', () => {
    const { talk } = afterCapabilities(SCANNING);
    for (const id of [0x46, 0x42, 0x51, 0x45, 0x6e, 0x5b]) talk.hear(talk.reply(id));
    expect(talk.hear(START_UP)).toEqual(['a4014a00ef']);
  });
});

describe('a stick that does not answer', () => {
  it('is asked again and again, less and less often', () => {
    const talk = conversation();
    talk.open();
    const pauses: number[] = [];
    let sinceMs = 0;
    let waiting = false;
    for (let tick = 0; tick < 6_000 && pauses.length < 7; tick += 1) {
      talk.data();
      const said = talk.wait(100);
      sinceMs += 100;
      if (said.includes('starting no_answer')) {
        waiting = true;
        sinceMs = 0;
      } else if (waiting && said.includes('a4014a00ef')) {
        pauses.push(sinceMs);
        waiting = false;
      }
    }
    expect(pauses).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('is never cut off while straps are heard through it', () => {
    const talk = conversation();
    talk.open();
    for (let tick = 0; tick < 6_000; tick += 1) {
      talk.data();
      expect(talk.wait(100)).not.toContain('reopen no_answer');
    }
  });

  it('is tried with flow control and other baud rates, then from the beginning', () => {
    const talk = conversation(KEY, lineTunings({ type: 'serial', path: '/dev/ttyUSB0' }));
    talk.open();
    const tuned: [string, number][] = [];
    for (let tick = 1; tick <= 450; tick += 1) {
      for (const said of talk.wait(100))
        if (said.startsWith('tune ')) tuned.push([said.slice(5), tick * 100]);
    }
    expect(tuned.map(([settings]) => settings)).toEqual([
      '115200 8N1 RTS/CTS',
      '57600 8N1',
      '57600 8N1 RTS/CTS',
      '38400 8N1',
      '19200 8N1',
      '9600 8N1',
      '4800 8N1',
      '115200 8N1',
      '115200 8N1 RTS/CTS',
    ]);
    // Three resets and three questions under each, four and a half seconds.
    expect(tuned[0]?.[1]).toBe(4_500);
  });

  it('keeps the line as it is once anything was understood under it', () => {
    const talk = conversation(KEY, lineTunings({ type: 'serial', path: '/dev/ttyUSB0' }));
    talk.open();
    const said: string[] = [];
    for (let tick = 0; tick < 100; tick += 1) {
      if (tick === 10) talk.data();
      said.push(...talk.wait(100));
    }
    expect(said.filter((each) => each.startsWith('tune'))).toEqual([]);
    expect(said).toContain('starting no_answer');
  });

  it('is reopened after two minutes without a byte', () => {
    const talk = conversation();
    talk.open();
    const said: string[] = [];
    for (let tick = 0; tick < 1_210; tick += 1) said.push(...talk.wait(100));
    expect(said.filter((each) => each.startsWith('reopen'))).toEqual(['reopen no_answer']);
  });
});

describe('watching a stick that has started', () => {
  const listening = () => {
    const { talk } = afterCapabilities(SCANNING);
    for (const id of [0x46, 0x42, 0x51, 0x45, 0x6e, 0x5b]) talk.hear(talk.reply(id));
    return talk;
  };

  it('leaves it alone while straps are heard', () => {
    const talk = listening();
    for (let tick = 0; tick < 300; tick += 1) {
      talk.data();
      expect(talk.wait(100)).toEqual([]);
    }
  });

  it('asks a silent one whether it lives, and believes the answer', () => {
    const talk = listening();
    expect(talk.wait(10_000)).toEqual(['a4024d0054bf']);
    expect(talk.hear(capabilities(SCANNING))).toEqual([]);
    expect(talk.wait(9_900)).toEqual([]);
    expect(talk.wait(100)).toEqual(['a4024d0054bf']);
  });

  it('reopens one that has gone dumb', () => {
    const talk = listening();
    expect(talk.wait(10_000)).toEqual(['a4024d0054bf']);
    expect(talk.wait(1_000)).toEqual(['a4024d0054bf']);
    expect(talk.wait(1_000)).toEqual(['a4024d0054bf']);
    expect(talk.wait(1_000)).toEqual(['reopen no_answer']);
  });
});
