import { describe, expect, it } from 'vitest';
import {
  createMemberSessions,
  IDLE_LOGOUT_MS,
  IDLE_PROMPT_MS,
  LONGEST_SESSION_MS,
  PAIRING_WINDOW_MS,
} from '../../../../../electron/core/screen/member-session.ts';
import { HOUR_MS, SECOND_MS } from '../../../../../shared/base/clock.ts';
import { countedIds } from '../../../../support/core/counted-ids.ts';
import { NOON, testMember } from '../../../../support/core/open-test-store.ts';
import { fakeTime } from '../../../../support/devices/fake-time.ts';

function openSession() {
  const time = fakeTime(NOON);
  let clockSetByMs = 0;
  const sessions = createMemberSessions({
    newId: countedIds(),
    nowMs: () => time.nowMs() + clockSetByMs,
    monotonicMs: time.monotonicMs,
  });
  const open = (number: number) =>
    sessions.open({ member: testMember(number), checkedInAtMs: NOON, alreadyIn: false });
  return { time, sessions, open, session: open(1), setClock: (byMs: number) => void (clockSetByMs = byMs) };
}

describe('a member at the screen', () => {
  it('is asked after 20 s and gone after 30 s without a touch', () => {
    const { time, sessions, session } = openSession();
    expect([session.idlePromptAtMs - NOON, session.idleLogoutAtMs - NOON, session.endsAtMs - NOON]).toEqual([
      20_000, 30_000, 180_000,
    ]);
    time.pass(IDLE_LOGOUT_MS - 1);
    expect(sessions.tick()).toBe(false);
    expect(sessions.find(session.sessionId)).not.toBeNull();
    time.pass(1);
    expect(sessions.tick()).toBe(true);
    expect([sessions.current(), sessions.memberId()]).toEqual([null, null]);
  });

  it('is gone at 30.0 s even when nothing ticked since', () => {
    const { time, sessions, session } = openSession();
    time.pass(IDLE_LOGOUT_MS);
    expect([sessions.current(), sessions.find(session.sessionId), sessions.memberId()]).toEqual([
      null,
      null,
      null,
    ]);
    expect(sessions.tick()).toBe(true);
  });

  it('cannot come back to life by a touch that comes too late', () => {
    const { time, sessions, session } = openSession();
    time.pass(IDLE_LOGOUT_MS);
    sessions.touch(session.sessionId);
    expect(sessions.find(session.sessionId)).toBeNull();
  });

  it('stays while touching, but for three minutes at most', () => {
    const { time, sessions, session } = openSession();
    for (let touched = 0; touched < LONGEST_SESSION_MS - 10 * SECOND_MS; touched += 10 * SECOND_MS) {
      time.pass(10 * SECOND_MS);
      sessions.touch(session.sessionId);
      expect(sessions.tick()).toBe(false);
    }
    expect(sessions.current()?.idlePromptAtMs).toBe(time.nowMs() + IDLE_PROMPT_MS);
    time.pass(10 * SECOND_MS - 1);
    expect(sessions.tick()).toBe(false);
    time.pass(1);
    expect(sessions.tick()).toBe(true);
    expect(sessions.current()).toBeNull();
  });

  for (const [what, byMs] of [
    ['forward', 10 * HOUR_MS],
    ['back', -10 * HOUR_MS],
  ] as const) {
    it(`stays exactly as long when the machine's clock is set ${what}`, () => {
      const { time, sessions, setClock } = openSession();
      setClock(byMs);
      time.pass(IDLE_LOGOUT_MS - 1);
      expect(sessions.tick()).toBe(false);
      time.pass(1);
      expect(sessions.tick()).toBe(true);
    });
  }

  it('makes room for the next member who scans', () => {
    const { sessions, session, open } = openSession();
    const next = open(2);
    expect(sessions.find(session.sessionId)).toBeNull();
    expect(sessions.find(next.sessionId)?.member.memberNumber).toBe('2');
    sessions.touch(session.sessionId);
    sessions.showSummary(session.sessionId, null);
    expect(sessions.current()).toEqual(next);
  });

  it('is gone when leaving', () => {
    const { sessions, session } = openSession();
    sessions.end();
    expect(sessions.find(session.sessionId)).toBeNull();
    expect(sessions.tick()).toBe(false);
  });
});

describe('choosing a strap', () => {
  it('is over after a minute, whatever is touched', () => {
    const { time, sessions, session } = openSession();
    sessions.setPairing(session.sessionId, true);
    expect(sessions.current()?.pairingUntilMs).toBe(NOON + PAIRING_WINDOW_MS);
    for (let second = 0; second < 59; second += 1) {
      time.pass(SECOND_MS);
      sessions.touch(session.sessionId);
      expect(sessions.tick()).toBe(false);
    }
    time.pass(SECOND_MS);
    expect(sessions.tick()).toBe(true);
    expect(sessions.current()).toMatchObject({ sessionId: session.sessionId, pairingUntilMs: null });
  });

  it('can be left before', () => {
    const { sessions, session } = openSession();
    sessions.setPairing(session.sessionId, true);
    sessions.setPairing(session.sessionId, false);
    expect(sessions.current()?.pairingUntilMs).toBeNull();
  });

  it('does not go over to the next member', () => {
    const { sessions, session, open } = openSession();
    sessions.setPairing(session.sessionId, true);
    expect(open(2).pairingUntilMs).toBeNull();
    sessions.setPairing(session.sessionId, true);
    expect(sessions.current()?.pairingUntilMs).toBeNull();
  });
});
