import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { createBridge, type CoreClient } from '../../../../electron/preload/bridge.ts';
import { createLatest, type Latest } from '../../../../electron/core/screen/latest.ts';
import { preparingState } from '../../../../electron/core/screen/kiosk-state.ts';
import type { KioskState } from '../../../../shared/contract/kiosk-api.ts';
import { listProcedures } from '../../../../shared/contract/expose-contract.ts';
import type { ConnectionState, KioskBridge } from '../../../../shared/contract/kiosk-bridge.ts';
import { kioskConfigSchema } from '../../../../shared/contract/kiosk-config.ts';
import { fakeTime, settled } from '../../../support/devices/fake-time.ts';

const stateOf = (gym_name: string): KioskState =>
  preparingState(kioskConfigSchema.parse({ gym_name }), 'opening_store', 0);

interface FakeCore {
  readonly client: CoreClient;
  readonly state: Latest<KioskState>;
  answersPings: boolean;
  closed: number;
  /** Ends the stream of states: with an error, as when the process died, or without. */
  endStream(error?: Error): void;
  /** How `touch` is answered. */
  touch: () => Promise<void>;
}

/** A core as the bridge sees it. */
function fakeCore(gymName: string): FakeCore {
  const state = createLatest(stateOf(gymName));
  const ending = Promise.withResolvers<never>();
  ending.promise.catch(() => undefined);
  const over = new AbortController();
  const core: FakeCore = {
    state,
    answersPings: true,
    closed: 0,
    touch: () => Promise.resolve(),
    endStream(error) {
      if (error !== undefined) ending.reject(error);
      over.abort();
    },
    client: {
      kiosk: {
        watch: async (_input: undefined, { signal }: { signal: AbortSignal }) =>
          (async function* () {
            yield* state.read(AbortSignal.any([signal, over.signal]));
            if (!signal.aborted) await Promise.race([ending.promise, Promise.resolve()]);
          })(),
        ping: () => (core.answersPings ? Promise.resolve({ now: 1 }) : new Promise(() => undefined)),
      },
      session: { touch: () => core.touch() },
    } as unknown as CoreClient,
  };
  return core;
}

function openBridge() {
  const time = fakeTime();
  const asked = { portsWanted: 0 };
  const bridge = createBridge({
    now: time.monotonicMs,
    every: time.every,
    requestPort: () => void (asked.portsWanted += 1),
  });
  const connections: ConnectionState[] = [];
  const gyms: string[] = [];
  bridge.api.connection.watch((connection) => void connections.push(connection));
  const stop = bridge.api.kiosk.watch((state) => void gyms.push(state.gym_name));
  const connect = async (core: FakeCore): Promise<void> => {
    bridge.connect(core.client, () => void (core.closed += 1));
    await settled();
  };
  return { time, bridge, connections, gyms, stop, connect, asked };
}

describe('what the page can reach', () => {
  /** `noun.name` of every function below the object. */
  const reachable = (bridge: KioskBridge): string[] =>
    Object.entries(bridge).flatMap(([noun, calls]) =>
      Object.entries(calls as object).map(([name, call]) => {
        expect(typeof call).toBe('function');
        return `${noun}.${name}`;
      }),
    );

  it('is every procedure of the contract, the state of the line, and nothing else', () => {
    const { bridge } = openBridge();
    const procedures = listProcedures().map(({ name }) => name as string);
    expect(reachable(bridge.api).toSorted()).toEqual([...procedures, 'connection.watch'].toSorted());
  });

  it('cannot be changed by a script of the page', () => {
    const { bridge } = openBridge();
    expect([bridge.api, ...Object.values(bridge.api)].every((part) => Object.isFrozen(part))).toBe(true);
  });

  it('is pinned: no function comes or goes unseen', () => {
    expect(listProcedures().map(({ name }) => name)).toMatchInlineSnapshot(`
      [
        "kiosk.watch",
        "kiosk.ping",
        "session.touch",
        "session.end",
        "keypad.open",
        "keypad.checkIn",
        "pin.set",
        "dashboard.get",
        "progress.history",
        "progress.entryForm",
        "progress.record",
        "progress.entries",
        "progress.takeBack",
        "goals.form",
        "goals.preview",
        "goals.set",
        "goals.change",
        "goals.end",
        "notifications.list",
        "notifications.markRead",
        "notifications.preferences",
        "notifications.setPreferences",
        "heartRate.startPairing",
        "heartRate.cancelPairing",
        "heartRate.pair",
        "heartRate.watch",
        "heartRate.finish",
        "heartRate.closeSummary",
        "weighIn.start",
        "weighIn.answer",
        "weighIn.answerOffer",
        "weighIn.undo",
        "weighIn.close",
        "staffDoor.open",
        "staffDoor.choose",
        "staffDoor.signIn",
        "staff.devices",
        "staff.testDevice",
        "staff.reconnectDevice",
        "staff.sync",
        "staff.syncNow",
        "staff.retryFact",
        "staff.setFactAside",
        "staff.today",
        "staff.overrideRefusal",
        "staff.findMembers",
        "staff.member",
        "staff.startCardEnrolment",
        "staff.cancelCardEnrolment",
        "staff.unlockPin",
        "staff.forgetPin",
        "staff.freeStraps",
        "staff.kiosk",
        "staff.checkDatabase",
        "staff.care",
        "staff.putIncidentAway",
        "staff.retryReading",
        "staff.dismissReading",
        "staff.restartDevices",
        "staff.restartCore",
        "staff.leaveKiosk",
        "staff.enrolStrap",
        "staff.jobs",
        "staff.runJob",
        "demo.cast",
        "demo.staff",
        "demo.tapCard",
        "demo.wearStrap",
        "demo.stepOnScale",
      ]
    `);
  });

  it('says which are streams', () => {
    const streams = listProcedures().filter(({ isStream }) => isStream);
    expect(streams.map(({ name }) => name)).toEqual(['kiosk.watch', 'heartRate.watch']);
  });
});

