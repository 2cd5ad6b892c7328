import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { NODE, ROOT } from './set-up/paths.mjs';
import { say } from './set-up/run.mjs';
import { setUp } from './set-up/set-up.mjs';
import { PORTRAIT, startVirtualScreen } from './set-up/virtual-screen.mjs';

/**
 * Opens the kiosk. Without a configuration: a generated demo gym with simulated straps and card
 * reader, and a central server beside it; `--fresh` throws the former demo away. With `KIOSK_CONFIG`
 * (or a central URL): the kiosk alone, as configured.
 */
const runtime = await setUp({ window: true });
const children = [];
let stopScreen = () => {};

if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  const screen = await startVirtualScreen(PORTRAIT);
  process.env.DISPLAY = screen.display;
  stopScreen = screen.stop;
  say(
    `No display found: the kiosk runs on the virtual screen ${screen.display} (Xvfb); use "npm run tour" to see it.`,
  );
}

const isDemo = process.env.KIOSK_CONFIG === undefined && process.env.KIOSK_CENTRAL_URL === undefined;
const environment = isDemo ? await prepareDemo() : { ...process.env };
// Chromium's own complaints (no D-Bus, no GPU) help nobody here; the kiosk's log is its own.
const args = [...runtime.appArgs, '--log-level=3', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
if (process.getuid?.() === 0)
  say('Running as root: Chromium has no sandbox then. Use an ordinary account on a gym floor.');
const kiosk = launch(runtime.executable, args, { ...environment, KIOSK_NODE: NODE });
kiosk.on('exit', (status) => void stop(status ?? 0));
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => kiosk.kill('SIGTERM'));

/** A gym to look at, and a central server that has the same one. */
async function prepareDemo() {
  const dataDir = process.env.KIOSK_DATA_DIR ?? join(ROOT, '.data', 'demo');
  if (process.argv.includes('--fresh')) rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const anchor = join(dataDir, 'demo-now');
  if (!existsSync(anchor)) writeFileSync(anchor, String(Date.now()));
  const demoNowMs = readFileSync(anchor, 'utf8').trim();
  const configPath = join(ROOT, 'resources', 'demo-kiosk.json');
  const port = await findFreePort();
  // A code pairs once; this kiosk, known by its key, may use a new one each time.
  const pairingCode = randomBytes(8).toString('hex').toUpperCase();
  launch(NODE, [join(ROOT, 'central', 'server.ts')], {
    ...process.env,
    KIOSK_DATA_DIR: dataDir,
    KIOSK_CONFIG: configPath,
    KIOSK_PAIRING_CODE: pairingCode,
    KIOSK_DEMO_NOW_MS: demoNowMs,
    PORT: String(port),
  });
  say('Demo gym: touch "Demo" on the screen to hold a card to the reader or to put a strap on.');
  return {
    ...process.env,
    KIOSK_DATA_DIR: dataDir,
    KIOSK_CONFIG: configPath,
    KIOSK_CENTRAL_URL: `http://127.0.0.1:${port}`,
    KIOSK_PAIRING_CODE: pairingCode,
    KIOSK_DEMO_NOW_MS: demoNowMs,
  };
}

function findFreePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function launch(program, programArgs, env) {
  const child = spawn(program, programArgs, { stdio: ['ignore', 'inherit', 'inherit'], env });
  children.push(child);
  return child;
}

async function stop(status) {
  const others = children.filter((child) => child !== kiosk && child.exitCode === null);
  for (const child of others) child.kill('SIGTERM');
  await Promise.all(others.map((child) => new Promise((resolve) => child.once('exit', resolve))));
  stopScreen();
  process.exit(status);
}
