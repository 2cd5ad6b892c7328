import { describe, expect, it } from 'vitest';
import { describeSettings } from '../../../../../electron/devices/discovery/trial-plan.ts';
import { findFamily } from '../../../../../electron/devices/family-registry.ts';
import type { LineSettings } from '../../../../../electron/devices/transports/transport.ts';
import { wire } from '../../../../support/devices/recorded-driver.ts';
import { SERIAL_FAMILIES, wireUp } from '../../../../support/devices/serial-wire.ts';

const SCALES = SERIAL_FAMILIES.filter(({ reads, mustBeNamed }) => reads === 'weight' && mustBeNamed !== true);
const set = (baudRate: number, form: '8N1' | '7E1' | '7O1' | '7N2' = '8N1'): LineSettings => ({
  baud_rate: baudRate,
  data_bits: form.startsWith('8') ? 8 : 7,
  parity: form === '7E1' ? 'even' : form === '7O1' ? 'odd' : 'none',
  stop_bits: form.endsWith('2') ? 2 : 1,
  rtscts: false,
});
const ofDecision = ({ detections }: ReturnType<typeof wireUp>) =>
  detections.map(({ verdict, reason, family }) => `${verdict} ${reason} ${String(family)}`);

describe('a scale that nobody has named', () => {
  it.each(SCALES.map((registration) => [registration.family, registration] as const))(
    'is recognised and read: %s as it left the factory',
    (family, registration) => {
      const scale = wireUp(registration, registration.serial!);
      scale.act('step_on', { kg: 82.7 });
      scale.pass(30_000);
      expect(ofDecision(scale)).toEqual([`recognised clear ${family}`]);
      expect(scale.detections[0]?.line).toBe(describeSettings(registration.serial!));
      expect(scale.readings.at(-1)).toMatchObject({ kind: 'weight', kg: 82.7, stable: true });
      expect(scale.states.at(-1)).toBe('ready');
    },
  );

  it.each(SCALES.map((registration) => [registration.family, registration] as const))(
    'is recognised soon on a port that knows no baud rate: %s',
    (family, registration) => {
      const scale = wireUp(registration, null);
      scale.act('step_on', { kg: 82.7 });
      scale.pass(6_000);
      expect(ofDecision(scale)).toEqual([`recognised clear ${family}`]);
      expect(scale.readings.at(-1)).toMatchObject({ kg: 82.7 });
    },
  );

  it.each([
    ['rice-lake', set(4_800, '7E1')],
    ['rice-lake', set(2_400, '7O1')],
    ['cas', set(19_200)],
    ['text-scale', set(1_200, '7N2')],
    ['mt-sics', set(2_400)],
    ['toledo-8217', set(4_800, '7E1')],
    ['sartorius', set(1_200, '7O1')],
    ['ohaus', set(2_400, '7N2')],
    ['and', set(9_600)],
  ] as const)('is recognised although it was set differently: %s at %o', (family, settings) => {
    const registration = findFamily(family)!;
    const scale = wireUp(registration, settings);
    scale.act('step_on', { kg: 82.7 });
    scale.pass(90_000);
    const recognised = scale.detections.filter(({ verdict }) => verdict === 'recognised');
    expect(recognised).toMatchObject([{ family, line: describeSettings(settings) }]);
    expect(scale.readings.at(-1)).toMatchObject({ kg: 82.7, stable: true });
  });

  it('is never taken for another family, however people move on it and whatever it is set to', () => {
    const families = [...SCALES.entries()];
    for (const [index, registration] of families) {
      for (const [seed, settings] of [registration.serial!, set(9_600), set(9_600, '7E1'), null].entries()) {
        const scale = wireUp(registration, settings, { seed: 100 * index + seed });
        for (let second = 0; second < 40; second += 1) {
          if (second % 7 === 1) scale.act('step_on', { kg: 40 + second });
          if (second % 7 === 5) scale.act('step_off');
          if (second % 11 === 3) scale.act('fault', { kind: second % 2 === 0 ? 'torn' : 'noise' });
          if (second % 11 === 5) scale.act('fault', { kind: 'clear' });
          scale.pass(1_000);
        }
        const others = scale.detections.filter(
          ({ family }) => family !== null && family !== registration.family,
        );
        expect([registration.family, others]).toEqual([registration.family, []]);
      }
    }
  });

  it('loses nothing of what was said while it was being recognised', () => {
    const analyser = wireUp(findFamily('tanita')!, null);
    analyser.pass(3_000);
    analyser.act('step_on', { kg: 89.2 });
    analyser.pass(30_000);
    expect(ofDecision(analyser)).toEqual(['recognised clear tanita']);
    expect(analyser.readings).toMatchObject([{ kind: 'body_composition', kg: 89.2 }]);
  });

  it('is asked nothing that would zero or tare a scale of any maker', () => {
    const scale = wireUp(findFamily('serial-scanner')!, null);
    scale.pass(60_000);
    expect(scale.sent.length).toBeGreaterThan(20);
    // Z zeroes and T tares in every protocol here, R re-zeroes at A&D, C clears or calibrates; t is Kern's tare.
    expect(scale.sent.filter((question) => /[ZTRCt]/.test(question))).toEqual([]);
  });

  it('is asked nothing at all where nobody said that there is a scale', () => {
    const scale = wireUp(findFamily('toledo-8217')!, set(9_600, '7E1'), { mayAsk: false });
    scale.pass(60_000);
    expect([scale.sent, scale.readings]).toEqual([[], []]);
    expect(ofDecision(scale)).toEqual(['undecided silent null']);
  });

  it('is looked for under what the configuration says and nothing else', () => {
    const fixed = { baud_rate: 9_600, data_bits: 7, parity: 'even', stop_bits: 1 } as const;
    const scale = wireUp(findFamily('cas')!, set(9_600), { transport: fixed });
    const seen = new Set<string>();
    for (let second = 0; second < 30; second += 1) {
      scale.pass(1_000);
      seen.add(describeSettings(scale.settings()));
    }
    expect([...seen]).toEqual(['9600 7E1']);
  });

  it.each([
    ['nothing is said', '', 'silent'],
    ['a lone number', '     82.70\r\n', 'below_threshold'],
    ['ten columns and a unit, as many makers print', '     82.70 kg\r\n', 'below_threshold'],
    ['a refusal that several makers share', 'ES\r\n', 'below_threshold'],
    ['the text of a scanner', 'MEMBER-0815\r\n', 'below_threshold'],
  ])('stays undecided when %s', (_what, line, reason) => {
    const port = wireUp(findFamily('serial-scanner')!, null);
    for (let second = 0; second < 90; second += 1) {
      if (line !== '') port.say(wire(line));
      port.pass(1_000);
    }
    expect(port.readings).toEqual([]);
    expect(port.detections[0]).toMatchObject({ verdict: 'undecided', reason, family: null });
    expect(port.states.at(-1)).toBe(line === '' ? 'starting no_answer' : 'starting undecided');
    // Every byte is accounted for, as far as its trial is over.
    expect(port.discarded()).toBeGreaterThanOrEqual(line.length * 20);
  });

  it('tells staff what it might be when it cannot tell', () => {
    const port = wireUp(findFamily('serial-scanner')!, null);
    for (let second = 0; second < 90; second += 1) {
      port.say(wire('     82.70 kg\r\n'));
      port.pass(1_000);
    }
    expect(port.detections[0]?.candidates.map(({ family }) => family)).toEqual(['ohaus', 'text-scale']);
  });

  it('is recognised anew when another one takes its place', () => {
    const port = wireUp(findFamily('cas')!, set(9_600));
    port.pass(3_000);
    port.swap(findFamily('rice-lake')!, set(9_600));
    port.act('step_on', { kg: 70 });
    port.pass(60_000);
    expect(ofDecision(port)).toEqual(['recognised clear cas', 'recognised clear rice-lake']);
    expect(port.readings.at(-1)).toMatchObject({ kg: 70 });
  });

  it('is recognised anew after its plug was pulled, the former settings first', () => {
    const registration = findFamily('and')!;
    const scale = wireUp(registration, registration.serial!);
    scale.pass(20_000);
    scale.driver.closed();
    scale.driver.opened(20_000);
    expect(describeSettings(scale.settings())).toBe('2400 7E1');
    scale.pass(4_000);
    expect(ofDecision(scale)).toEqual(['recognised clear and', 'recognised clear and']);
  });
});
