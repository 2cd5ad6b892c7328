import { describe, expect, it } from 'vitest';
import { fromDevicesSchema, MAX_READINGS_PER_MESSAGE } from '../../../../shared/contract/device-messages.ts';
import { readingSchema } from '../../../../shared/contract/readings.ts';
import { heartRate } from '../../../support/core/test-floor.ts';

const takes = (reading: unknown): boolean => readingSchema.safeParse(reading).success;
const strap = (changes: Record<string, unknown>) => ({ ...heartRate('77', 60, 1_000), ...changes });
const card = (changes: Record<string, unknown>) => ({
  kind: 'card',
  device: 'reader',
  at: 1,
  code: '0008075634',
  ...changes,
});

describe('what a device may say', () => {
  it('is a heart rate that a heart can have', () => {
    expect([24, 25, 240, 241, 60.5, Number.NaN].map((bpm) => takes(strap({ bpm })))).toEqual([
      false, true, true, false, false, false,
    ]); // prettier-ignore
  });

  it('is a strap with a number', () => {
    expect(['0', '1048575', '', '-1', ' 1', '1 ', 'x'.repeat(33)].map((sensor_id) => takes(strap({ sensor_id })))).toEqual([
      true, true, false, false, false, false, false,
    ]); // prettier-ignore
  });

  it('or a strap with a name or an address of its own', () => {
    const names = ['E7BAC71A', 'C0:FF:EE:12:34:56', 'TICKR 0A1B', 'HRM-Pro+:123'];
    expect(names.map((sensor_id) => takes(strap({ sensor_id })))).toEqual([true, true, true, true]);
    expect(['a\nb', '<b>', 'Strap\u0000', 'Gürtel'].map((sensor) => takes(strap({ sensor })))).toEqual([
      false, false, false, false,
    ]); // prettier-ignore
  });

  it('is a card with a code, and not a book', () => {
    expect(['1', 'x'.repeat(128), '', 'x'.repeat(129)].map((code) => takes(card({ code })))).toEqual([
      true, true, false, false,
    ]); // prettier-ignore
  });

  it('is at a time that can be written down', () => {
    expect([0, 8.64e15, 8.64e15 + 1_000, -1, 0.5].map((at) => takes(card({ at })))).toEqual([
      true, true, false, false, false,
    ]); // prettier-ignore
    expect(() => new Date(8.64e15).toISOString()).not.toThrow();
  });

  it('is a weight a scale can show, with the digits it sent', () => {
    const weight = {
      kind: 'weight',
      device: 'scale',
      at: 1,
      kg: 80,
      value: '80.0',
      unit: 'kg',
      stable: true,
    };
    expect([takes(weight), takes({ ...weight, kg: -1 }), takes({ ...weight, kg: 501 })]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('comes at most 512 readings at a time', () => {
    const message = (count: number) => ({
      type: 'readings',
      device: 'reader',
      readings: Array.from({ length: count }, (_, index) => ({ seq: index + 1, reading: card({}) })),
    });
    expect(fromDevicesSchema.safeParse(message(MAX_READINGS_PER_MESSAGE)).success).toBe(true);
    expect(fromDevicesSchema.safeParse(message(MAX_READINGS_PER_MESSAGE + 1)).success).toBe(false);
  });

  it('is numbered from 1', () => {
    const message = { type: 'readings', device: 'reader', readings: [{ seq: 0, reading: card({}) }] };
    expect(fromDevicesSchema.safeParse(message).success).toBe(false);
  });
});
