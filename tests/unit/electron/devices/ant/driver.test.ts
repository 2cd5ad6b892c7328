import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAntDriver } from '../../../../../electron/devices/ant/driver.ts';
import { encodeAntMessage } from '../../../../../electron/devices/ant/frames.ts';
import { createAntSimulator } from '../../../../../electron/devices/ant/simulator.ts';
import type { DriverReading } from '../../../../../electron/devices/driver.ts';
import type { DeviceConfig } from '../../../../../shared/contract/kiosk-config.ts';
import { bytesOf } from '../../../../support/devices/framing.ts';
import { recordingOutlet } from '../../../../support/devices/outlet.ts';
import {
  inChunks,
  joined,
  pageFour,
  strapCorpus,
  strapMessage,
} from '../../../../support/devices/strap-corpus.ts';
import { seededRandom } from '../../../../support/seeded-random.ts';

const KEY = '0908070605040302';
const config = (
  options: DeviceConfig['options'] = { network_key: KEY },
  scenario: Record<string, unknown> = {},
): DeviceConfig => ({
  id: 'stick',
  family: 'ant',
  transport: { type: 'simulated', scenario },
  options,
});

/** A driver that was opened and never gets an answer. */
function listening(options?: DeviceConfig['options']) {
  const outlet = recordingOutlet();
  const driver = createAntDriver(config(options), outlet);
  driver.opened(0);
  return { outlet, driver, hear: (hex: string, atMs = 0) => driver.received(bytesOf(hex), atMs) };
}

type HeartRate = Extract<DriverReading, { kind: 'heart_rate' }>;
const heartRates = (readings: readonly DriverReading[]): HeartRate[] =>
  readings.filter((reading): reading is HeartRate => reading.kind === 'heart_rate');

// Garmin strap 25170, thisisant.com viewthread/7385, with two lost-message events in the middle.
const RECORDED = [
  'a40e4e0284ffa5e2a5e6ca3c8052627871d6',
  'a40e4e0204ffa5e6a5eacb3c80526278715f',
  'a40e4e0284ffa5eaa5eecc3c8052627871d0',
  'a40e4e0204ffa5eea5f2cd3c805262787149',
  'a40340020109ed',
  'a40340020109ed',
  'a40e4e0284ffb6fac7fed03b8052627871ba',
  'a40e4e0204ffc7fed802d13b8052627871ad',
  'a40e4e0284ffd802e906d23b8052627871f8',
  'a40e4e0204ffe906fa0ad33b805262787153',
];

