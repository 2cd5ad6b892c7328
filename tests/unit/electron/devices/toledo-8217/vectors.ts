import { decodeToledo8217 } from '../../../../../electron/devices/toledo-8217/toledo-8217.ts';
import {
  text,
  weight,
  type DeviceFixture,
  type TextScaleLines,
} from '../../../../support/devices/device-vectors.ts';

/**
 * Status replies recorded from an Ariva-S (pywebdriver); the weight layout is that of the PS/DIVA
 * service manual, section 6.1.3.2: 0WW.WW pounds, WW.WWW kilograms.
 */
export const LINES: TextScaleLines = {
  title: 'a Toledo 8217 frame',
  decode: decodeToledo8217,
  weighs: [
    ['012.34', 5.59733, '012.34', 'lb', true, false],
    ['182.40', 82.735248, '182.40', 'lb', true, false],
    [' 12.34', 5.59733, '12.34', 'lb', true, false],
    ['12.345N', 12.345, '12.345', 'kg', true, false],
    ['82.700', 82.7, '82.700', 'kg', true, false],
    ['00.000', 0, '00.000', 'kg', true, false],
    // The cash-register form of DIVA (p 41) and Aviator (p 47): unit in words, no stability mark.
    ['82.700KG', 82.7, '82.700', 'kg', null, false],
    ['12.345LB', 5.599598, '12.345', 'lb', null, false],
  ],
  noWeight: [
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
  ],
  replies: [
    ['?@', 'done'],
    ['?P', 'done'],
    ['?`', 'done'],
    ['E', 'done'],
    ['F', 'done'],
    ['S00', 'done'],
    ['?', 'refused'],
  ],
};

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'printed layout',
    source: 'Mettler Toledo PS/DIVA service manual, section 6.1.3.2: STX WW.WWW N CR in kilograms',
    received: text('\x0212.345N\r'),
    gives: weight('12.345', 'kg', 12.345),
  },
  {
    origin: 'recorded',
    source: 'pywebdriver pull request 102: reply of an Ariva-S while the weight moves',
    received: text('\x02?A\r'),
    gives: 'unstable',
  },
  {
    origin: 'printed layout',
    source: 'AWT 7821 manual, page 25, and Brecknell 3700LP manual, page 11: NCI weight and status',
    received: text('\n182.45lb\r\n00\r\x03'),
    gives: [{ kind: 'weight', value: '182.45', unit: 'lb', kg: 82.757_928, stable: true }],
  },
  {
    origin: 'printed layout',
    source: 'Ohaus Aviator 7000 service manual, page 49: bit 0 of the first status byte is motion',
    received: text('\n12.345LB\r\nS10\r\x03'),
    gives: [{ kind: 'weight', value: '12.345', unit: 'lb', stable: false }],
  },
];
