import { readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { tagFrame } from '../../../electron/devices/rdm6300/simulator.ts';
import { launchKiosk, type RunningKiosk } from '../../e2e/support/launch-kiosk.ts';
import { createPseudoTerminal } from '../pseudo-terminal.ts';
import { waitFor } from '../wait-for.ts';
import { startBluetoothRadio, type BluetoothRadio } from './bluetooth-radio.ts';
import { startStrapTransmitter, type StrapTransmitter } from './strap-transmitter.ts';

/** One heart rate as core was told it. */
export interface HeardRate {
  readonly sensor_id: string;
  readonly bpm: number;
  readonly beat_count: number;
  /** When the device process had read it, whole milliseconds. */
  readonly at: number;
}

/** A strap whose member can be called to the screen. */
export interface Watched {
  readonly name: 'linked' | 'advertised' | 'ANT+';
  readonly card: string;
  /** When it last said this rate before now. */
  lastSaidMs(bpm: number): number | undefined;
}

/** The kiosk in a real window, with straps of both kinds around two Bluetooth controllers and an ANT+ stick. */
export interface BluetoothWindow {
  readonly kiosk: RunningKiosk;
  readonly radios: readonly BluetoothRadio[];
  readonly ant: StrapTransmitter;
  readonly antSensors: readonly number[];
  readonly watched: readonly Watched[];
  /** Process id of the device process, by the port it holds open. */
  devicesPid(): Promise<number>;
  /** Holds a card to the reader. */
  tap(card: string): void;
  stop(): Promise<void>;
}

const FIRST_ANT_SENSOR = 2_001;
const CARD_VERSION = 6;
const FIRST_CARD = 8_075_634;

function configOf(
  paths: { readonly door: string; readonly stick: string },
  radios: readonly BluetoothRadio[],
  antSensors: readonly number[],
): Record<string, unknown> {
  const owners = radios.map(({ linkedIds, advertising }) => [...linkedIds, ...advertising]);
  const ids = [...owners.flat(), ...antSensors.map(String)];
  const numberOf = (id: string): string => String(1_000 + ids.indexOf(id));
  const strapsOf = (of: readonly string[]) => Object.fromEntries(of.map((id) => [id, numberOf(id)]));
  const withCards = [radios[0]!.linkedIds[0]!, radios[0]!.advertising[0]!, String(antSensors[0]!)];
  return {
    gym_id: 'bench',
    devices: [
      { id: 'door', family: 'rdm6300', transport: { type: 'serial', path: paths.door } },
      {
        id: 'stick',
        family: 'ant',
        transport: { type: 'serial', path: paths.stick },
        // No network key: the driver then starts no dialogue, and hears what the stick says all the same.
        options: { straps: strapsOf(antSensors.map(String)) },
      },
      ...radios.map(({ cable }, index) => ({
        id: `radio${index}`,
        family: 'bluetooth',
        transport: { type: 'serial', path: cable.path },
        options: { straps: strapsOf(owners[index]!) },
      })),
    ],
    members: ids.map((id) => ({
      member_number: numberOf(id),
      first_name: `Runner${numberOf(id)}`,
      cards: withCards.includes(id) ? [cardOf(withCards.indexOf(id))] : [],
    })),
  };
}

function cardOf(index: number): string {
  return String(FIRST_CARD + index).padStart(10, '0');
}

/** Whether the process has the file open. */
function holdsOpen(pid: number, path: string): boolean {
  try {
    const files = readdirSync(`/proc/${pid}/fd`);
    return files.some((file) => readlinkSync(`/proc/${pid}/fd/${file}`) === path);
  } catch {
    // It ended in between, or closed a file.
    return false;
  }
}

/**
 * @param count straps around each of the two controllers, and around the stick
 * @param onHeard everything core was told about hearts
 */
export async function openBluetoothWindow(
  folder: string,
  count: { readonly linked: number; readonly advertising: number; readonly ant: number },
  onHeard: (rate: HeardRate) => void,
): Promise<BluetoothWindow> {
  const [door, stick] = [
    await createPseudoTerminal(folder, 'door'),
    await createPseudoTerminal(folder, 'stick'),
  ];
  const radios = await Promise.all(
    [0, 1].map((index) => startBluetoothRadio(folder, `radio${index}`, { ...count, first: 1 + index * 100 })),
  );
  const antSensors = Array.from({ length: count.ant }, (_unused, index) => FIRST_ANT_SENSOR + index);
  const config = configOf({ door: door.path, stick: stick.path }, radios, antSensors);
  const kiosk = await launchKiosk({ config, env: { KIOSK_OUTPUT: 'readings' } });
  let isStickOpen = false;
  createInterface(kiosk.app.process().stdout!).on('line', (line) => {
    if (!line.startsWith('{')) return;
    const said = JSON.parse(line) as { event: string; kind?: string; device: string; state?: string };
    if (said.event === 'device' && said.device === 'stick') isStickOpen ||= said.state === 'refused';
    if (said.event === 'reading' && said.kind === 'heart_rate') onHeard(said as unknown as HeardRate);
  });
  // Opening a port discards what came before: nobody transmits until the stick is open.
  await waitFor(() => isStickOpen, 'the stick is open', 60_000);
  const ant = startStrapTransmitter(antSensors, (bytes) => stick.write(bytes));
  const antLastSaid = (bpm: number): number | undefined => {
    for (let message = ant.sent[0]! - 1; message >= 0; message -= 1)
      if (ant.bpmOf(0, message) === bpm) return ant.sentAtMs(0, message);
    return undefined;
  };
  const radio = radios[0]!;
  return {
    kiosk,
    radios,
    ant,
    antSensors,
    watched: [
      { name: 'linked', card: cardOf(0), lastSaidMs: (bpm) => radio.lastSaidMs(radio.linkedIds[0]!, bpm) },
      {
        name: 'advertised',
        card: cardOf(1),
        lastSaidMs: (bpm) => radio.lastSaidMs(radio.advertising[0]!, bpm),
      },
      { name: 'ANT+', card: cardOf(2), lastSaidMs: antLastSaid },
    ],
    async devicesPid() {
      const port = realpathSync(radio.cable.path);
      const found = (await kiosk.pidsOf('')).find((pid) => holdsOpen(pid, port));
      if (found === undefined) throw new Error('no process of the kiosk holds the port');
      return found;
    },
    tap: (card) => door.write(tagFrame(card, CARD_VERSION, '')),
    async stop() {
      ant.stop();
      await kiosk.close();
      for (const each of radios) await each.stop();
      await Promise.all([door.unplug(), stick.unplug()]);
    },
  };
}
