import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DWELL_MS,
  FIRST_DETECT_STATE,
  LISTEN_MS,
  MAX_TRIAL_BYTES,
  stepDetect,
  type DetectAction,
  type DetectEvent,
} from '../../../../../electron/devices/discovery/detect-machine.ts';
import { describeSettings, planTrials } from '../../../../../electron/devices/discovery/trial-plan.ts';
import { findFamily } from '../../../../../electron/devices/family-registry.ts';
import { wire } from '../../../../support/devices/recorded-driver.ts';

/** Two families with settings of their own, and no other settings to try. */
const plan = (() => {
  const whole = planTrials([findFamily('toledo-8217')!, findFamily('cas')!], {}, null, true);
  const [first, second] = whole.trials;
  return { ...whole, trials: [first, second!] as const };
})();

function conversation() {
  let state = FIRST_DETECT_STATE;
  let nowMs = 0;
  const step = (event: DetectEvent): readonly DetectAction[] => {
    const [next, actions] = stepDetect(plan, state, event, nowMs);
    state = next;
    return actions;
  };
  return {
    open: () => step({ type: 'opened' }),
    hear: (bytes: Uint8Array) => step({ type: 'heard', bytes }),
    wait(ms: number) {
      nowMs += ms;
      return step({ type: 'tick' });
    },
    state: () => state,
  };
}

/** What was done, in words. */
const said = (actions: readonly DetectAction[]): string[] =>
  actions.map((action) => {
    if (action.type === 'tune') return `tune ${describeSettings(action.settings)}`;
    if (action.type === 'ask') return `ask ${JSON.stringify(action.question)}`;
    if (action.type === 'drop') return `drop ${action.bytes}`;
    if (action.type === 'undecided') return `undecided ${action.detection.reason}`;
    return `recognised ${action.family} ${describeSettings(action.settings)}`;
  });

describe('finding out what is on a port', () => {
  it('listens, asks, goes on to other settings, and listens for longer after a silent round', () => {
    const talk = conversation();
    expect(said(talk.open())).toEqual(['tune 9600 7E1']);
    expect(said(talk.wait(LISTEN_MS - 1))).toEqual([]);
    expect(said(talk.wait(1))).toEqual(['ask "W"']);
    expect(said(talk.wait(300))).toEqual(['ask "W\\r"']);
    expect(said(talk.wait(300))).toEqual(['tune 9600 8N1']);
    // A CAS indicator is never asked anything.
    expect(said(talk.wait(LISTEN_MS))).toEqual(['undecided silent', 'tune 9600 7E1']);
    expect(said(talk.wait(DWELL_MS - 1))).toEqual([]);
    expect(said(talk.wait(1))).toEqual(['tune 9600 7E1']);
    expect(said(talk.wait(LISTEN_MS))).toEqual(['ask "W"']);
  });

  it('asks the likeliest family again when one answer is not enough', () => {
    const talk = conversation();
    talk.open();
    talk.wait(LISTEN_MS);
    talk.hear(wire('\u000282.700\r'));
    expect(said(talk.wait(100))).toEqual([]);
    expect(said(talk.wait(200))).toEqual(['ask "W\\r"']);
    expect(said(talk.wait(300))).toEqual(['ask "W"']);
    talk.hear(wire('\u000282.700\r'));
    expect(said(talk.wait(100))).toEqual(['recognised toledo-8217 9600 7E1']);
    expect([talk.state().phase, said(talk.wait(60_000))]).toEqual(['done', []]);
  });

  it('asks nothing where what comes unasked fits nothing: the settings are wrong', () => {
    const talk = conversation();
    talk.open();
    talk.hear(Uint8Array.from({ length: 64 }, (_unused, index) => 0x80 | (index * 37)));
    expect(said(talk.wait(100))).toEqual(['drop 64', 'tune 9600 8N1']);
  });

  it('keeps a bounded part of what comes, and accounts for every byte', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 700 }), { maxLength: 60 }),
        fc.integer({ min: 50, max: 2_000 }),
        (chunks, everyMs) => {
          const talk = conversation();
          talk.open();
          let heard = 0;
          let dropped = 0;
          const count = (actions: readonly DetectAction[]): void => {
            for (const action of actions) if (action.type === 'drop') dropped += action.bytes;
          };
          for (const chunk of chunks) {
            heard += chunk.length;
            count(talk.hear(chunk));
            expect(talk.state().receivedBytes).toBeLessThanOrEqual(MAX_TRIAL_BYTES);
            count(talk.wait(everyMs));
            if (talk.state().phase === 'done') return;
          }
          expect(dropped + talk.state().receivedBytes).toBe(heard);
        },
      ),
    );
  });
});
