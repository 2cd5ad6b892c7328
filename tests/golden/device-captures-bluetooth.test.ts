import { describe, expect, it } from 'vitest';
import { createBluetoothDriver } from '../../electron/devices/bluetooth/driver.ts';
import { createScaleReader } from '../../electron/devices/bluetooth/scale-reader.ts';
import { createStrapReader, newStrapState } from '../../electron/devices/bluetooth/strap-reader.ts';
import { bytesOf } from '../support/devices/framing.ts';
import { recordingOutlet } from '../support/devices/outlet.ts';

/**
 * What real straps and scales were seen to send, published by the people who own them; each with its
 * source and with what its owner, or the device's own display, said of it.
 */
const ANYBODY = { sensorId: 'A', sensor: 'A', isLasting: true };

/** Rates and intervals of notifications of 0x2A37, one after the other. */
function strapSays(...values: readonly string[]) {
  const outlet = recordingOutlet();
  const [reader, state] = [createStrapReader(outlet), newStrapState()];
  for (const value of values) reader.measured(bytesOf(value), ANYBODY, state);
  const told = outlet.readings.flatMap((reading) =>
    reading.kind === 'heart_rate' ? [[reading.bpm, reading.rr_ms, reading.beat_count]] : [],
  );
  return { told, dropped: outlet.dropped };
}

const ms = (ticks: number): number => (ticks * 1_000) / 1_024;

describe('heart rate as published straps notified it', () => {
  it('is read of a Polar H10 (stackoverflow.com/questions/67024800)', () => {
    expect(strapSays('103b5304').told).toEqual([[59, ms(0x453), 1]]);
  });

  it('is read of a Polar H7 (stackoverflow.com/questions/17422218)', () => {
    expect(strapSays('164d1603').told).toEqual([[77, ms(790), 1]]);
  });

  it('is read of an unbranded strap with ANT+ and Bluetooth (stackoverflow.com/questions/60599696)', () => {
    expect(strapSays('1634e404', '1634a504', '1633ea04', '1633de04').told).toEqual([
      [52, ms(0x4e4), 1],
      [52, ms(0x4a5), 2],
      [51, ms(0x4ea), 3],
      [51, ms(0x4de), 4],
    ]);
  });

  it('is read of a strap that sends one, two and three intervals at a time (codewithsundeep.com/discussion/solution/33917836)', () => {
    expect(strapSays('16770402', '1678ff01ff010c01', '167708020802').told).toEqual([
      [119, ms(0x204), 1],
      [120, ms(0x1ff), 2],
      [120, ms(0x1ff), 3],
      [120, ms(0x10c), 4],
      [119, ms(0x208), 5],
      [119, ms(0x208), 6],
    ]);
  });

  it('has no beat that a Garmin HRM-Dual did not count: it appends 52 (forums.garmin.com, thread 319496)', () => {
    expect(strapSays('10382d043500')).toEqual({ told: [[56, ms(1_069), 1]], dropped: { implausible: 2 } });
  });

  it('is read beside a byte too many (WebBluetoothCG/web-bluetooth#493)', () => {
    expect(strapSays('103eb103de', '1039230435', '103dcf03ef').told).toEqual([
      [62, ms(0x3b1), 1],
      [57, ms(0x423), 2],
      [61, ms(0x3cf), 3],
    ]);
  });
});

/** Weighings out of values of 0x2A9D and 0x2A9C, as one link told them. */
function scaleSays(values: { readonly weight?: string; readonly composition?: string }) {
  const outlet = recordingOutlet();
  const reader = createScaleReader(outlet);
  if (values.weight !== undefined) reader.weight('A', bytesOf(values.weight), 0);
  if (values.composition !== undefined) reader.composition('A', bytesOf(values.composition), 100);
  reader.tick(5_000);
  return { told: outlet.readings, dropped: outlet.dropped };
}

describe('weights as published scales indicated them', () => {
  // "BMI: 21.2, heightInMeters: 1.7, weight: 61.37", oliexdev/openScale#219 and #759.
  const BEURER_BF600 = '0ef22fe507071715211f02d400a406';

  it('is read of a Beurer BF600 with its time, user, BMI and height', () => {
    expect(scaleSays({ weight: BEURER_BF600 }).told).toEqual([
      { kind: 'weight', kg: 61.37, value: '61.370', unit: 'kg', stable: true },
    ]);
  });

  it('is read of a Beurer BF105 together with its composition (oliexdev/openScale#635)', () => {
    // The weight is made up: the owner published the composition of it only.
    const { told } = scaleSays({ weight: '00983a', composition: '9803c500a01b7c013c2f74205212' });
    expect(told).toEqual([
      {
        kind: 'body_composition',
        kg: 75,
        fields: {
          Wk: 75, FW: 19.7, fW: 14.775, muscle_percent: 38, soft_lean_kg: 60.46, wW: 41.54, ww: 55.387,
          rB: 1690.249, impedance_ohm: 469,
        },
      },
    ]); // prettier-ignore
  });

  it('is no composition of a Mi scale, whose fields stand elsewhere (oliexdev/openScale#392)', () => {
    const { told, dropped } = scaleSays({ composition: '0204e307011d1135010000282d' });
    expect(told).toEqual([]);
    expect(dropped).toEqual({ implausible: 13 });
  });
});

