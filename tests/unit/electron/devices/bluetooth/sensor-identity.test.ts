import { describe, expect, it } from 'vitest';
import { identify, isLastingAddress } from '../../../../../electron/devices/bluetooth/sensor-identity.ts';
import { sensorIdSchema } from '../../../../../shared/contract/readings.ts';

const strap = (address: string, name: string | null, serialNumber: string | null = null) => ({
  address,
  addressType: 'random' as const,
  name,
  serialNumber,
});

describe('what a strap is known by', () => {
  it('is the id on a Polar strap, whatever address its new battery gave it', () => {
    const one = identify(strap('C1:00:00:00:00:01', 'Polar H10 E7BAC71A'), true);
    const other = identify(strap('F9:00:00:00:00:02', 'Polar H10 E7BAC71A'), true);
    expect([one.sensorId, other.sensorId]).toEqual(['E7BAC71A', 'E7BAC71A']);
  });

  it('is an address that lasts, shown by name', () => {
    expect(identify(strap('C0:FF:EE:12:34:56', 'TICKR 0A1B'), false)).toEqual({
      sensorId: 'C0:FF:EE:12:34:56', sensor: 'TICKR 0A1B', isLasting: true,
    }); // prettier-ignore
  });

  it('is name and serial number where the address changes, else a name that no other has', () => {
    const changing = '5A:00:00:00:00:01';
    expect(identify(strap(changing, 'Forerunner', '3412'), false).sensorId).toBe('Forerunner 3412');
    expect(identify(strap(changing, 'Forerunner'), true)).toMatchObject({
      sensorId: 'Forerunner',
      isLasting: true,
    });
    expect(identify(strap(changing, 'Forerunner'), false)).toMatchObject({
      sensorId: changing,
      isLasting: false,
    });
  });

  it('knows which addresses last: public and static ones, and no resolvable or fleeting ones', () => {
    expect(isLastingAddress('5A:00:00:00:00:01', 'public')).toBe(true);
    const lasts = (first: string) => isLastingAddress(`${first}:00:00:00:00:01`, 'random');
    expect(['C0', 'FF', '40', '7F', '00', '3F', 'BF'].map(lasts)).toEqual([
      true, true, false, false, false, false, false,
    ]); // prettier-ignore
  });

  it('always fits the contract, whatever a strap calls itself', () => {
    for (const name of [
      '',
      ' ',
      '💓',
      '  Gürtel  ',
      '<b>',
      '...',
      'x'.repeat(200),
      'a\u0000b',
      '-',
      'Polar H10 ZZZZZZZZ',
    ])
      for (const serial of [null, '', ' ', '💓', 'y'.repeat(99)])
        for (const address of ['C0:FF:EE:12:34:56', '5A:FF:EE:12:34:56']) {
          const { sensor, sensorId } = identify(strap(address, name, serial), true);
          expect([sensor, sensorId].map((text) => sensorIdSchema.safeParse(text).success)).toEqual([
            true,
            true,
          ]);
        }
  });
});
