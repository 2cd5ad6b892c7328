import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AFTER_REFUSAL_MS,
  FIRST_ASK_STATE,
  SILENT_AFTER_REQUESTS,
  stepAsk,
  type AskEvent,
  type AskPlan,
} from '../../../../../electron/devices/scale/ask-machine.ts';

const STREAM_THEN_POLL: AskPlan = {
  requests: [
    { command: 'SIR', everyMs: null },
    { command: 'SI', everyMs: 250 },
  ],
  patienceMs: 2_000,
};
const POLL: AskPlan = { requests: [{ command: 'W', everyMs: 300 }], patienceMs: 1_000 };

/** Plays events and gives what was written and told, with times. */
function play(plan: AskPlan, events: readonly (readonly [number, AskEvent])[]): readonly string[] {
  let state = FIRST_ASK_STATE;
  const said: string[] = [];
  for (const [atMs, event] of events) {
    const step = stepAsk(plan, state, event, atMs);
    state = step.state;
    if (step.tell !== undefined) said.push(`${atMs} ${step.tell}`);
    if (step.send !== undefined) said.push(`${atMs} ${step.send}`);
  }
  return said;
}

const ticks = (fromMs: number, toMs: number, stepMs = 100): readonly (readonly [number, AskEvent])[] =>
  Array.from(
    { length: Math.floor((toMs - fromMs) / stepMs) + 1 },
    (_, index) => [fromMs + index * stepMs, 'tick'] as const,
  );

describe('asking a scale', () => {
  it('asks once for a stream and leaves it alone while lines come', () => {
    const lines = Array.from({ length: 40 }, (_, index) => [index * 250, 'heard'] as const);
    const events = [
      [0, 'opened'] as const,
      ...lines.flatMap((line) => [line, [line[0] + 100, 'tick'] as const]),
    ];
    expect(play(STREAM_THEN_POLL, events)).toEqual(['0 SIR', '0 ready']);
  });

  it('asks for a stream again when it dries up', () => {
    const said = play(STREAM_THEN_POLL, [[0, 'opened'], [50, 'heard'], ...ticks(100, 2_100)]);
    expect(said).toEqual(['0 SIR', '50 ready', '2100 SIR']);
  });

  it('asks a scale that was switched on again at once', () => {
    expect(
      play(STREAM_THEN_POLL, [
        [0, 'opened'],
        [50, 'heard'],
        [900, 'restarted'],
      ]),
    ).toEqual(['0 SIR', '50 ready', '900 SIR']);
  });

  it('polls a scale that refuses to stream', () => {
    const said = play(STREAM_THEN_POLL, [
      [0, 'opened'],
      [20, 'refused'],
      [20 + AFTER_REFUSAL_MS, 'tick'],
      [300, 'heard'],
      [519, 'tick'],
      [520, 'tick'],
    ]);
    expect(said).toEqual(['0 SIR', '20 ready', '270 SI', '520 SI']);
  });

  it('polls at its rhythm, however late the answers', () => {
    const said = play(POLL, [
      [0, 'opened'],
      [250, 'heard'],
      [300, 'tick'],
      [590, 'heard'],
      [600, 'tick'],
    ]);
    expect(said).toEqual(['0 W', '250 ready', '300 W', '600 W']);
  });

  it('says that a silent scale does not answer, once, and keeps asking', () => {
    const said = play(POLL, [[0, 'opened'], ...ticks(100, 6_000)]);
    expect(said).toEqual([
      '0 W',
      '1000 W',
      '2000 W',
      '3000 no_answer',
      '3000 W',
      '4000 W',
      '5000 W',
      '6000 W',
    ]);
    expect(SILENT_AFTER_REQUESTS).toBe(3);
  });

  it('is ready again as soon as a silent scale speaks', () => {
    const said = play(POLL, [[0, 'opened'], ...ticks(100, 3_500), [3_600, 'heard']]);
    expect(said.at(-1)).toBe('3600 ready');
  });

  it('tries the next command on a scale that ignores the first', () => {
    const said = play(STREAM_THEN_POLL, [[0, 'opened'], ...ticks(100, 8_000, 1_000)]);
    expect(said.filter((line) => line.endsWith('SI'))).not.toHaveLength(0);
  });

  it('never floods the line, whatever the scale does', () => {
    const event = fc.constantFrom<AskEvent>('heard', 'refused', 'tick');
    fc.assert(
      fc.property(fc.array(event, { minLength: 50, maxLength: 400 }), (events) => {
        const sent = play(STREAM_THEN_POLL, [
          [0, 'opened'],
          ...events.map((each, index) => [index * 10, each] as const),
        ]).filter((line) => /SIR?$/.test(line));
        // Ten milliseconds an event: at most one request each 250 ms, plus the first.
        expect(sent.length).toBeLessThanOrEqual(Math.ceil((events.length * 10) / 240) + 1);
      }),
    );
  });
});
