import { describe, expect, it } from 'vitest';
import { createAntDriver } from '../../../../../electron/devices/ant/driver.ts';
import { lineTunings } from '../../../../../electron/devices/ant/line-tunings.ts';
import { describeSettings } from '../../../../../electron/devices/discovery/trial-plan.ts';
import { findFamily } from '../../../../../electron/devices/family-registry.ts';
import type { LineSettings } from '../../../../../electron/devices/transports/transport.ts';
import { wireUp } from '../../../../support/devices/serial-wire.ts';

const ant = findFamily('ant')!;

function stickAt(settings: LineSettings) {
  return wireUp(ant, settings, {
    createDriver: (config, outlet) =>
      createAntDriver({ ...config, options: { network_key: '0908070605040302' } }, outlet),
  });
}

describe('a stick with a real UART', () => {
  it.each([
    ['waits for flow control', 115_200, true],
    ['has its baud rate fixed by pins', 57_600, false],
    ['has both', 57_600, true],
    ['is a slow module', 4_800, false],
  ])('is started although it %s', (_what, baudRate, rtscts) => {
    const stick = stickAt({ ...ant.serial!, baud_rate: baudRate, rtscts });
    stick.act('wear', { sensor: 25_170, bpm: 72 });
    stick.pass(45_000);
    expect(stick.states.at(-1)).toBe('ready');
    expect(stick.settings()).toMatchObject({ baud_rate: baudRate, rtscts });
    expect(stick.readings.at(-1)).toMatchObject({ kind: 'heart_rate', sensor: '25170' });
  });
});

describe('line settings of a stick', () => {
  const path = '/dev/ttyUSB0';

  it('begin with those it is opened with', () => {
    expect(lineTunings({ type: 'serial', path })[0]).toEqual(ant.serial);
  });

  it('vary nothing that is configured', () => {
    expect(lineTunings({ type: 'serial', path, baud_rate: 57_600 }).map(describeSettings)).toEqual([
      '57600 8N1',
      '57600 8N1 RTS/CTS',
    ]);
    expect(lineTunings({ type: 'serial', path, baud_rate: 57_600, rtscts: true })).toHaveLength(1);
    expect(lineTunings({ type: 'simulated' })).toEqual([]);
  });
});
