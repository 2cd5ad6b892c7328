import { describe, expect, it } from 'vitest';
import { createStateReader, preparingState } from '../../../../../electron/core/screen/kiosk-state.ts';
import { openDashboard } from '../../../../../electron/core/progress/open-dashboard.ts';
import { closeGym } from '../../../../../electron/core/members/excuse-absence.ts';
import { putVisit } from '../../../../support/core/put-rows.ts';
import { findMember } from '../../../../../electron/core/store/tables/users.ts';
import type { MemberId, VisitId } from '../../../../../shared/base/ids.ts';
import { kioskStateSchema, type KioskState } from '../../../../../shared/contract/kiosk-api.ts';
import { kioskConfigSchema } from '../../../../../shared/contract/kiosk-config.ts';
import { FAKE_PULL, fakePush } from '../../../../support/core/fake-push.ts';
import { addMember, cardOf, NOON } from '../../../../support/core/open-test-store.ts';
import { openTestFloor } from '../../../../support/core/test-floor.ts';

const config = kioskConfigSchema.parse({
  gym_name: 'Club One',
  devices: [{ id: 'stick', family: 'ant', transport: { type: 'simulated' } }],
});

/** A floor with a screen in front of it. @param owners straps that belong to members */
function openScreen(owners: Record<string, string> = {}) {
  const test = openTestFloor(owners as Record<string, MemberId>, undefined, config);
  addMember(test.store, 1);
  addMember(test.store, 2);
  const read = createStateReader({
    ...test.parts,
    sync: { push: fakePush(), pull: FAKE_PULL, centralUrl: null },
  });
  /** What is on the screen; keeps the contract whatever it is. */
  const look = (): KioskState => kioskStateSchema.parse(read());
  const heartRateView = () => {
    const { view } = look();
    return view.name === 'member' ? view.session.heart_rate : null;
  };
  return { ...test, look, heartRateView };
}

describe('the screen', () => {
  it('waits for a card', () => {
    const { look } = openScreen();
    expect(look()).toMatchObject({
      gym_name: 'Club One',
      demo: false,
      view: { name: 'attract', recording: 0 },
      devices: [{ id: 'stick', family: 'ant', state: 'opening' }],
      sync: { state: 'up_to_date', pending: 0 },
      storage: 'ok',
    });
  });

  it('greets by first name and shows nothing else of the person', () => {
    const test = openScreen();
    test.scan(cardOf(1));
    const { view } = test.look();
    expect(view).toMatchObject({
      name: 'member',
      session: { first_name: 'First1', already_in: false, visits_this_week: 1 },
    });
    expect(JSON.stringify(test.look())).not.toMatch(/member-1|Last1|1990-05-17/);
  });

  it('greets with the streak of the dashboard, after a closed week too', () => {
    const test = openScreen();
    const member = findMember(test.store.db, 'member-1' as MemberId)!;
    // Three weeks running, a week closed, and three weeks before it.
    for (const weeksAgo of [1, 2, 4, 5, 6]) {
      const checkedInAtMs = NOON - weeksAgo * 7 * 86_400_000;
      const visit = { id: `v-${weeksAgo}` as VisitId, memberId: member.id, checkedInAtMs, classId: null };
      test.store.write((tx) => putVisit(tx, visit));
    }
    closeGym(test.store, [{ from: '2026-01-26', to: '2026-02-01' }], NOON);
    test.scan(cardOf(1));
    const { profile_summary } = openDashboard(test.store, member, test.time.nowMs());
    expect(profile_summary).toMatchObject({ streak_weeks: 6, visits_this_week: 1 });
    expect(test.look().view).toMatchObject({ session: { streak_weeks: 6, visits_this_week: 1 } });
  });

  it('goes back when the session is over, without waiting for a tick', () => {
    const test = openScreen();
    test.scan(cardOf(1));
    test.time.pass(30_000);
    expect(test.look().view.name).toBe('attract');
  });

  it('is neutral to somebody who may not come in', () => {
    const test = openScreen();
    test.store.write((tx) => tx.prepare(`UPDATE users SET membership_status = 'unpaid'`).run());
    test.scan(cardOf(1));
    expect(test.look().view).toEqual({ name: 'refused', kind: 'see_front_desk', until: NOON + 4_000 });
    expect(JSON.stringify(test.look())).not.toContain('unpaid');
  });

  it('says so while the disk takes no writes', () => {
    const test = openScreen();
    test.store.db.pragma('query_only = ON');
    test.scan(cardOf(1));
    expect(test.look().storage).toBe('failing');
    test.store.db.pragma('query_only = OFF');
    test.scan(cardOf(1));
    expect(test.look().storage).toBe('ok');
  });

  it('shows how far preparing is before there is a store', () => {
    expect(kioskStateSchema.parse(preparingState(config, 'demo_gym', 0.25)).view).toEqual({
      name: 'preparing',
      step: 'demo_gym',
      progress: 0.25,
    });
  });
});

