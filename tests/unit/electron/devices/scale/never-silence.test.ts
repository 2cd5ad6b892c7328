import { describe, expect, it } from 'vitest';
import { chooseDriver } from '../../../../../electron/devices/choose-driver.ts';
import { describeSettings } from '../../../../../electron/devices/discovery/trial-plan.ts';
import type { DetectingOutlet } from '../../../../../electron/devices/driver.ts';
import { FAMILIES } from '../../../../../electron/devices/family-registry.ts';
import type { ConfiguredFamily, DeviceConfig } from '../../../../../shared/contract/kiosk-config.ts';
import { recordingOutlet } from '../../../../support/devices/outlet.ts';
import { wire } from '../../../../support/devices/recorded-driver.ts';

/** What is not understood is never silence: proven for every serial scale of the registry. */
const SCALES = FAMILIES.filter(({ connection, reads }) => connection === 'serial' && reads === 'weight');
const TICK_MS = 100;
const STREAM_EVERY_MS = 400;

/** STX, LF and CR around a text as the family frames its own; families that need a start get it. */
const FRAMES: Readonly<Record<string, (text: string) => string>> = {
  'toledo-8217': (text) => `\u0002${text}\r`,
  sma: (text) => `\n${text}\r`,
};

/** Plays a scale that says one text to whatever it is asked, and in a stream where it is not asked. */
function playAnswer(family: ConfiguredFamily, text: string, durationMs: number) {
  const recorded = recordingOutlet();
  const config: DeviceConfig = {
    id: 'scale',
    family,
    transport: { type: 'serial', path: '/dev/ttyUSB0' },
    options: {},
  };
  const detections: string[] = [];
  let asked = 0;
  const outlet: DetectingOutlet = {
    ...recorded,
    send: () => void (asked += 1),
    detected: ({ reason }) => void detections.push(reason),
  };
  const driver = chooseDriver(config, FAMILIES, true)!(config, outlet);
  driver.opened(0);
  const isAsked = (FAMILIES.find((each) => each.family === family)?.questions ?? ['auto']).length > 0;
  let answered = 0;
  let lines = 0;
  for (let nowMs = TICK_MS; nowMs <= durationMs; nowMs += TICK_MS) {
    if (isAsked ? asked > answered : nowMs % STREAM_EVERY_MS === 0) {
      driver.received(wire(text), nowMs);
      lines += 1;
    }
    answered = asked;
    driver.tick(nowMs);
  }
  return { ...recorded, detections, lines };
}

/** Frames of the continuous output have places and no lines: text is another form there. */
const SPEAKING_IN_LINES = SCALES.filter(({ family }) => family !== 'toledo-continuous');

describe.each(SPEAKING_IN_LINES.map((registration) => [registration.family, registration] as const))(
  'a %s scale that says what nobody understands',
  (family, { serial }) => {
    const framed = FRAMES[family] ?? ((text: string) => `${text}\r\n`);
    it.each(['PLEASE WAIT', 'Ready to weigh 1', 'XQ   82.70 kW'])('%j is heard', (text) => {
      const { states, dropped, readings, tuned, lines } = playAnswer(family, framed(text), 30_000);
      expect(readings).toEqual([]);
      expect(states.at(-1)).toBe('ready');
      expect(states).not.toContain('lost no_answer');
      // The port keeps the settings it was opened with.
      expect(tuned.filter((settings) => settings !== describeSettings(serial!))).toEqual([]);
      // Every line is counted, and why; the first after opening may be the end of one.
      const counted = Object.values(dropped).reduce((sum, bytes) => sum + bytes, 0);
      expect(counted).toBe(lines * text.length);
      expect(lines).toBeGreaterThan(10);
      expect(dropped.framing ?? 0).toBeLessThanOrEqual(text.length);
    });
  },
);

describe('a scale that says something in another form than its own', () => {
  it.each(SCALES.map((registration) => [registration.family, registration] as const))(
    'is heard: %s',
    (family, { serial }) => {
      const { states, readings, tuned, dropped, lines } = playAnswer(family, 'Warming up, 3 min\r\n', 30_000);
      expect(readings).toEqual([]);
      expect(states.at(-1)).toBe('ready');
      expect(tuned.filter((settings) => settings !== describeSettings(serial!))).toEqual([]);
      expect(Object.values(dropped).reduce((sum, bytes) => sum + bytes, 0)).toBeGreaterThanOrEqual(
        17 * (lines - 1),
      );
    },
  );
});

describe('a scale that nobody has named and nobody understands', () => {
  it.each(['PLEASE WAIT\r\n', '+ ~~~~~~~~GN \r\n', '     0.40       ?\r\n'])(
    '%j is told as undecided, and its settings are kept',
    (line) => {
      const { states, tuned } = playAnswer('auto', line, 90_000);
      expect(states).not.toContain('starting no_answer');
      expect(states.at(-1)).toBe('starting undecided');
      expect(new Set(tuned).size).toBe(1);
    },
  );
});

describe('what public recordings showed', () => {
  // https://arduino.se forum, topic 48969: an Ohaus in a custom unit; every answer to IP.
  it('an Ohaus with a question mark where the unit stands says no unit', () => {
    const { states, dropped, tuned } = playAnswer('ohaus', '     0.40       ?\r\n', 30_000);
    expect(Object.keys(dropped)).toEqual(['unit']);
    expect([states.at(-1), tuned]).toEqual(['ready', []]);
  });

  // https://github.com/eamars/OpenTrickler-RP2040-Controller/pull/49: a US Solid balance with too much on it.
  it('a US Solid balance whose field is full of tildes is overloaded', () => {
    const { states, dropped, tuned } = playAnswer('kern', '+ ~~~~~~~~GN \r\n', 30_000);
    expect(Object.keys(dropped)).toEqual(['overload']);
    expect([states.at(-1), tuned]).toEqual(['ready', []]);
  });
});

describe('a line under the wrong settings', () => {
  it('is still told as silence: noise with line ends in it is no answer', () => {
    const noise = String.fromCharCode(0x80, 0xe6, 0x0d, 0x66, 0x0a, 0xf8, 0x9e, 0x1e, 0xe0, 0x0d);
    const { states, tuned } = playAnswer('kern', noise, 40_000);
    expect(states).toContain('lost no_answer');
    expect(tuned.length).toBeGreaterThan(2);
  });
});
