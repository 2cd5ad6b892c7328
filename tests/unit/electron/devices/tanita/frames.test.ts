import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTanita, encodeTanita, tanitaCheckSum } from '../../../../../electron/devices/tanita/frames.ts';

/** Recorded from an SC-330 (a public browser bridge's sample; its check sum proves it verbatim). */
const SC330 =
  '{0,16,~0,1,~1,1,~2,1,MO,"SC-330",SN,"00000001",ID,"0000000000",Da,"25/09/2014",TI,"08:20",Bt,0,GE,1,AG,34,Hm,191.0,Pt,0.0,Wk,89.2,FW,18.8,fW,16.8,MW,72.4,mW,68.8,sW,13,bW,3.6,wW,48.0,ww,53.8,MI,24.5,Sw,80.3,OV,11.1,IF,6,rb,8874,rB,2121,rJ,13,rA,29,ZF,501.8,CS,D9';
/** Tanita SC-240 manual, page 24. */
const SC240 =
  '{0,16,~0,1,~1,1,~2,1,MO,"SC-240",SN,"00000002",Bt,0,GE,1,AG,30,Hm,170,Pt,0.0,Wk,82.7,FW,18.6,fW,15.4,MW,67.3,mW,64.0,sW,19,bW,3.3,wW,48.0,ww,58.0,MI,28.6,Sw,63.6,OV,30.0,IF,6,rb,8255,rB,1973,rJ,12,rA,28,ZF,369.4,CS,FD';
/** A line of a BC-601's memory card. */
const BC601 =
  '{0,16,~0,2,~1,2,~2,3,~3,4,MO,"BC-601",DT,"07/02/2024",Ti,"12:32:26",Bt,0,GE,2,AG,23,Hm,166.0,AL,1,Wk,57.2,MI,20.8,FW,28.4,Fr,16.5,Fl,30.8,FR,32.5,FL,30.9,FT,27.0,mW,38.9,mr,2.2,ml,1.7,mR,6.7,mL,6.7,mT,21.6,bW,2.1,IF,1,rD,2001,rA,22,ww,52.9,CS,A4';

/** The same message with its check sum made to fit again: what a sum cannot see. */
function withFittingSum(text: string): string {
  const checked = text.slice(0, -'CS,XX'.length);
  return `${checked}CS,${tanitaCheckSum(checked)}`;
}