describe('hearing straps', () => {
  it('reads a recorded strap while the stick answers nothing at all', () => {
    const { outlet, hear } = listening();
    for (const [index, hex] of RECORDED.entries()) hear(hex, index * 250);
    expect(
      heartRates(outlet.readings).map((reading) => [
        reading.sensor,
        reading.sensor_id,
        reading.bpm,
        reading.rr_ms,
      ]),
    ).toEqual([
      ['25170', '483922', 60, null],
      ['25170', '483922', 60, 1_000],
      ['25170', '483922', 60, 1_000],
      ['25170', '483922', 60, 1_000],
      ['25170', '483922', 59, 1_016.6015625],
      ['25170', '483922', 59, 1_016.6015625],
      ['25170', '483922', 59, 1_016.6015625],
      ['25170', '483922', 59, 1_016.6015625],
    ]);
    expect(outlet.dropped).toEqual({});
    expect(outlet.reopened).toEqual([]);
  });

  it('reads straps without a network key too, and says that the key is missing', () => {
    const { outlet, hear } = listening({});
    hear(RECORDED[0]!);
    expect(outlet.states).toEqual(['refused key_missing']);
    expect(outlet.readings).toHaveLength(1);
  });

  it('loses no frame of the recorded strap when every second one is damaged', () => {
    const { outlet, hear } = listening();
    const strap = RECORDED.filter((hex) => hex.startsWith('a40e'));
    for (const hex of strap) {
      hear(hex);
      const damaged = bytesOf(hex);
      damaged[11] = damaged[11]! ^ 0x04;
      hear(Buffer.from(damaged).toString('hex'));
    }
    expect(heartRates(outlet.readings).map((reading) => reading.bpm)).toEqual([
      60, 60, 60, 60, 59, 59, 59, 59,
    ]);
    expect(outlet.dropped).toEqual({ checksum: 8 * 18 });
  });

  it('keeps two straps with the same printed number apart', () => {
    const { outlet, driver } = listening();
    for (const transmissionType of [0x11, 0x21]) {
      driver.received(
        strapMessage({ sensor: 500, transmissionType, page: pageFour(false, 0, 1_024, 1, 80) }),
        0,
      );
    }
    expect(heartRates(outlet.readings).map((reading) => [reading.sensor, reading.sensor_id])).toEqual([
      ['500', String((1 << 16) | 500)],
      ['500', String((2 << 16) | 500)],
    ]);
  });

  it('tells signal strength, and the battery once the strap has said it', () => {
    const { outlet, driver } = listening();
    const page = (first: number[]): number[] => [...first, 0, 4, 1, 80];
    driver.received(strapMessage({ sensor: 500, rssiDbm: -71, page: page([0x04, 0xff, 0, 0]) }), 0);
    driver.received(strapMessage({ sensor: 500, page: page([0x84, 0xff, 0, 0]) }), 0);
    driver.received(strapMessage({ sensor: 500, page: page([0x87, 42, 0xe6, 0x42]) }), 0);
    driver.received(strapMessage({ sensor: 500, page: page([0x04, 0xff, 0, 0]) }), 0);
    expect(heartRates(outlet.readings).map((reading) => [reading.rssi_dbm, reading.battery_percent])).toEqual(
      [
        [-71, null],
        [-60, null],
        [-60, 42],
        [-60, 42],
      ],
    );
  });

  it('takes no battery from an old strap that has no pages', () => {
    const { outlet, driver } = listening();
    for (let index = 0; index < 3; index += 1) {
      driver.received(strapMessage({ sensor: 500, page: [0x07, 42, 0, 0, 0, index, index, 80] }), 0);
    }
    expect(heartRates(outlet.readings).map((reading) => reading.battery_percent)).toEqual([null, null, null]);
  });

  it.each([
    ['a strap that lost skin contact', [4, 255, 0, 0, 0, 4, 1, 0], 'no_contact'],
    ['a message of all ones', [4, 0, 0x5c, 0x88, 255, 255, 255, 255], 'implausible'],
    ['a rate nobody has', [4, 255, 0, 0, 0, 4, 1, 24], 'implausible'],
  ] as const)('gives no reading of %s', (_name, page, reason) => {
    const { outlet, driver } = listening();
    const message = strapMessage({ sensor: 500, page });
    driver.received(message, 0);
    expect(outlet.readings).toEqual([]);
    expect(outlet.dropped).toEqual({ [reason]: message.length });
  });

  it('passes over other kinds of sensors', () => {
    const { outlet, hear } = listening();
    hear('a40e4e00785bd507ec1ff41a80846979011d');
    expect(outlet.readings).toEqual([]);
    expect(outlet.dropped).toEqual({ unsupported: 18 });
  });

  it('asks the stick whom a channel follows, and asks again once the channel has lost its strap', () => {
    const { outlet, driver } = listening();
    const page = [0x04, 0xff, 0, 0, 0, 4, 1, 72];
    const asked = (): number => outlet.sent.filter((hex) => hex === 'a4024d0251b8').length;
    const sensors = (): string[] => heartRates(outlet.readings).map(({ sensor }) => sensor);
    driver.received(encodeAntMessage(0x4e, [2, ...page]), 0);
    expect([asked(), sensors()]).toEqual([1, ['0']]);
    driver.received(encodeAntMessage(0x51, [2, 0x52, 0x62, 0x78, 0x71]), 10);
    driver.received(encodeAntMessage(0x4e, [2, ...page]), 250);
    expect([asked(), sensors()]).toEqual([1, ['0', '25170']]);
    // Event 08: the channel is searching again.
    driver.received(encodeAntMessage(0x40, [2, 1, 0x08]), 5_000);
    driver.received(encodeAntMessage(0x4e, [2, ...page]), 9_000);
    expect([asked(), sensors()]).toEqual([2, ['0', '25170', '0']]);
  });

  it('reads a message whose sender the stick does not tell, as strap 0', () => {
    const { outlet, hear } = listening();
    // Page 3 of a heart rate transmitter, antifier issue 3.
    hear('a4094e0183010133e0272248ff');
    expect(heartRates(outlet.readings)).toMatchObject([{ sensor: '0', sensor_id: '0', bpm: 72 }]);
  });

  it('knows who is on a channel once the stick has said so', () => {
    const { outlet, driver, hear } = listening();
    driver.received(encodeAntMessage(0x51, [1, 0x52, 0x62, 0x78, 0x71]), 0);
    hear('a4094e0183010133e0272248ff');
    expect(heartRates(outlet.readings)).toMatchObject([{ sensor: '25170', sensor_id: '483922' }]);
  });

  it('takes no weight page for a heart rate', () => {
    const { outlet, hear } = listening();
    // Idle Tanita BC-1000, thisisant.com viewthread/3293.
    hear('a4094e0001ffff02fffffeffe1');
    expect(outlet.readings).toEqual([]);
  });

  it('gives the same readings however the bytes are cut', () => {
    const corpus = strapCorpus(5, 200, 9);
    const bytes = joined(corpus.map((frame) => frame.bytes));
    const expected = corpus.map((frame) => [String(frame.sensor), frame.bpm]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.nat(), (longest, seed) => {
        const { outlet, driver } = listening();
        for (const chunk of inChunks(bytes, longest, seed)) driver.received(chunk, 0);
        expect(heartRates(outlet.readings).map((reading) => [reading.sensor, reading.bpm])).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });
});

describe('weighing with an ANT+ scale', () => {
  const weigh = (page: number[]) => strapMessage({ sensor: 77, page });
  const asScale = (message: Uint8Array): Uint8Array => {
    const bytes = Uint8Array.from(message);
    bytes[15] = 0x77;
    bytes[bytes.length - 1] = bytes[bytes.length - 1]! ^ 0x78 ^ 0x77;
    return bytes;
  };

  it('reads a weighing once, however often the scale repeats it', () => {
    const { outlet, driver } = listening();
    for (let index = 0; index < 8; index += 1) {
      driver.received(asScale(weigh([1, 0x10, 0, 2, 0xff, 0xff, 0x4c, 0x1d])), index * 250);
    }
    expect(outlet.readings).toEqual([{ kind: 'weight', kg: 75, value: '75.00', unit: 'kg', stable: true }]);
  });

  it.each([
    ['is still computing', 0xfe, 'unstable'],
    ['has no result', 0xff, 'implausible'],
  ] as const)('reads nothing while the scale %s', (_name, low, reason) => {
    const { outlet, driver } = listening();
    driver.received(asScale(weigh([1, 0xff, 0xff, 2, 0xff, 0xff, low, 0xff])), 0);
    expect(outlet.readings).toEqual([]);
    expect(outlet.dropped[reason]).toBeGreaterThan(0);
  });
});

describe('a damaged line', () => {
  /** A strap at 60 bpm, one beat and four messages a second. */
  const strap = (sensor: number, second: number, bpm = 60) =>
    strapMessage({
      sensor,
      page: pageFour(second % 2 === 0, (second - 1) * 1_024, second * 1_024, second, bpm),
    });
  const DAMAGE = 'a40e4e0284ff';

  it('does not believe a sudden rate with impossible beats that no second message confirms', () => {
    const { outlet, driver, hear } = listening();
    for (let second = 1; second <= 8; second += 1) driver.received(strap(500, second), second * 1_000);
    hear(DAMAGE, 8_100);
    driver.received(strapMessage({ sensor: 500, page: pageFour(true, 7, 3, 200, 188) }), 8_200);
    driver.received(strap(500, 9), 9_000);
    expect(heartRates(outlet.readings).map((reading) => reading.bpm)).toEqual(
      Array.from({ length: 9 }, () => 60),
    );
    expect(outlet.dropped.implausible).toBe(23);
  });

  it('believes it once the next message goes on from it, and loses neither', () => {
    const { outlet, driver, hear } = listening();
    for (let second = 1; second <= 8; second += 1) driver.received(strap(500, second), second * 1_000);
    hear(DAMAGE, 8_100);
    driver.received(strap(500, 100, 150), 9_000);
    driver.received(strap(500, 101, 150), 10_000);
    expect(
      heartRates(outlet.readings)
        .map((reading) => reading.bpm)
        .slice(-3),
    ).toEqual([60, 150, 150]);
    expect(outlet.dropped.implausible).toBeUndefined();
  });

  it('takes everything from a strap whose line is sound, however odd its beats', () => {
    const { outlet, driver } = listening();
    const random = seededRandom(4);
    for (let index = 0; index < 50; index += 1) {
      const page = pageFour(
        false,
        0,
        Math.floor(random() * 65_536),
        Math.floor(random() * 256),
        60 + Math.floor(random() * 120),
      );
      driver.received(strapMessage({ sensor: 500, page }), index * 250);
    }
    expect(outlet.readings).toHaveLength(50);
  });

  it('waits for a second message before a stranger that continues a known strap is believed', () => {
    const { outlet, driver, hear } = listening();
    for (let second = 1; second <= 5; second += 1) driver.received(strap(500, second), second * 1_000);
    hear(DAMAGE, 5_100);
    driver.received(strap(501, 6), 6_000);
    driver.tick(9_000);
    expect(heartRates(outlet.readings).map((reading) => reading.sensor)).toEqual(
      Array.from({ length: 5 }, () => '500'),
    );
    expect(outlet.dropped.implausible).toBe(23);
  });

  it('waits as well where one byte of the number differs, or nobody is named', () => {
    for (const stranger of [
      strap(500 ^ 0xa7, 6),
      encodeAntMessage(0x4e, [0, ...pageFour(true, 5 * 1_024, 6 * 1_024, 6, 60)]),
    ]) {
      const { outlet, driver, hear } = listening();
      for (let second = 1; second <= 5; second += 1) driver.received(strap(500, second), second * 1_000);
      hear(DAMAGE, 5_100);
      driver.received(stranger, 6_000);
      expect(outlet.readings).toHaveLength(5);
    }
  });

  it('believes at once a stranger who is nothing like the straps it knows', () => {
    const { outlet, driver, hear } = listening();
    for (let second = 1; second <= 5; second += 1) driver.received(strap(500, second), second * 1_000);
    hear(DAMAGE, 5_100);
    driver.received(strap(500 ^ 0x1a07, 6), 6_000);
    driver.received(strapMessage({ sensor: 501, page: pageFour(true, 30_000, 31_000, 99, 140) }), 6_100);
    expect(heartRates(outlet.readings).map((reading) => reading.sensor)).toEqual([
      ...Array.from({ length: 5 }, () => '500'),
      String(500 ^ 0x1a07),
      '501',
    ]);
  });

  it('believes it at the second message, and then gives both', () => {
    const { outlet, driver, hear } = listening();
    for (let second = 1; second <= 5; second += 1) driver.received(strap(500, second), second * 1_000);
    hear(DAMAGE, 5_100);
    driver.received(strap(501, 6), 6_000);
    driver.received(strap(501, 7), 7_000);
    expect(
      heartRates(outlet.readings)
        .map((reading) => reading.sensor)
        .slice(-2),
    ).toEqual(['501', '501']);
  });

  it('gives up on half a message after 150 ms of silence', () => {
    const { outlet, driver, hear } = listening();
    hear(RECORDED[0]!.slice(0, 20), 0);
    driver.tick(100);
    expect(outlet.dropped).toEqual({});
    driver.tick(150);
    expect(outlet.dropped).toEqual({ timeout: 10 });
  });
});

describe('a stick and its driver', () => {
  /** Lets a driver talk to a simulated stick for a while, in steps of 50 ms. */
  function played(scenario: Record<string, unknown>, ms: number, options?: DeviceConfig['options']) {
    const outlet = recordingOutlet();
    const settings = config(options, scenario);
    let nowMs = 0;
    const toHost: Uint8Array[] = [];
    const simulator = createAntSimulator(settings, (bytes) => void toHost.push(bytes), seededRandom(11));
    const driver = createAntDriver(settings, {
      ...outlet,
      send: (bytes) => simulator.received(bytes, nowMs),
    });
    const deliver = (): void => {
      for (const bytes of toHost.splice(0)) driver.received(bytes, nowMs);
    };
    driver.opened(0);
    for (; nowMs < ms; nowMs += 50) {
      while (toHost.length > 0) deliver();
      simulator.tick(nowMs);
      deliver();
      driver.tick(nowMs);
    }
    return {
      outlet,
      simulator,
      act: (action: string, args: Record<string, unknown>) => simulator.act(action, args, nowMs),
    };
  }
  const straps = [
    { sensor: 25_170, bpm: 100, battery_percent: 61 },
    { sensor: 4_711, bpm: 140 },
  ];

  it('starts the stick and hears every strap four times a second', () => {
    const { outlet } = played({ straps }, 60_000);
    expect(outlet.states).toEqual(['starting', 'ready']);
    const readings = heartRates(outlet.readings);
    expect(new Set(readings.map((reading) => reading.sensor))).toEqual(new Set(['25170', '4711']));
    // 4.06 a second for a minute each, less the first moments.
    expect(readings.length).toBeGreaterThan(470);
    expect(readings.length).toBeLessThanOrEqual(488);
    expect(readings.findLast((reading) => reading.sensor === '25170')?.battery_percent).toBeNull();
    expect(outlet.dropped).toEqual({});
  });

  it('learns the battery when its page comes round', () => {
    const { outlet } = played({ straps }, 90_000);
    expect(
      heartRates(outlet.readings).findLast((reading) => reading.sensor === '25170')?.battery_percent,
    ).toBe(61);
  });

  it.each([
    ['without scan mode', { straps, stick: 'channels' }],
    ['with old firmware', { straps, old_firmware: true }],
    ['that ignores two resets', { straps, ignores_resets: 2 }],
  ])('hears straps through a stick %s', (_name, scenario) => {
    const { outlet } = played(scenario, 10_000);
    expect(outlet.states.at(-1)).toBe('ready');
    expect(new Set(heartRates(outlet.readings).map((reading) => reading.sensor))).toEqual(
      new Set(['25170', '4711']),
    );
  });

  it('hears nothing with a key that the stick refuses, and says so', () => {
    const { outlet } = played({ straps, accepts_key: '1122334455667788' }, 10_000);
    expect(outlet.states.at(-1)).toBe('refused key_refused');
    expect(outlet.readings).toEqual([]);
  });

  it('keeps asking a dumb stick', () => {
    const { outlet } = played({ dumb: true }, 10_000);
    expect(outlet.states).toEqual(['starting', 'starting no_answer']);
    expect(outlet.reopened).toEqual([]);
  });

  it('cannot do what it does not know', () => {
    const { act } = played({}, 100);
    expect(() => act('fly', {})).toThrow('cannot fly');
    expect(() => act('remove', { sensor: 9 })).toThrow('no simulated strap');
  });
});
