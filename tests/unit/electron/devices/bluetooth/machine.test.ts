import { describe, expect, it } from 'vitest';
import {
  createLinkPolicy,
  LINK_TIMEOUT_MS,
  TURN_MS,
  type Wishes,
} from '../../../../../electron/devices/bluetooth/machine.ts';

/** Straps `A`, `B` … around a radio; each advertises every second until it is linked. */
function floor(most: number, wishes: Partial<Wishes> = {}) {
  const policy = createLinkPolicy(most);
  const linked = new Set<string>();
  const inReach = new Set<string>();
  const asked: string[] = [];
  let nowMs = 0;
  const wish = (next: Partial<Wishes>): void =>
    policy.wish({ isKnown: () => false, isWorn: () => false, isPairing: false, ...next });
  wish(wishes);
  const step = (answers: boolean): void => {
    nowMs += 1_000;
    for (const address of inReach) {
      if (linked.has(address)) policy.value(address, nowMs);
      else
        policy.heard(
          {
            address,
            kind: 'strap',
            identity: address,
            provisionalName: null,
            isConnectable: true,
            rssiDbm: -60,
            tellsItself: false,
          },
          nowMs,
        );
    }
    for (const { type, address } of policy.tick(nowMs)) {
      asked.push(`${type} ${address}`);
      if (type === 'link' && answers) {
        linked.add(address);
        policy.linked(address, nowMs);
      } else if (type === 'unlink') {
        linked.delete(address);
        policy.unlinked(address, nowMs);
      }
    }
  };
  return {
    policy,
    linked,
    inReach,
    asked,
    wish,
    now: () => nowMs,
    pass(seconds: number, answers = true) {
      for (let second = 0; second < seconds; second += 1) step(answers);
    },
  };
}

describe('who gets a link', () => {
  it('is nobody whom nobody wants', () => {
    const gym = floor(4);
    gym.inReach.add('A').add('B');
    gym.pass(60);
    expect(gym.asked).toEqual([]);
  });

  it('is a strap in a session before a known one, which makes room', () => {
    const gym = floor(1, { isKnown: (identity) => identity === 'A' });
    gym.inReach.add('A').add('B');
    gym.pass(3);
    expect([...gym.linked]).toEqual(['A']);
    gym.wish({ isKnown: (identity) => identity === 'A', isWorn: (identity) => identity === 'B' });
    gym.pass(5);
    expect([...gym.linked]).toEqual(['B']);
    gym.pass(TURN_MS / 1_000 + 30);
    expect([...gym.linked]).toEqual(['B']);
    expect(gym.policy.counts.waiting).toBe(1);
  });

  it('is every known strap in turn when there are more of them than links', () => {
    const gym = floor(2, { isKnown: () => true });
    for (const strap of ['A', 'B', 'C', 'D']) gym.inReach.add(strap);
    gym.pass(5 * (TURN_MS / 1_000));
    const turns = (strap: string): number => gym.asked.filter((each) => each === `link ${strap}`).length;
    for (const strap of ['A', 'B', 'C', 'D']) expect(turns(strap)).toBeGreaterThan(0);
    expect(gym.linked.size).toBeLessThanOrEqual(2);
  });

  it('is a strap that comes back, again and again, with longer rests while it cannot be linked', () => {
    const gym = floor(2, { isKnown: () => true });
    gym.inReach.add('A');
    gym.pass(600, false);
    const tries = gym.asked.filter((each) => each === 'link A').length;
    // Eight seconds a try, and up to thirty of rest: it never ends, and never storms.
    expect(tries).toBeGreaterThan(600_000 / (LINK_TIMEOUT_MS + 31_000) - 2);
    expect(tries).toBeLessThan(30);
    gym.pass(60);
    expect([...gym.linked]).toEqual(['A']);
  });

  it('is as many as the controller takes, once it has refused one more', () => {
    const gym = floor(16, { isKnown: () => true });
    gym.inReach.add('A').add('B');
    gym.pass(4);
    gym.inReach.add('C');
    gym.pass(1, false);
    gym.policy.refused('C', gym.now());
    expect(gym.policy.counts).toMatchObject({ linked: 2, most: 2 });
  });

  it('is nobody any more once it says nothing over its link', () => {
    const gym = floor(4, { isKnown: () => true });
    gym.inReach.add('A');
    gym.pass(3);
    gym.inReach.delete('A');
    gym.pass(20);
    expect(gym.asked.at(-1)).toBe('unlink A');
  });
});