describe('straps on offer', () => {
  const pairing = (owners: Record<string, string> = {}) => {
    const test = openScreen(owners);
    test.scan(cardOf(1));
    test.sessions.setPairing(test.sessions.current()!.sessionId, true);
    return test;
  };
  const offered = (test: ReturnType<typeof pairing>): [string, boolean][] => {
    const view = test.heartRateView();
    return view?.phase === 'pairing' ? view.straps.map(({ sensor_id, is_mine }) => [sensor_id, is_mine]) : [];
  };

  it('are shown only while choosing', () => {
    const test = openScreen();
    test.scan(cardOf(1));
    test.beat('5', 70);
    expect(test.heartRateView()).toEqual({ phase: 'none' });
  });

  it('begin with one’s own and leave out those of other members', () => {
    const test = pairing({ '7': 'member-1', '8': 'member-2' });
    for (const strap of ['5', '8', '7']) test.beat(strap, 70);
    expect(offered(test)).toEqual([
      ['7', true],
      ['5', false],
    ]);
  });

  it('leave out those somebody is wearing', () => {
    const test = pairing();
    for (const strap of ['5', '6']) test.beat(strap, 70);
    test.recorder.start({ memberId: 'member-2' as MemberId, sensorId: '6', device: 'stick', atMs: NOON });
    expect(offered(test)).toEqual([['5', false]]);
  });

  it('are twelve at most', () => {
    const test = pairing();
    for (let strap = 1; strap <= 40; strap += 1) test.beat(String(strap), 70);
    expect(offered(test)).toHaveLength(12);
  });

  it('keep the number that is printed on them once they run', () => {
    const test = pairing();
    // ANT+: a device number has 20 bits, and the 16 lower ones (0x19E3B → 0x9E3B) are on the strap.
    test.recorder.start({
      memberId: 'member-1' as MemberId,
      sensorId: '106043',
      device: 'stick',
      atMs: NOON,
    });
    expect(test.heartRateView()).toMatchObject({ phase: 'live', sensor: '40507' });
  });

  it('are gone once heart rate runs, and its summary comes at the end', () => {
    const test = pairing();
    test.beat('5', 70);
    test.recorder.start({ memberId: 'member-1' as MemberId, sensorId: '5', device: 'stick', atMs: NOON });
    expect(test.heartRateView()).toEqual({ phase: 'live', sensor: '5', started_at: NOON });
    test.pass(20, () => test.beat('5', 120));
    const summary = test.recorder.finish('member-1' as MemberId, 'finished', test.time.nowMs());
    test.sessions.showSummary(test.sessions.current()!.sessionId, summary);
    expect(test.heartRateView()).toMatchObject({
      phase: 'summary',
      summary: { heard_s: 20, average_bpm: 120 },
    });
  });
});

it('the attract screen tells how many sessions go on, not whose', () => {
  const test = openScreen();
  test.recorder.start({ memberId: 'member-1' as MemberId, sensorId: '5', device: 'stick', atMs: NOON });
  expect(test.look().view).toEqual({ name: 'attract', recording: 1 });
});
