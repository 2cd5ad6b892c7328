import { describe, expect, it } from 'vitest';
import {
  deviceNotices,
  readerTrouble,
  STARTS_WITHIN_MS,
} from '../../../../../shared/domain/devices/device-notice.ts';
import { roleOf } from '../../../../../shared/domain/devices/device-roles.ts';

const NOW_MS = Date.parse('2026-03-10T09:02:00Z');

describe('notices about devices', () => {
  const device = (family: 'rdm6300' | 'ant' | 'tanita', state: 'ready' | 'lost' | 'refused' | 'opening') => ({
    id: `${family}-${state}`,
    family,
    state,
    since: NOW_MS - 60_000,
    reason: null,
  });

  it('say that a device starts which was never there, and not that it comes back', () => {
    const since = NOW_MS - STARTS_WITHIN_MS + 1;
    const devices = (['ant', 'tanita', 'rdm6300'] as const).map((family) => ({
      ...device(family, 'opening'),
      since,
    }));
    expect(deviceNotices(devices, NOW_MS).map((notice) => notice.message)).toEqual([
      'device.reader.starting',
      'device.straps.starting',
      'device.scale.starting',
    ]);
    expect(readerTrouble(devices, NOW_MS)).toBe('reader_starting');
  });

  it('send nobody to wait for a reader that was never plugged in', () => {
    expect(readerTrouble([device('rdm6300', 'opening')], NOW_MS)).toBe('reader_missing');
    expect(readerTrouble([device('rdm6300', 'opening'), device('rdm6300', 'ready')], NOW_MS)).toBeNull();
    expect(readerTrouble([device('rdm6300', 'lost')], NOW_MS)).toBe('reader_lost');
    expect(deviceNotices([device('rdm6300', 'opening')], NOW_MS).map(({ message }) => message)).toEqual([
      'device.reader.refused',
    ]);
  });

  it('take a device that is not recognised yet for nothing in particular', () => {
    expect(roleOf('auto')).toBe('unknown');
    const auto = { ...device('tanita', 'opening'), family: 'auto' as const, since: NOW_MS - 5_000 };
    expect(deviceNotices([auto], NOW_MS).map((notice) => notice.message)).toEqual([
      'device.unknown.starting',
    ]);
  });

  it('know a reader, a strap receiver and a scale apart', () => {
    expect([roleOf('rdm6300'), roleOf('ant'), roleOf('tanita')]).toEqual(['reader', 'straps', 'scale']);
  });

  it('say nothing while one of two readers works', () => {
    expect(deviceNotices([device('rdm6300', 'lost'), device('rdm6300', 'ready')], NOW_MS)).toEqual([]);
  });

  it('tell a device that comes back by itself from one that needs a hand', () => {
    const messages = deviceNotices([device('ant', 'lost'), device('tanita', 'refused')], NOW_MS);
    expect(messages.map((notice) => notice.message)).toEqual([
      'device.straps.reconnecting',
      'device.scale.refused',
    ]);
  });
});
