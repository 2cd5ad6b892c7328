import { describe, expect, it } from 'vitest';
import { createDeviceCounters } from '../../../../electron/devices/device-counters.ts';
import type { HeartRateReading } from '../../../../shared/contract/readings.ts';

const heart = (over: Partial<HeartRateReading>): HeartRateReading => ({
  kind: 'heart_rate',
  device: 'stick',
  at: 1_000,
  sensor: '1',
  sensor_id: '1',
  bpm: 100,
  rr_ms: null,
  beat_count: 0,
  rssi_dbm: null,
  battery_percent: null,
  ...over,
});

describe('what is counted of a device', () => {
  it('is nothing at first', () => {
    expect(createDeviceCounters().read()).toEqual({
      bytes: 0,
      frames: 0,
      readings: 0,
      discarded: {},
      reopened: 0,
      last_byte_at: null,
      last_reading_at: null,
      signal_dbm: null,
      battery_percent: null,
    });
  });

  it('are whole messages, whether they became readings or not, and everything dropped by its reason', () => {
    const counted = createDeviceCounters();
    counted.bytes(23, 500);
    counted.reading(heart({ at: 700 }));
    for (const reason of ['no_contact', 'repeat', 'checksum', 'checksum', 'framing', 'timeout'] as const) {
      counted.discarded(reason);
    }
    counted.reopened();
    expect(counted.read()).toMatchObject({
      bytes: 23,
      frames: 3,
      readings: 1,
      discarded: { no_contact: 1, repeat: 1, checksum: 2, framing: 1, timeout: 1 },
      reopened: 1,
      last_byte_at: 500,
      last_reading_at: 700,
    });
  });

  it('are the last signal told, and the lowest battery of all straps', () => {
    const counted = createDeviceCounters();
    counted.reading(heart({ sensor_id: '1', rssi_dbm: -61, battery_percent: 80 }));
    counted.reading(heart({ sensor_id: '2', rssi_dbm: -72, battery_percent: 15 }));
    counted.reading(heart({ sensor_id: '1' }));
    expect(counted.read()).toMatchObject({ signal_dbm: -72, battery_percent: 15 });
    // The strap got a new battery.
    counted.reading(heart({ sensor_id: '2', battery_percent: 100 }));
    expect(counted.read().battery_percent).toBe(80);
  });

  it('are bounded, however many straps walk by', () => {
    const counted = createDeviceCounters();
    counted.reading(heart({ sensor_id: '0', battery_percent: 1 }));
    for (let sensor = 1; sensor <= 256; sensor += 1) {
      counted.reading(heart({ sensor_id: String(sensor), battery_percent: 50 }));
    }
    expect(counted.read().battery_percent).toBe(50);
  });
});
