import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startHeadlessKiosk, type HeadlessKiosk } from '../support/headless-kiosk.ts';
import { createPseudoTerminal, type PseudoTerminal } from '../support/pseudo-terminal.ts';
import { waitFor } from '../support/wait-for.ts';

let door: PseudoTerminal;
let gate: PseudoTerminal;
let desk: PseudoTerminal;
let kiosk: HeadlessKiosk;

beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-readers-'));
  door = await createPseudoTerminal(folder, 'tty-door');
  gate = await createPseudoTerminal(folder, 'tty-gate');
  desk = await createPseudoTerminal(folder, 'tty-desk');
  kiosk = await startHeadlessKiosk(folder, {
    gym_id: 'gym-one',
    timezone: 'Europe/Berlin',
    devices: [
      { id: 'door', family: 'rdm6300', transport: { type: 'serial', path: door.path } },
      { id: 'gate', family: 'id-12', transport: { type: 'serial', path: gate.path } },
      { id: 'desk', family: 'serial-scanner', transport: { type: 'serial', path: desk.path } },
      { id: 'keys', family: 'keyboard-wedge', transport: { type: 'keyboard' } },
    ],
    members: [{ member_number: '1001', first_name: 'Ada', cards: ['123,14706', 'M-10042'] }],
  });
  const isReady = (device: string): boolean =>
    kiosk.of('device').some((line) => line['device'] === device && line['state'] === 'ready');
  await waitFor(() => ['door', 'gate', 'desk'].every(isReady), 'the three serial readers are open');
});

afterEach(async () => {
  await kiosk.stop();
  for (const port of [door, gate, desk]) await port.unplug();
});

/** Lines of one kind and device without the time, which is only checked to be one. */
function said(event: string, device: string): object[] {
  return kiosk
    .of(event)
    .filter((line) => line['device'] === device)
    .map(({ at, ...line }) => {
      expect(Number.isSafeInteger(at)).toBe(true);
      return line;
    });
}

const hex = (text: string): Uint8Array => Buffer.from(text, 'hex');

describe('card readers without a window', () => {
  it('are told of on standard output, and check their owner in whatever form they write', async () => {
    // EEVblog forum; a misprint of its publisher; the Parallax manual; a Super-RFID that no reader here knows.
    door.write(hex('0236463030374233393732354603'));
    door.write(hex('0231303030323646343434323603'));
    door.write(hex('0a304630313834463037410d'));
    door.write(hex('0232413342'));
    // The first tag as an ID-12 sends it, and the same again while it is held.
    gate.write(hex('023646303037423339373235460d0a03'));
    gate.write(hex('023646303037423339373235460d0a03'));
    // A QR code with its symbology identifier; what comes in one go is one symbol, so the next waits for it.
    desk.write(Buffer.from(']Q3M-10042\r\n'));
    await waitFor(() => said('reading', 'desk').length === 1, 'the desk has read a code');
    // Part of a code, and a line that nobody scanned.
    desk.write(Buffer.from('12\r\n\x1b[2JM-10042\r\n'));

    await waitFor(
      () => said('discarded', 'door').length === 2 && said('reading', 'door').length === 2,
      'the door has said everything',
    );
    const reading = (device: string, code: string) => ({ event: 'reading', kind: 'card', device, code });
    const dropped = (device: string, reason: string, bytes: number) => ({
      event: 'discarded',
      device,
      reason,
      bytes,
    });
    expect(said('reading', 'door')).toEqual([reading('door', '0008075634'), reading('door', '0025489530')]);
    expect(said('discarded', 'door')).toEqual([
      dropped('door', 'checksum', 14),
      dropped('door', 'timeout', 5),
    ]);

    const heard = (device: string): boolean =>
      said('discarded', device).length === 1 && said('reading', device).length === 1;
    await waitFor(() => heard('gate'), 'the gate has said everything');
    expect(said('reading', 'gate')).toEqual([reading('gate', '0008075634')]);
    expect(said('discarded', 'gate')).toEqual([dropped('gate', 'repeat', 16)]);

    await waitFor(() => heard('desk'), 'the desk has said everything');
    expect(said('reading', 'desk')).toEqual([reading('desk', 'M-10042')]);
    expect(said('discarded', 'desk')).toEqual([dropped('desk', 'framing', 2 + 11)]);

    await waitFor(() => kiosk.of('check_in').length === 4, 'every card has been judged');
    const outcomes = kiosk.of('check_in').map((line) => [line['device'], line['outcome']] as const);
    expect(outcomes.filter(([, outcome]) => outcome === 'checked_in')).toHaveLength(1);
    expect(outcomes.filter(([, outcome]) => outcome === 'already_in')).toHaveLength(2);
    expect(outcomes.filter(([, outcome]) => outcome === 'refused')).toEqual([['door', 'refused']]);
  });

  it('say that there is no keyboard', () => {
    expect(kiosk.of('device').findLast((line) => line['device'] === 'keys')).toMatchObject({
      family: 'keyboard-wedge',
      state: 'opening',
      reason: 'port_missing',
    });
  });
});
