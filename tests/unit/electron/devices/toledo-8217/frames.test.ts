import { describe, expect, it } from 'vitest';
import { decodeToledo8217 } from '../../../../../electron/devices/toledo-8217/frames.ts';

/**
 * Status replies recorded from an Ariva-S (pywebdriver); the weight layout is that of the PS/DIVA
 * service manual, section 6.1.3.2: 0WW.WW pounds, WW.WWW kilograms.
 */
describe('a Toledo 8217 frame', () => {
  it.each<[string, number, string, string, boolean | null, boolean]>([
    ['012.34', 5.59733, '012.34', 'lb', true, false],
    ['182.40', 82.735248, '182.40', 'lb', true, false],
    [' 12.34', 5.59733, '12.34', 'lb', true, false],
    ['12.345N', 12.345, '12.345', 'kg', true, false],
    ['82.700', 82.7, '82.700', 'kg', true, false],
    ['00.000', 0, '00.000', 'kg', true, false],
    // The cash-register form of DIVA (p 41) and Aviator (p 47): unit in words, no stability mark.
    ['82.700KG', 82.7, '82.700', 'kg', null, false],
    ['12.345LB', 5.599598, '12.345', 'lb', null, false],
  ])('%j weighs %d kg', (line, kg, value, unit, stable, negative) => {
    expect(decodeToledo8217(line)).toEqual({ type: 'weight', kg, value, unit, stable, negative });
  });

  it.each([
    ['?A', 'unstable'],
    ['?Q', 'unstable'],
    ['?D', 'underload'],
    ['?B', 'overload'],
    ['?C', 'overload'],
    ['?H', 'fault'],
    ['?\u0005', 'framing'],
    ['99.999', 'overload'],
    ['0123.4', 'unit'],
    ['012345', 'unit'],
    ['12.34', 'framing'],
    ['112.345', 'framing'],
    ['-12.34', 'framing'],
    ['12.3.4', 'framing'],
    ['12.345X', 'framing'],
    ['2.700KG', 'framing'],
    ['82.70KG', 'framing'],
    ['', 'framing'],
  ])('%j gives no weight: %s', (line, reason) => {
    expect(decodeToledo8217(line)).toEqual({ type: 'nothing', reason });
  });

  it.each([
    ['?@', 'done'],
    ['?P', 'done'],
    ['?`', 'done'],
    ['E', 'done'],
    ['F', 'done'],
    ['S00', 'done'],
    ['?', 'refused'],
  ])('%j is part of the dialogue: %s', (line, reply) => {
    expect(decodeToledo8217(line)).toEqual({ type: 'reply', reply });
  });
});
