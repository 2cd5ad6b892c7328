import { describe, expect, it } from 'vitest';
import { createStrapReceivers } from '../../../../../electron/core/heart-rate/strap-receivers.ts';
import { addMember } from '../../../../support/core/open-test-store.ts';
import type { DeviceConfig } from '../../../../../shared/contract/kiosk-config.ts';
import type { MemberId } from '../../../../../shared/base/ids.ts';
import { heartRate, openTestFloor } from '../../../../support/core/test-floor.ts';

const STICK: DeviceConfig = {
  id: 'stick',
  family: 'ant',
  transport: { type: 'simulated' },
  options: { ant_numbers: { E7BAC71A: '4711' } },
};
const both = new Map([['E7BAC71A', '4711']]);
const overBluetooth = (at: number, bpm = 120) => ({ ...heartRate('E7BAC71A', bpm, at), device: 'bt' });
const overAnt = (at: number, bpm = 121) => ({ ...heartRate('4711', bpm, at), device: 'stick' });

describe('a strap that several radios hear', () => {
  it('is one strap under its ANT+ number where the configuration says so', () => {
    const receivers = createStrapReceivers(both);
    expect(receivers.take(overBluetooth(0))).toMatchObject({ sensor_id: '4711', device: 'bt' });
    expect(receivers.take({ ...overBluetooth(1), sensor_id: 'e7bac71a' })).toMatchObject({
      sensor_id: '4711',
    });
    expect(receivers.take(heartRate('99', 80, 0))).toMatchObject({ sensor_id: '99' });
  });

  it('is told of by one receiver at a time, and by the other after five seconds of silence', () => {
    const receivers = createStrapReceivers(both);
    expect(receivers.take(overBluetooth(0))).not.toBeNull();
    expect(receivers.take(overAnt(10))).toBeNull();
    expect(receivers.take(overBluetooth(1_000))).not.toBeNull();
    expect(receivers.take(overAnt(6_000))).toBeNull();
    expect(receivers.take(overAnt(6_001))).not.toBeNull();
    expect(receivers.take(overBluetooth(6_500))).toBeNull();
  });

  it('is told of once by two radios of one kind as well', () => {
    const receivers = createStrapReceivers(new Map());
    expect(receivers.take({ ...heartRate('E7BAC71A', 90, 0), device: 'left' })).not.toBeNull();
    expect(receivers.take({ ...heartRate('E7BAC71A', 90, 5), device: 'right' })).toBeNull();
  });

  it('belongs to its owner under both names, and is wanted under both', () => {
    const receivers = createStrapReceivers(both);
    expect(Object.fromEntries(receivers.withOwners(new Map([['4711', 'ann']])))).toEqual({
      4711: 'ann',
      E7BAC71A: 'ann',
    });
    expect(receivers.withOtherNames(['4711', '99'])).toEqual(['4711', '99', 'E7BAC71A']);
  });
});

describe('a strap that its owner took under one of its names', () => {
  it('is wanted under the other as receivers say it, however the configuration writes it', () => {
    const receivers = createStrapReceivers(new Map([['e7bac71a', '4711']]));
    expect(receivers.withOtherNames(['4711'])).toEqual(['4711', 'e7bac71a', 'E7BAC71A']);
    expect(receivers.withOtherNames(['99'])).toEqual(['99']);
  });

  it('begins its owner’s session whichever radio hears it', () => {
    for (const say of [overBluetooth, overAnt]) {
      const owners = createStrapReceivers(both).withOwners(new Map([['E7BAC71A', 'member-1' as MemberId]]));
      const test = openTestFloor(Object.fromEntries(owners), undefined, { devices: [STICK] });
      addMember(test.store, 1);
      for (let seq = 1; seq <= 4; seq += 1) {
        const reading = say(test.time.nowMs());
        test.floor.onReading(reading, { device: reading.device, runId: 'run-1', seq });
        test.time.pass(1_000);
        test.floor.tick();
      }
      expect(test.recorder.wearerOf('4711')).toBe('member-1');
      expect(test.recorder.count()).toBe(1);
    }
  });
});

describe('one strap on both radios', () => {
  it('is one session without a doubled second, and goes on when one of the radios falls silent', () => {
    const test = openTestFloor({}, undefined, { devices: [STICK] });
    addMember(test.store, 1);
    const member = { id: 'member-1' as MemberId };
    let seq = 0;
    const say = (reading: ReturnType<typeof overAnt>): void =>
      test.floor.onReading(reading, { device: reading.device, runId: 'run-1', seq: (seq += 1) });
    const startMs = test.time.nowMs();
    say(overBluetooth(startMs));
    expect(test.radar.inRange(startMs).map(({ sensorId }) => sensorId)).toEqual(['4711']);
    expect(test.recorder.start({ memberId: member.id, sensorId: '4711', device: 'bt', atMs: startMs })).toBe(
      true,
    );
    for (let second = 0; second < 130; second += 1) {
      const at = test.time.nowMs();
      if (second < 70) say(overBluetooth(at));
      for (const part of [0, 250, 500, 750]) say(overAnt(at + part));
      test.time.pass(1_000);
      test.floor.tick();
    }
    const trace = test.recorder.running(member.id)!.trace();
    expect(trace.bpm).toHaveLength(130);
    expect([...trace.bpm.subarray(0, 70)].every((bpm) => bpm === 120)).toBe(true);
    expect([...trace.bpm.subarray(76)].every((bpm) => bpm === 121)).toBe(true);
    expect(test.recorder.count()).toBe(1);
    const stored = test.store.db
      .prepare('SELECT sum(length(bpm)) FROM heart_rate_blocks')
      .pluck()
      .get() as number;
    expect(stored).toBeGreaterThanOrEqual(60);
  });
});
