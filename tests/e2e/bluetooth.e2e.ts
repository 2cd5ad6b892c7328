import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startBluetoothRadio, type BluetoothRadio } from '../support/devices/bluetooth-radio.ts';
import { createPseudoTerminal, type PseudoTerminal } from '../support/pseudo-terminal.ts';
import { ADA, ADA_CARD_FRAME } from './support/gym-config.ts';
import { launchKiosk, type RunningKiosk } from './support/launch-kiosk.ts';

let reader: PseudoTerminal;
let radio: BluetoothRadio;
let kiosk: RunningKiosk;

test.beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bluetooth-'));
  reader = await createPseudoTerminal(folder, 'tty-door');
  radio = await startBluetoothRadio(folder, 'dongle', { linked: 1, advertising: 1, first: 1 });
  kiosk = await launchKiosk({
    config: {
      gym_id: 'gym-one',
      gym_name: 'Iron Yard',
      timezone: 'Europe/Berlin',
      devices: [
        { id: 'door', family: 'rdm6300', transport: { type: 'serial', path: reader.path } },
        { id: 'dongle', family: 'bluetooth', transport: { type: 'serial', path: radio.cable.path } },
      ],
      members: [ADA],
    },
  });
  await expect(kiosk.page.getByText('Tap your card')).toBeVisible();
});

test.afterEach(async () => {
  await kiosk.close();
  await radio.stop();
  await reader.unplug();
});

test('a member with an ordinary Bluetooth strap chooses it, sees the rate, and is told when the dongle is gone', async () => {
  const { page } = kiosk;
  reader.write(ADA_CARD_FRAME);
  await page.getByTestId('start-pairing').click();
  // One that broadcasts, and one that is linked because somebody is choosing.
  await expect(page.getByTestId(`strap-${radio.advertising[0]!}`)).toBeVisible();
  await page.getByTestId(`strap-${radio.linkedIds[0]!}`).click();
  await expect(page.getByTestId('screen-live')).toBeVisible();
  await expect(page.getByTestId('hero')).toContainText(/\d{2}/);

  await radio.cable.unplug();
  await expect(page.getByTestId('signal-lost')).toBeVisible();
  await radio.cable.plug();
  await expect(page.getByTestId('hero')).toContainText(/\d{2}/);
});
