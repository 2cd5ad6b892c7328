import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { deviceConfigSchema, deviceFamilySchema } from '../../shared/contract/kiosk-config.ts';
import { findFamily } from './family-registry.ts';
import { serialSettings } from './open-device.ts';
import { noticingHangUp } from './transports/hang-up.ts';
import { createReopeningTransport } from './transports/reopening.ts';
import { createSerialLine } from './transports/serial.ts';
import { scheduleTimeout } from './transports/transport.ts';

/**
 * Plays a device on a pseudo-terminal, for people without the hardware:
 *
 *   node electron/devices/simulate.ts ant /tmp/stick '{"straps":[{"sensor":4711,"bpm":120}]}'
 *
 * The kiosk opens /tmp/stick as if it were the device. Lines on standard input are actions:
 *
 *   set_bpm {"sensor":4711,"bpm":150}
 */
const USAGE =
  'usage: node electron/devices/simulate.ts <family> <path of the port to make> [scenario, JSON]\n';
const FAR_END_TICK_MS = 50;
/** socat makes its two ends within milliseconds; more means that it cannot. */
const SOCAT_TIMEOUT_MS = 5_000;

/** Makes two joined pseudo-terminals. @returns how to remove them */
async function joinedTerminals(near: string, far: string): Promise<() => void> {
  const socat = spawn('socat', [`pty,raw,echo=0,link=${near}`, `pty,raw,echo=0,link=${far}`], {
    stdio: 'inherit',
  });
  let failed = false;
  socat.on('error', () => (failed = true));
  socat.on('exit', () => process.exit(0));
  for (let waitedMs = 0; !(existsSync(near) && existsSync(far)); waitedMs += 20) {
    if (failed || waitedMs > SOCAT_TIMEOUT_MS) throw new Error('socat is needed to make a pseudo-terminal');
    await pause(20);
  }
  return () => void socat.kill();
}

/** Splits `action {"json": …}`; the arguments may be left out. */
function parseAction(line: string): { action: string; args: Record<string, unknown> } {
  const space = line.indexOf(' ');
  if (space < 0) return { action: line, args: {} };
  const args: unknown = JSON.parse(line.slice(space + 1));
  return { action: line.slice(0, space), args: { ...(args as object) } };
}

async function main(
  familyName: string | undefined,
  path: string | undefined,
  scenario = '{}',
): Promise<void> {
  const family = deviceFamilySchema.safeParse(familyName);
  const registration = family.success ? findFamily(family.data) : undefined;
  if (registration === undefined || path === undefined || registration.connection !== 'serial') {
    process.stderr.write(USAGE);
    process.exitCode = 64;
    return;
  }
  const far = `${path}.device`;
  const remove = await joinedTerminals(path, far);
  const config = deviceConfigSchema.parse({
    id: 'simulated',
    family: registration.family,
    transport: { type: 'simulated', scenario: JSON.parse(scenario) },
  });
  const { SerialPort } = await import('serialport');
  const line = createReopeningTransport({
    openLine: createSerialLine(noticingHangUp(SerialPort.binding), {
      ...serialSettings(config, registration),
      path: far,
    }),
    schedule: scheduleTimeout,
    random: Math.random,
  });
  const simulator = registration.createSimulator(config, (bytes) => void line.send(bytes), Math.random);
  line.start({
    opened: () => undefined,
    received: (chunk) => simulator.received(chunk, performance.now()),
    closed: () => undefined,
  });
  setInterval(() => simulator.tick(performance.now()), FAR_END_TICK_MS);
  process.stderr.write(`${registration.title} at ${path}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, remove);
  createInterface({ input: process.stdin }).on('line', (text) => {
    try {
      const { action, args } = parseAction(text.trim());
      simulator.act(action, args, performance.now());
    } catch (error) {
      process.stderr.write(`${String(error)}\n`);
    }
  });
}

if (import.meta.main) await main(...(process.argv.slice(2) as [string?, string?, string?]));
