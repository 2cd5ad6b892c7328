import { describe, expect, it } from 'vitest';
import { createScaleReader } from '../../../../../electron/devices/bluetooth/scale-reader.ts';
import { decodeXiaomiWeighing } from '../../../../../electron/devices/bluetooth/xiaomi-advertising-profile.ts';
import { recordingOutlet } from '../../../../support/devices/outlet.ts';

/** A scale in reach, on a clock of its own; times of weighings are minutes of one morning. */
function scale() {
  const outlet = recordingOutlet();
  const reader = createScaleReader(outlet);
  let nowMs = 0;
  const u16 = (value: number): number[] => [value & 0xff, value >> 8];
  const time = (minute: number): number[] => [...u16(2_026), 11, 30, 7, minute, 0];
  return {
    dropped: outlet.dropped,
    said: () =>
      outlet.readings.map((reading) =>
        reading.kind === 'body_composition'
          ? `${reading.kg} kg, ${String(reading.fields['FW'])} %`
          : reading.kind === 'weight' && `${reading.kg} kg`,
      ),
    weight(kg: number, at: { minute?: number; user?: number } = {}) {
      const flags = (at.minute === undefined ? 0 : 2) | (at.user === undefined ? 0 : 4);
      const rest = [
        ...(at.minute === undefined ? [] : time(at.minute)),
        ...(at.user === undefined ? [] : [at.user]),
      ];
      reader.weight('A', Uint8Array.from([flags, ...u16(Math.round(kg * 200)), ...rest]), nowMs);
    },
    composition(fatPercent: number, at: { minute?: number; user?: number } = {}, flags = 0) {
      const all = flags | (at.minute === undefined ? 0 : 2) | (at.user === undefined ? 0 : 4);
      const rest = [
        ...(at.minute === undefined ? [] : time(at.minute)),
        ...(at.user === undefined ? [] : [at.user]),
      ];
      reader.composition(
        'A',
        Uint8Array.from([...u16(all), ...u16(Math.round(fatPercent * 10)), ...rest]),
        nowMs,
      );
    },
    advertise(flags: number, kg: number) {
      const data = Uint8Array.from([flags, ...u16(Math.round(kg * 200)), 0, 0, 0, 0, 0, 0, 0]);
      const weighing = decodeXiaomiWeighing(0x181d, data);
      if (weighing === null || weighing === 'unit') throw new Error('no weighing');
      reader.advertised('A', weighing, data.length, nowMs);
    },
    pass(seconds: number) {
      for (const untilMs = nowMs + seconds * 1_000; nowMs < untilMs;) reader.tick((nowMs += 100));
    },
  };
}

describe('what a scale kept', () => {
  it('is told as its newest weighing, once the scale has said all', () => {
    const gym = scale();
    gym.weight(70, { minute: 1 });
    gym.weight(71, { minute: 5 });
    gym.pass(1);
    gym.weight(80, { minute: 9 });
    expect(gym.said()).toEqual([]);
    gym.pass(2);
    expect(gym.said()).toEqual(['80 kg']);
    expect(gym.dropped).toMatchObject({ stale: 20 });
  });

  it('is told as its newest weighing in whatever order it comes', () => {
    const gym = scale();
    gym.weight(80, { minute: 9 });
    gym.weight(70, { minute: 1 });
    gym.pass(2);
    expect(gym.said()).toEqual(['80 kg']);
  });

  it('is not told when it is older than what was told', () => {
    const gym = scale();
    gym.weight(80, { minute: 9 });
    gym.pass(40);
    gym.weight(70, { minute: 8 });
    gym.pass(40);
    expect(gym.said()).toEqual(['80 kg']);
    gym.weight(81, { minute: 12 });
    gym.pass(2);
    expect(gym.said()).toEqual(['80 kg', '81 kg']);
  });

  it('is believed again after a new battery has put the scale’s clock back', () => {
    const gym = scale();
    gym.weight(80, { minute: 50 });
    gym.pass(40);
    gym.weight(81, { minute: 1 });
    gym.pass(40);
    gym.weight(82, { minute: 2 });
    gym.pass(2);
    expect(gym.said()).toEqual(['80 kg', '82 kg']);
  });

  it('is told once when the scale is linked twice, and again when somebody steps on again', () => {
    const gym = scale();
    gym.weight(80);
    gym.pass(10);
    gym.weight(80);
    gym.pass(10);
    expect(gym.said()).toEqual(['80 kg']);
    gym.pass(30);
    gym.weight(80);
    gym.pass(2);
    expect(gym.said()).toEqual(['80 kg', '80 kg']);
  });
});

