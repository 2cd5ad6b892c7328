import { EventEmitter } from 'node:events';
import bleHost, { type BleManager, type Connection, type ConnectionParameters } from 'ble-host';
import { isLastingAddress } from './sensor-identity.ts';
import { subscribe } from './subscriptions.ts';

/** What happens on a link, and to the stack itself. */
export interface StackEvents {
  /** One whole HCI packet for the controller. */
  send(packet: Uint8Array): void;
  /** The controller has been set up and listens. */
  ready(): void;
  /** The controller refused to be set up. */
  refused(): void;
  linked(address: string): void;
  /** A characteristic, by its 16-bit number, told its value; a read one counts as told. */
  value(address: string, characteristic: number, value: Uint8Array): void;
  /** The link is there and has nothing that is read here. */
  useless(address: string): void;
  unlinked(address: string): void;
  /** The stack threw: what it holds is in doubt, and it has to be made anew. */
  broken(error: unknown): void;
}

/** The host stack of one radio: HCI, L2CAP, ATT and GATT, without pairing keys. */
export interface HostStack {
  /** A checked packet of the controller. */
  received(packet: Uint8Array): void;
  link(address: string, addressType: 'public' | 'random'): void;
  /** Gives up an attempt. */
  giveUp(address: string): void;
  unlink(address: string): void;
  /** Has the controller listen anew; whether it answers shows whether it lives. */
  listenAnew(): void;
  /** Forgets everything; nothing is sent any more. */
  close(): void;
}

/** Steps of 0.625 ms: listens all the time, but for what links take. */
const SCAN_STEPS = 0x60;
/** While services are being found: 50 ms to 62.5 ms. */
const BUSY: ConnectionParameters = {
  connIntervalMin: 40,
  connIntervalMax: 50,
  connLatency: 0,
  supervisionTimeout: 400,
};
/** For a value a second: 200 ms to 250 ms, so that sixteen links leave the radio time to listen. */
const CALM: ConnectionParameters = { ...BUSY, connIntervalMin: 160, connIntervalMax: 200 };
/** A strap that wants to be asked more often than every 150 ms is told no; steps of 1.25 ms. */
const SHORTEST_INTERVAL = 120;
/** Windows of initiating: half the time, so that listening goes on. */
const INITIATING = { scanWindow: 0x30, scanInterval: SCAN_STEPS };

/** @param ownAddress a static random address: many serial controllers have none of their own */
export function createHostStack(ownAddress: string, events: StackEvents): HostStack {
  let closed = false;
  let manager: BleManager | null = null;
  let scanner: { stopScan(): void } | null = null;
  const attempts = new Map<string, { cancel(): void }>();
  const links = new Map<string, Connection>();

  /** The stack throws on what breaks the protocol; whatever it was doing then is half done. */
  const guarded = (work: () => void): void => {
    if (closed) return;
    try {
      work();
    } catch (error) {
      events.broken(error);
    }
  };

  const transport = Object.assign(new EventEmitter(), {
    write(packet: Buffer) {
      if (!closed) events.send(packet);
    },
  });

  const listen = (): void => {
    scanner = manager!.startScan({ activeScan: true, scanWindow: SCAN_STEPS, scanInterval: SCAN_STEPS });
  };

  const onLinked = (address: string, isSerialFirst: boolean, link: Connection): void => {
    if (!attempts.delete(address)) {
      link.disconnect();
      return;
    }
    links.set(address, link);
    link.on('disconnect', () => {
      if (links.get(address) !== link) return;
      links.delete(address);
      events.unlinked(address);
    });
    link.on('updateConnParamsRequest', (wanted: ConnectionParameters, answer: (yes: boolean) => void) => {
      const isModest = wanted.connIntervalMax >= SHORTEST_INTERVAL;
      answer(isModest);
      if (isModest) link.updateConnParams(wanted);
    });
    events.linked(address);
    subscribe(link, isSerialFirst, {
      value: (characteristic, value) => events.value(address, characteristic, value),
      done(isUseful) {
        if (isUseful) link.updateConnParams(CALM);
        else events.useless(address);
      },
    });
  };

  guarded(() => {
    bleHost.BleManager.create(transport, { staticRandomAddress: ownAddress }, (error, created) => {
      if (closed) return;
      if (error !== null || created === undefined) {
        events.refused();
        return;
      }
      manager = created;
      manager.on('error', (failure) => events.broken(failure));
      listen();
      events.ready();
    });
  });

  return {
    received: (packet) => guarded(() => void transport.emit('data', Buffer.from(packet))),
    link(address, addressType) {
      guarded(() => {
        const attempt = manager!.connect(addressType, address, { ...BUSY, ...INITIATING }, (link) =>
          onLinked(address, !isLastingAddress(address, addressType), link),
        );
        attempts.set(address, attempt);
      });
    },
    giveUp(address) {
      const attempt = attempts.get(address);
      attempts.delete(address);
      guarded(() => attempt?.cancel());
    },
    unlink(address) {
      guarded(() => links.get(address)?.disconnect());
    },
    listenAnew() {
      guarded(() => {
        scanner?.stopScan();
        listen();
      });
    },
    close() {
      if (closed) return;
      closed = true;
      // Ends the stack's own timers; the error it tells of is that its transport is gone.
      manager?.removeAllListeners('error');
      manager?.on('error', () => undefined);
      try {
        transport.emit('close');
      } catch {
        // Whatever it still wanted to do with a controller that is gone.
      }
    },
  };
}
