import { expect, it } from 'vitest';
import { connectDevices, join } from '../../../../electron/main/port-broker.ts';
import type { Port } from '../../../../shared/base/port.ts';
import type { SupervisedChild } from '../../../../electron/main/supervised-child.ts';
import { fakeLine } from '../../../support/devices/ports.ts';

it('what one process says the other one hears, both ways', () => {
  const [core, devices] = [fakeLine(), fakeLine()];
  join(core.near, devices.near);
  core.say('configure');
  devices.say('readings');
  expect([core.take(), devices.take()]).toEqual([['readings'], ['configure']]);
});

it('a line ends at both ends, whichever process dies', () => {
  for (const dying of [0, 1] as const) {
    const ends = [fakeLine(), fakeLine()] as const;
    join(ends[0].near, ends[1].near);
    ends[dying].hangUp();
    expect(ends[1 - dying]?.closed).toBe(true);
  }
});

it('core and the device process are told who is at the other end', () => {
  const opened: string[] = [];
  const child = (name: string): SupervisedChild =>
    ({
      openPort(peer: string): Port {
        opened.push(`${name} to ${peer}`);
        return fakeLine().near;
      },
    }) as unknown as SupervisedChild;
  connectDevices(child('core'), child('devices'));
  expect(opened).toEqual(['core to devices', 'devices to core']);
});