describe("an analyser's message", () => {
  it.each([
    ['SC-330', SC330, 89.2],
    ['SC-240', SC240, 82.7],
    ['BC-601', BC601, 57.2],
  ])('of a %s gives the weight and everything else it sent', (model, text, kg) => {
    expect(decodeTanita(text)).toMatchObject({ type: 'measurement', kg, fields: { MO: model, Wk: kg } });
  });

  it('keeps numbers as numbers and texts as texts, under its own keys, without the control pairs', () => {
    const message = decodeTanita(SC330);
    expect(message.type === 'measurement' && message.fields).toEqual({
      MO: 'SC-330', SN: '00000001', ID: '0000000000', Da: '25/09/2014', TI: '08:20',
      Bt: 0, GE: 1, AG: 34, Hm: 191, Pt: 0, Wk: 89.2, FW: 18.8, fW: 16.8, MW: 72.4, mW: 68.8, sW: 13, bW: 3.6,
      wW: 48, ww: 53.8, MI: 24.5, Sw: 80.3, OV: 11.1, IF: 6, rb: 8874, rB: 2121, rJ: 13, rA: 29, ZF: 501.8,
    }); // prettier-ignore
  });

  it('of an HD-351BT has a shorter beginning and pounds', () => {
    const text = withFittingSum('{0,16,~0,1,MO,"HD-351BT",Wp,182.4,CS,00');
    expect(decodeTanita(text)).toEqual({
      type: 'measurement',
      kg: 82.735248,
      fields: { MO: 'HD-351BT', Wp: 182.4 },
    });
  });

  it('with a changed digit fails its check sum', () => {
    expect(decodeTanita(SC330.replace('Wk,89.2', 'Wk,89.3'))).toEqual({
      type: 'nothing',
      reason: 'checksum',
    });
  });

  it.each([
    ['the weight’s digits changed places', SC330, 'Wk,89.2', 'Wk,98.2'],
    ['the weight’s digits changed places, no fat mass to compare', BC601, 'Wk,57.2', 'Wk,75.2'],
    ['the fat mass’s digits changed places', SC330, 'fW,16.8', 'fW,18.6'],
    ['the height’s digits changed places', SC240, 'Hm,170', 'Hm,107'],
    ['a share above 100 %', BC601, 'FW,28.4', 'FW,284'],
  ])('is not believed when %s', (_what, text, from, to) => {
    expect(decodeTanita(withFittingSum(text.replace(from, to)))).toEqual({
      type: 'nothing',
      reason: 'implausible',
    });
  });

  it.each([
    ['a weight of zero', 'Wk,0.0', 'implausible'],
    ['a weight no platform carries', 'Wk,512.0', 'implausible'],
    ['a weight that is no number', 'Wk,8x.2', 'implausible'],
    ['no weight', 'AG,34', 'unit'],
    ['a limb without contact', 'St,1,Wk,89.2', 'fault'],
    ['a key twice', 'Wk,89.2,Wk,89.2', 'framing'],
    ['a key without a value', 'Wk,89.2,FW', 'framing'],
    ['a quote that never closes', 'MO,"SC,Wk,89.2', 'framing'],
    ['a key that is none', 'W k,89.2', 'framing'],
  ])('is refused with %s', (_what, body, reason) => {
    expect(decodeTanita(withFittingSum(`{0,16,${body},CS,00`))).toEqual({ type: 'nothing', reason });
  });

  it('allows a result that was cut off instead of rounded', () => {
    const message = decodeTanita(withFittingSum('{Hm,171.0,Wk,104.7,MI,35.8,FW,34.3,fW,35.9,CS,00'));
    expect(message.type).toBe('measurement');
    expect(decodeTanita(withFittingSum('{Hm,171.0,Wk,104.7,MI,35.6,CS,00'))).toMatchObject({
      reason: 'implausible',
    });
  });

  it.each([
    ['KS 82.7', { type: 'weight', kg: 82.7, unit: 'kg', stable: true }],
    ['LD182.4', { type: 'weight', kg: 82.735248, unit: 'lb', stable: false }],
    ['KI', { type: 'nothing', reason: 'overload' }],
    ['E1', { type: 'nothing', reason: 'overload' }],
    ['E2', { type: 'nothing', reason: 'fault' }],
    ['E9', { type: 'nothing', reason: 'underload' }],
    ['KX 82.7', { type: 'nothing', reason: 'framing' }],
    ['hello', { type: 'nothing', reason: 'framing' }],
  ])('between messages: %s', (line, message) => {
    expect(decodeTanita(line)).toMatchObject(message);
  });

  it('never believes a message with one byte changed, unless the byte says the same', () => {
    fc.assert(
      fc.property(fc.nat(SC330.length - 1), fc.integer({ min: 0x20, max: 0x7e }), (at, byte) => {
        const changed = `${SC330.slice(0, at)}${String.fromCharCode(byte)}${SC330.slice(at + 1)}`;
        const message = decodeTanita(changed);
        expect(
          changed === SC330 || message.type === 'nothing' || changed.toUpperCase() === SC330.toUpperCase(),
        ).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads back what it writes', () => {
    const text = encodeTanita([
      ['MO', '"SC-330"'],
      ['Wk', '82.7'],
    ]);
    expect(decodeTanita(text.trim())).toEqual({
      type: 'measurement',
      kg: 82.7,
      fields: { MO: 'SC-330', Wk: 82.7 },
    });
  });
});