/** What a radio makes of whole packets of its controller, played one after the other. */
function radioHears(...packets: readonly string[]) {
  const outlet = recordingOutlet();
  const driver = createBluetoothDriver(
    { id: 'bt', family: 'bluetooth', transport: { type: 'simulated' }, options: {} },
    outlet,
  );
  driver.opened(0);
  for (const [index, packet] of packets.entries()) driver.received(bytesOf(packet), 100 * index);
  const { readings, dropped } = outlet;
  driver.closed();
  return { readings, dropped };
}

const weight = (kg: number) => ({ kind: 'weight', kg, value: kg.toFixed(3), unit: 'kg', stable: true });

// Whole HCI packets as loggers of custom-components/ble_monitor published them.
const MI_SCALE = {
  asleep: '043e2b020100008995c08c47c81f02010603021d1809ff5701c8478cc095890d161d1800000000000000000000cd',
  onIt: '043e2b020100008995c08c47c81f02010603021d1809ff5701c8478cc095890d161d18021644b20701010a1a0aca',
  atRest: '043e2b020100008995c08c47c81f02010603021d1809ff5701c8478cc095890d161d18222044b20701010a1a15c5',
  steppedOff: '043e2b020100008995c08c47c81f02010603021d1809ff5701c8478cc095890d161d18a22044b20701010a1a15c5',
};
const MI_BODY_COMPOSITION_SCALE = {
  onIt: '043e3502010001c81555e346f12902010603021b1810161b180204b2070103131a130000ac4906094d4942435309ff5701f146e35515c8b0',
  atRest:
    '043e3502010001c81555e346f12902010603021b1810161b180226b2070103131a15e601604a06094d4942435309ff5701f146e35515c8b6',
  steppedOff:
    '043e3502010001c81555e346f12902010603021b1810161b1802a6b2070103131a15e601604a06094d4942435309ff5701f146e35515c8b9',
};

describe('weights as published scales broadcast them', () => {
  it('is read of a Mi Scale once, when the number rests (custom-components/ble_monitor#292)', () => {
    const { asleep, onIt, atRest, steppedOff } = MI_SCALE;
    // At rest: the published packet after stepping off, with its uppermost bit cleared.
    const { readings } = radioHears(asleep, onIt, atRest, atRest, steppedOff, steppedOff);
    expect(readings).toEqual([weight(87.2)]);
  });

  it('is read of a Mi Body Composition Scale (custom-components/ble_monitor#1094)', () => {
    const { onIt, atRest, steppedOff } = MI_BODY_COMPOSITION_SCALE;
    expect(radioHears(onIt, atRest, atRest, atRest, steppedOff).readings).toEqual([weight(95.2)]);
  });

  it('is not read of what a Mi Scale still says from the last time (custom-components/ble_monitor#366)', () => {
    const stale =
      '043e2b020100008995c08c47c81f02010603021d1809ff5701c8478cc095890d161d18a29844e507051b162135c6';
    const live =
      '043e2b020100008995c08c47c81f02010603021d1809ff5701c8478cc095890d161d18024844e507051c110c09cc';
    expect(radioHears(stale, stale, live)).toEqual({ readings: [], dropped: { stale: 20, unstable: 10 } });
  });
});

describe('heart rate as published straps broadcast it', () => {
  it('is read of a Polar H7 under the id printed on it (polarofficial/polar-ble-sdk#305)', () => {
    // The owner published the advertising data; the report around it is of this file.
    const data = '02010603020d1807ff6b003b1b5452020a001209506f6c6172204837204437393034433134';
    const report = `0201000114000000d0d0${(data.length / 2).toString(16)}${data}c4`;
    const { readings } = radioHears(`043e${(report.length / 2).toString(16)}${report}`);
    expect(readings).toMatchObject([{ kind: 'heart_rate', sensor_id: 'D7904C14', bpm: 82, rssi_dbm: -60 }]);
  });
});
