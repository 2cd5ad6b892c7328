import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openLog } from './set-up/log-file.mjs';
import { NODE, ROOT } from './set-up/paths.mjs';
import { say } from './set-up/run.mjs';
import { setUp } from './set-up/set-up.mjs';
import { errorOfLogLine, linesOfEvent, parseLine } from './start/words.mjs';
import { USERS_FOLDER, usersEnvironment } from './set-up/users-folder.mjs';
import { PORTRAIT, startVirtualScreen } from './set-up/virtual-screen.mjs';

/**
 * Opens the kiosk. Without a configuration: a generated demo gym with simulated straps and card
 * reader, and a central server beside it; `--fresh` throws the former demo away. With `KIOSK_CONFIG`
 * (or a central URL): the kiosk alone, as configured. The terminal gets a few plain lines, a log file
 * the rest.
 */
const runtime = await setUp({ window: true });
const given = usersEnvironment();
const isDemo = given.KIOSK_CONFIG === undefined && given.KIOSK_CENTRAL_URL === undefined;
/** Stopped by force when it has not stopped by then: core and devices have five seconds each, central ten. */
const STOPS_WITHIN_MS = 25_000;

const children = [];
let stopScreen = () => {};
let isStopping = false;
/** Whether the kiosk itself has told how it went. */
let hasSaid = false;
/** How often somebody asked for the end. */
let wanted = 0;

if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  const screen = await startVirtualScreen(PORTRAIT);
  given.DISPLAY = screen.display;
  stopScreen = screen.stop;
  say(
    `No display found: the kiosk runs on the virtual screen ${screen.display} (Xvfb); use "npm run tour" to see it.`,
  );
}
if (process.getuid?.() === 0)
  say('Running as root: Chromium has no sandbox then. Use an ordinary account on a gym floor.');

const dataDir = given.KIOSK_DATA_DIR ?? (isDemo ? join(ROOT, '.data', 'demo') : undefined);
const logPath = join(dataDir ?? join(ROOT, '.data'), 'logs', 'kiosk.log');
let log = null;
const demo = isDemo ? await prepareDemo() : null;
// Chromium's own complaints (no D-Bus, no GPU) help nobody here; the kiosk's log is its own.
const args = [...runtime.appArgs, '--log-level=3', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
const kiosk = launch('kiosk', runtime.executable, args, { ...given, ...demo?.environment, KIOSK_NODE: NODE });
kiosk.on('exit', (status, signal) => {
  if (!isStopping && status !== 0 && !hasSaid)
    say(`The kiosk ended unexpectedly (${signal ?? status}); see ${logPath}`);
  void stop(status ?? 1);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onStopWanted);

/** What the kiosk's window tells whoever started it, one JSON object a line. */
function onKioskEvent(said) {
  hasSaid ||= said.event === 'already_open' || said.event === 'gave_up';
  // Only the one kiosk of this account has a central server to itself.
  if (said.event === 'starting') demo?.startCentral();
  for (const line of linesOfEvent(said, { isDemo, logPath })) say(line);
}

/** A gym to look at, and a central server that has the same one. */
async function prepareDemo() {
  const port = await findFreePort();
  // A code pairs once; this kiosk, known by its key, may use a new one each time.
  const pairingCode = randomBytes(8).toString('hex').toUpperCase();
  if (process.argv.includes('--fresh')) rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const anchor = join(dataDir, 'demo-now');
  if (!existsSync(anchor)) writeFileSync(anchor, String(Date.now()));
  const environment = {
    ...given,
    KIOSK_DATA_DIR: dataDir,
    KIOSK_DEMO_NOW_MS: readFileSync(anchor, 'utf8').trim(),
    KIOSK_CONFIG: join(ROOT, 'resources', 'demo-kiosk.json'),
    KIOSK_PAIRING_CODE: pairingCode,
  };
  const startCentral = () =>
    launch('central', NODE, [join(ROOT, 'central', 'server.ts')], { ...environment, PORT: String(port) });
  return { environment: { ...environment, KIOSK_CENTRAL_URL: `http://127.0.0.1:${port}` }, startCentral };
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

/** Starts a process in a group of its own: Ctrl-C reaches this one only, which then stops them in order. */
function launch(name, program, programArgs, env) {
  const child = spawn(program, programArgs, {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: USERS_FOLDER,
    detached: process.platform !== 'win32',
    env,
  });
  children.push(child);
  child.on('error', (error) => say(`${name} cannot be started: ${error.message}`));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = parseLine(line);
    if (name === 'kiosk' && event?.event !== undefined) onKioskEvent(event);
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    keep(`${name} ${line}`);
    const error = errorOfLogLine(line);
    if (error !== null && !isStopping) say(`${name}: ${error}`);
  });
  return child;
}

/** Opened with the first line. */
function keep(line) {
  log ??= openLog(logPath);
  log.write(line);
}

function onStopWanted() {
  wanted += 1;
  if (wanted === 1) {
    say('Closing the kiosk … (Ctrl-C again to force it)');
    isStopping = true;
    // Its end ends the rest.
    if (kiosk.exitCode === null && kiosk.signalCode === null) kiosk.kill('SIGTERM');
    setTimeout(force, STOPS_WITHIN_MS).unref();
  } else force();
}

function force() {
  for (const child of children) endGroup(child, 'SIGKILL');
  stopScreen();
  process.exit(1);
}

function endGroup(child, signal) {
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It is gone.
  }
}

async function stop(status) {
  isStopping = true;
  const others = children.filter(
    (child) => child !== kiosk && child.exitCode === null && child.signalCode === null,
  );
  for (const child of others) child.kill('SIGTERM');
  await Promise.all(others.map((child) => new Promise((resolve) => child.once('exit', resolve))));
  stopScreen();
  log?.close();
  process.exit(status);
}
