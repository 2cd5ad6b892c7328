import { describe, expect, it } from 'vitest';
import { decodeHeaderLine } from '../../../../../electron/devices/scale/header-line.ts';

describe('lines that open with a status word', () => {
  it.each([
    ['ST,+0000058.01  g', { kg: 0.05801, value: '0000058.01', unit: 'g', stable: true }],
    ['ST,GS,+  4.876kg', { kg: 4.876, value: '4.876', unit: 'kg', stable: true }],
    ['US,NT,-  4.876kg', { kg: 4.876, negative: true, stable: false }],
    ['ST,GS 1.000KG', { kg: 1, stable: true }],
    ['ST,G ,  82.70,kg', { kg: 82.7, stable: true }],
    // Dini Argeo with its address: 3590 EBOX manual, page 65, and DGT4X manual, page 52.
    ['01ST,GS,    82.3,kg', { kg: 82.3, stable: true }],
    ['00US,NT,   82.35,kg', { kg: 82.35, stable: false }],
    ['ST,1,     82.35kg,        0.00kg', { kg: 82.35, stable: true }],
    ['01US,1,     82.35kg,PT      0.00kg', { kg: 82.35, stable: false }],
    ['1,ST,    82.3,      0.0,       0,kg', { kg: 82.3, stable: true }],
    ['011,ST,   181.5,PT    0.0,       0,lb', { kg: 82.327015, unit: 'lb', stable: true }],
    ['ST,+00012,5 kg', { kg: 12.5, value: '00012.5' }],
  ])('%s is a weight', (line, weight) => {
    expect(decodeHeaderLine(line)).toMatchObject({ type: 'weight', ...weight });
  });

  it.each([
    ['OL,+9999999 g', 'overload'],
    ['OL,-99999999 kg', 'underload'],
    ['OL,GS,       kg', 'overload'],
    // Dini Argeo 3590 EBOX manual, page 65: UL is underload.
    ['UL,GS,    -0.5,kg', 'underload'],
    ['UL,NT,        ,kg', 'underload'],
    ['UL', 'underload'],
    ['01OL,GS,        ,kg', 'overload'],
    ['1,UL,    -0.5,      0.0,       0,kg', 'underload'],
    ['ST,1,     83.55kg,        1.20kg', 'unsupported'],
    ['1,ST,    82.3,PT   20.8,       0,kg', 'unsupported'],
    ['1,ST,    82.3,      0.0,       0', 'framing'],
    ['123ST,GS,    82.3,kg', 'framing'],
    ['01ST,TR,    82.3,kg', 'framing'],
    ['ST,+99999999 kg', 'overload'],
    ['QT,+00012345 PC', 'unit'],
    ['ST,+00082.70', 'unit'],
    ['ST,TR,+   1.20kg', 'unsupported'],
    ['XX,+00123.45 g', 'framing'],
    ['ST', 'framing'],
    ['ST,GS', 'framing'],
    ['ST,+1,234.5 kg', 'framing'],
    ['ST,+--82.7 kg', 'framing'],
  ])('%s is none', (line, reason) => {
    expect(decodeHeaderLine(line)).toEqual({ type: 'nothing', reason });
  });
});
