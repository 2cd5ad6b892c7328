import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  deviceFamilySchema,
  kioskConfigSchema,
  looksForDevices,
} from '../../../../shared/contract/kiosk-config.ts';

describe('a configuration', () => {
  it('may be empty', () => {
    expect(kioskConfigSchema.parse({})).toEqual({
      gym_id: 'demo-gym',
      gym_name: 'Training Club',
      timezone: 'Europe/Berlin',
      locale: 'en',
      appearance: { text_percent: 100, theme: 'dark' },
      devices: [],
      members: [],
      staff: [],
      closures: [],
    });
  });

  it('names device families by their published names', () => {
    expect(deviceFamilySchema.options).toEqual([
      'ant', 'mt-sics', 'toledo-8217', 'toledo-continuous', 'and', 'cas', 'sma', 'ohaus', 'rice-lake', 'rice-lake-physician', 'health-o-meter', 'radwag', 'sartorius', 'adam', 'kern',
      'text-scale', 'tanita', 'hid-scale', 'rdm6300', 'id-12', 'serial-scanner',
      'hid-scanner', 'keyboard-wedge', 'bluetooth',
    ]); // prettier-ignore
  });

  it('knows Bluetooth straps by name or address, in either case', () => {
    const takes = (straps: Record<string, string>, options: object = {}) =>
      kioskConfigSchema.safeParse({
        devices: [
          {
            id: 'bt',
            family: 'bluetooth',
            transport: { type: 'simulated' },
            options: { straps, ...options },
          },
        ],
      }).success;
    expect(takes({ E7BAC71A: '1', D7904C14: '2', 'C0:FF:EE:12:34:56': '3' })).toBe(true);
    expect(takes({ E7BAC71A: '1', e7bac71a: '2' })).toBe(false);
    expect(takes({}, { loan_straps: ['E7BAC71A'], ant_numbers: { E7BAC71A: '4711' }, max_links: 8 })).toBe(
      true,
    );
    expect(takes({}, { max_links: 33 })).toBe(false);
  });

  it('takes time zones of the IANA list', () => {
    const takes = (timezone: string) => kioskConfigSchema.safeParse({ timezone }).success;
    expect(['Europe/Berlin', 'Australia/Lord_Howe', 'UTC'].map(takes)).toEqual([true, true, true]);
    expect(['', 'Berlin', 'Europe/Atlantis', 'CET+1'].map(takes)).toEqual([false, false, false, false]);
  });

  it('takes at most 32 devices, each with an id of its own', () => {
    const device = (index: number) => ({ id: `d${index}`, family: 'ant', transport: { type: 'simulated' } });
    const takes = (devices: unknown[]) => kioskConfigSchema.safeParse({ devices }).success;
    expect(takes(Array.from({ length: 32 }, (_, index) => device(index)))).toBe(true);
    expect(takes(Array.from({ length: 33 }, (_, index) => device(index)))).toBe(false);
    expect(takes([device(1), device(1)])).toBe(false);
    const tooMany = kioskConfigSchema.safeParse({ devices: Array.from({ length: 50 }, (_, n) => device(n)) });
    expect(tooMany.error?.issues[0]?.message).toBe('one kiosk takes 32 devices at most');
  });

  it('may leave it open what is on a serial port, and on no other', () => {
    const takes = (transport: object) =>
      kioskConfigSchema.safeParse({ devices: [{ id: 'scale', family: 'auto', transport }] }).success;
    expect(takes({ type: 'serial', path: '/dev/ttyUSB0' })).toBe(true);
    expect([takes({ type: 'hid' }), takes({ type: 'simulated' }), takes({ type: 'keyboard' })]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('looks for devices that nobody configured only on a kiosk without any, unless it says', () => {
    const device = { id: 'scale', family: 'auto', transport: { type: 'serial', path: '/dev/ttyUSB0' } };
    const looks = (config: object) => looksForDevices(kioskConfigSchema.parse(config));
    expect([looks({}), looks({ demo: {} }), looks({ devices: [device] })]).toEqual([true, false, false]);
    expect([looks({ discover: false }), looks({ devices: [device], discover: true })]).toEqual([false, true]);
  });

  it('gives staff PINs of eight digits, shorter ones only beside a card, and no card twice', () => {
    const kim = { name: 'Kim', role: 'owner', pin: '13571357' };
    const takes = (...staff: object[]) => kioskConfigSchema.safeParse({ staff }).success;
    expect(takes(kim, { ...kim, name: 'Robin', role: 'trainer' })).toBe(true);
    expect(takes({ ...kim, pin: '1357', cards: ['0008075634'] })).toBe(true);
    for (const staff of [
      [{ ...kim, pin: '1357135' }],
      [{ ...kim, pin: '135', cards: ['0008075634'] }],
      [{ ...kim, pin: '13571357a' }],
      [{ ...kim, role: 'admin' }],
      [kim, kim],
      [
        { ...kim, cards: ['0008075634'] },
        { ...kim, name: 'Robin', cards: ['0008075634'] },
      ],
    ])
      expect([staff, takes(...staff)]).toEqual([staff, false]);
  });

  it('of the demo that is shipped makes sense', () => {
    const demo = new URL('../../../../resources/demo-kiosk.json', import.meta.url);
    const config = kioskConfigSchema.safeParse(JSON.parse(readFileSync(demo, 'utf8')));
    expect(config.error?.issues ?? []).toEqual([]);
    expect(config.data?.demo).toBeDefined();
  });
});