describe('watching the state', () => {
  it('shows it at once and on every change', async () => {
    const { connections, gyms, connect } = openBridge();
    const core = fakeCore('one');
    await connect(core);
    core.state.publish(stateOf('one again'));
    await settled();
    expect([connections, gyms]).toEqual([
      ['connecting', 'connected'],
      ['one', 'one again'],
    ]);
  });

  it('asks for another line when this one breaks, but not when a new one replaces it', async () => {
    const { asked, connect } = openBridge();
    const first = fakeCore('one');
    await connect(first);
    await connect(fakeCore('two'));
    expect(asked.portsWanted).toBe(0);
    const third = fakeCore('three');
    await connect(third);
    third.endStream(new Error('the line broke'));
    await settled();
    expect(asked.portsWanted).toBe(1);
  });

  it('goes on by itself with a new core', async () => {
    const { connections, gyms, connect } = openBridge();
    const first = fakeCore('one');
    await connect(first);
    first.endStream(new Error('the process died'));
    await settled();
    expect(connections).toEqual(['connecting', 'connected', 'reconnecting']);
    await connect(fakeCore('two'));
    expect([connections.at(-1), gyms]).toEqual(['connected', ['one', 'two']]);
    first.state.publish(stateOf('from the dead'));
    await settled();
    expect(gyms).toEqual(['one', 'two']);
  });

  it('takes an orderly end of the stream for the end of core too', async () => {
    const { connections, connect } = openBridge();
    const core = fakeCore('one');
    await connect(core);
    core.endStream();
    await settled();
    expect([connections.at(-1), core.closed]).toEqual(['reconnecting', 1]);
  });

  it('lets go of a core that is replaced while it lives', async () => {
    const { gyms, connect } = openBridge();
    const first = fakeCore('one');
    await connect(first);
    await connect(fakeCore('two'));
    first.state.publish(stateOf('one again'));
    await settled();
    expect([first.closed, gyms]).toEqual([1, ['one', 'two']]);
  });

  it('shows a late watcher what is known, and a former one nothing more', async () => {
    const { bridge, gyms, stop, connect } = openBridge();
    const core = fakeCore('one');
    await connect(core);
    const late: string[] = [];
    bridge.api.kiosk.watch((state) => void late.push(state.gym_name));
    stop();
    core.state.publish(stateOf('two'));
    await settled();
    expect([late, gyms]).toEqual([['one', 'two'], ['one']]);
  });
});

describe('a line that goes dead', () => {
  it('is noticed by its missing answers within four seconds', async () => {
    const { time, connections, connect } = openBridge();
    const core = fakeCore('one');
    await connect(core);
    await time.passSlowly(10_000);
    expect(connections.at(-1)).toBe('connected');
    core.answersPings = false;
    await time.passSlowly(4_000);
    expect([connections.at(-1), core.closed]).toEqual(['reconnecting', 1]);
  });

  it('is not suspected when the page itself was held up', async () => {
    let now = 0;
    let tick = (): void => undefined;
    const bridge = createBridge({
      now: () => now,
      every(_periodMs, work) {
        tick = work;
        return () => void (tick = () => undefined);
      },
      requestPort: () => undefined,
    });
    const connections: ConnectionState[] = [];
    bridge.api.connection.watch((connection) => void connections.push(connection));
    const core = fakeCore('one');
    bridge.connect(core.client, () => undefined);
    await settled();
    now += 60_000;
    tick();
    expect(connections.at(-1)).toBe('connected');
    // Held up once is no excuse for staying silent afterwards.
    core.answersPings = false;
    await settled();
    for (let second = 0; second < 4; second += 1) {
      now += 1_000;
      tick();
    }
    expect(connections.at(-1)).toBe('reconnecting');
  });
});

describe('a call', () => {
  it('says so while there is no core', async () => {
    const { bridge } = openBridge();
    expect(await bridge.api.session.touch({ session_id: 's-1' })).toEqual({
      ok: false,
      code: 'RECONNECTING',
    });
  });

  it('brings core’s error codes as values', async () => {
    const { bridge, connect } = openBridge();
    const core = fakeCore('one');
    await connect(core);
    expect(await bridge.api.session.touch({ session_id: 's-1' })).toEqual({ ok: true, value: undefined });
    core.touch = () =>
      Promise.reject(new ORPCError('SESSION_OVER', { status: 409, message: 'internal words' }));
    expect(await bridge.api.session.touch({ session_id: 's-1' })).toEqual({
      ok: false,
      code: 'SESSION_OVER',
    });
    core.touch = () => Promise.reject(new Error('port closed'));
    expect(await bridge.api.session.touch({ session_id: 's-1' })).toEqual({ ok: false, code: 'LOST' });
  });

  it('that is under way when core dies ends, instead of waiting for ever', async () => {
    const { bridge, connect } = openBridge();
    const core = fakeCore('one');
    await connect(core);
    core.touch = () => new Promise(() => undefined);
    const answer = bridge.api.session.touch({ session_id: 's-1' });
    core.endStream(new Error('the process died'));
    expect(await answer).toEqual({ ok: false, code: 'LOST' });
  });
});
