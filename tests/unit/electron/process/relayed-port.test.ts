import { describe, expect, it } from 'vitest';
import { createRelayedPort } from '../../../../electron/process/relayed-port.ts';

function openPort() {
  const posted: unknown[] = [];
  let forgotten = 0;
  const port = createRelayedPort(
    7,
    (message) => void posted.push(message),
    () => void (forgotten += 1),
  );
  return { port, posted, forgotten: () => forgotten };
}

describe('a line inside another channel', () => {
  it('carries messages under its number', () => {
    const { port, posted } = openPort();
    port.postMessage({ hello: 1 });
    expect(posted).toEqual([{ type: 'port_message', portId: 7, data: { hello: 1 } }]);
  });

  it('keeps what arrives before somebody listens, in order', () => {
    const { port } = openPort();
    const heard: unknown[] = [];
    port.deliver(1);
    port.deliver(2);
    port.onMessage((message) => void heard.push(message));
    port.deliver(3);
    expect(heard).toEqual([1, 2, 3]);
  });

  it('is closed when 1,024 messages wait for nobody', () => {
    const { port, posted, forgotten } = openPort();
    for (let message = 0; message < 1_024; message += 1) port.deliver(message);
    expect(posted).toEqual([]);
    port.deliver('one too many');
    expect([posted, forgotten()]).toEqual([[{ type: 'port_closed', portId: 7 }], 1]);
    const heard: unknown[] = [];
    port.onMessage((message) => void heard.push(message));
    expect(heard).toEqual([]);
  });

  it('tells the far end once that it is closed, and says nothing after', () => {
    const { port, posted, forgotten } = openPort();
    port.close();
    port.close();
    port.postMessage('late');
    expect([posted, forgotten()]).toEqual([[{ type: 'port_closed', portId: 7 }], 1]);
  });

  it('hears once that the far end is gone, and does not answer that', () => {
    const { port, posted } = openPort();
    let closed = 0;
    port.onClose(() => void (closed += 1));
    port.closedByPeer();
    port.closedByPeer();
    port.close();
    port.deliver('late');
    expect([closed, posted]).toEqual([1, []]);
  });
});
