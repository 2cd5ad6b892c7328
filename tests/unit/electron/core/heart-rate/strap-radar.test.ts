import { describe, expect, it } from 'vitest';
import {
  createStrapRadar,
  STRAP_GONE_AFTER_MS,
} from '../../../../../electron/core/heart-rate/strap-radar.ts';
import { heartRate } from '../../../../support/core/test-floor.ts';

const ids = (straps: { sensorId: string }[]): string[] => straps.map(({ sensorId }) => sensorId);

describe('straps in range', () => {
  it('are those heard within the last ten seconds', () => {
    const radar = createStrapRadar();
    radar.onReading(heartRate('1', 80, 1_000));
    expect(ids(radar.inRange(1_000 + STRAP_GONE_AFTER_MS))).toEqual(['1']);
    expect(ids(radar.inRange(1_001 + STRAP_GONE_AFTER_MS))).toEqual([]);
    expect(radar.find('1', 1_001 + STRAP_GONE_AFTER_MS)).toBeNull();
  });

  it('come strongest first, then in the order they came', () => {
    const radar = createStrapRadar();
    radar.onReading({ ...heartRate('weak', 80, 1), rssi_dbm: -90 });
    radar.onReading({ ...heartRate('untold', 80, 1), rssi_dbm: null });
    radar.onReading({ ...heartRate('strong', 80, 1), rssi_dbm: -40 });
    radar.onReading({ ...heartRate('weak too', 80, 1), rssi_dbm: -90 });
    radar.onReading({ ...heartRate('weak', 81, 2), rssi_dbm: -90 });
    expect(ids(radar.inRange(2))).toEqual(['strong', 'weak', 'weak too', 'untold']);
  });

  it('show what they said last', () => {
    const radar = createStrapRadar();
    radar.onReading(heartRate('1', 80, 1));
    radar.onReading(heartRate('1', 95, 500));
    expect(radar.find('1', 500)).toMatchObject({ bpm: 95, heardAtMs: 500, device: 'stick' });
  });

  it('are 256 at most: the one silent longest gives way', () => {
    const radar = createStrapRadar();
    for (let strap = 0; strap < 256; strap += 1) radar.onReading(heartRate(String(strap), 80, 1_000 + strap));
    radar.onReading(heartRate('0', 80, 2_000));
    radar.onReading(heartRate('late', 80, 2_001));
    expect(radar.inRange(2_001)).toHaveLength(256);
    expect([radar.find('1', 2_001), radar.find('0', 2_001)?.sensorId]).toEqual([null, '0']);
  });

  it('stay bounded under a flood of invented straps', () => {
    const radar = createStrapRadar();
    for (let strap = 0; strap < 3_000; strap += 1) radar.onReading(heartRate(String(strap), 80, strap));
    expect(radar.inRange(3_000)).toHaveLength(256);
  });
});
