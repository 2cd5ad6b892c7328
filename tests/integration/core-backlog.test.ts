import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { launchNodeChild } from '../../electron/main/node-child.ts';
import { createSupervisor } from '../../electron/main/process-supervisor.ts';
import { createDeviceProcess } from '../support/core/device-process.ts';
import { addMember, cardOf, openTestStore, temporaryDir } from '../support/core/open-test-store.ts';
import { waitFor } from '../support/wait-for.ts';

const CORE = join(import.meta.dirname, '..', '..', 'electron', 'core', 'core.ts');
const SCANS = 600;

it('600 queued scans are worked off by one core, which nobody takes for hung', async () => {
  const folder = temporaryDir();
  const dataDir = join(folder, 'data');
  const { store } = openTestStore(dataDir);
  store.write(() => {
    for (let number = 1; number <= SCANS; number += 1) addMember(store, number);
  });
  store.close();
  const config = join(folder, 'config.json');
  writeFileSync(config, JSON.stringify({ gym_id: 'gym-1', timezone: 'Europe/Berlin', devices: [] }));
  const devices = createDeviceProcess('run-1');
  for (let number = 1; number <= SCANS; number += 1)
    devices.line.reading({ kind: 'card', device: 'door', at: Date.now(), code: cardOf(number) });
  const ends: (number | string)[] = [];
  const supervisor = createSupervisor({
    monotonicMs: () => performance.now(),
    launch: () =>
      launchNodeChild({
        node: process.execPath,
        script: CORE,
        env: { ...process.env, KIOSK_DATA_DIR: dataDir, KIOSK_CONFIG: config },
      }),
    events: {
      ready: (child) => devices.connect(child.openPort('devices')),
      lost: (status) => void ends.push(status),
      gaveUp: () => undefined,
      leaveWanted: () => undefined,
    },
  });
  supervisor.start();
  onTestFinished(() => supervisor.drain());
  await waitFor(() => devices.acknowledged('door') === SCANS, 'all are acknowledged', 60_000);
  await supervisor.drain();
  const { store: after } = openTestStore(dataDir);
  expect(after.db.prepare('SELECT count(*) FROM visits').pluck().get()).toBe(SCANS);
  expect(ends).toEqual([]);
});