describe('a composition', () => {
  it('is told with the weight of its time', () => {
    const gym = scale();
    gym.weight(80, { minute: 9 });
    gym.composition(20, { minute: 9 });
    gym.pass(2);
    expect(gym.said()).toEqual(['80 kg, 20 %']);
  });

  it('of an earlier weighing, or of somebody else, is not told with this weight', () => {
    for (const older of [{ minute: 5 }, { user: 2 }]) {
      const gym = scale();
      gym.weight(80, { minute: 9, user: 1 });
      gym.composition(20, older);
      gym.pass(2);
      expect(gym.said()).toEqual(['80 kg']);
    }
  });

  it('without a time belongs to the weight before it, and to no later one', () => {
    const gym = scale();
    gym.weight(70, { minute: 1 });
    gym.composition(30);
    gym.weight(80, { minute: 9 });
    gym.pass(2);
    expect(gym.said()).toEqual(['80 kg']);
  });

  it('of more than the whole is left out, and the weight told all the same', () => {
    const gym = scale();
    gym.weight(80);
    gym.composition(201.9);
    gym.pass(2);
    expect(gym.said()).toEqual(['80 kg']);
    expect(gym.dropped['implausible']).toBeGreaterThan(0);
  });

  it('without a weight is none', () => {
    const gym = scale();
    gym.composition(20);
    gym.pass(2);
    expect(gym.said()).toEqual([]);
    expect(gym.dropped).toEqual({ unit: 4 });
  });
});

describe('a scale that broadcasts its weight', () => {
  const [MOVING, AT_REST, STEPPED_OFF] = [0x02, 0x22, 0xa2];

  it('is heard once for each person, however often it says a number', () => {
    const gym = scale();
    for (const kg of [80, 65]) {
      for (const part of [0.3, 0.9]) gym.advertise(MOVING, kg * part);
      for (let times = 0; times < 5; times += 1) gym.advertise(AT_REST, kg);
      for (let times = 0; times < 5; times += 1) gym.advertise(STEPPED_OFF, kg);
      gym.pass(10);
    }
    expect(gym.said()).toEqual(['80 kg', '65 kg']);
  });

  it('is heard again when the same person steps on again later', () => {
    const gym = scale();
    for (let times = 0; times < 2; times += 1) {
      gym.advertise(MOVING, 40);
      gym.advertise(AT_REST, 80);
      gym.pass(60);
    }
    expect(gym.said()).toEqual(['80 kg', '80 kg']);
  });

  it('is not heard while nobody stands still on it', () => {
    const gym = scale();
    gym.advertise(MOVING, 80);
    gym.advertise(STEPPED_OFF, 80);
    gym.advertise(AT_REST, 0);
    gym.pass(10);
    expect(gym.said()).toEqual([]);
    expect(gym.dropped).toEqual({ unstable: 10, stale: 10, implausible: 10 });
  });
});

describe('units of a scale that broadcasts', () => {
  const read = (service: number, hex: string) =>
    decodeXiaomiWeighing(service, Uint8Array.from(Buffer.from(hex, 'hex')));

  it('are kilograms or pounds, and catties are none', () => {
    expect(read(0x181d, '22204400000000000000')).toMatchObject({ kg: 87.2, value: '87.200', unit: 'kg' });
    expect(read(0x181d, '238a4000000000000000')).toMatchObject({
      kg: 74.942531,
      value: '165.22',
      unit: 'lb',
    });
    expect(read(0x181b, '03220000000000000000008a40')).toMatchObject({ value: '165.22', unit: 'lb' });
    expect(read(0x181d, '32204400000000000000')).toBe('unit');
  });

  it('are of Xiaomi’s scales alone: a Beurer BF720 has one byte there (KristianP26/ble-scale-sync#168)', () => {
    expect(read(0x181d, '01')).toBeNull();
    expect(read(0x181b, '22204400000000000000')).toBeNull();
    expect(read(0x180d, '22204400000000000000')).toBeNull();
  });
});
