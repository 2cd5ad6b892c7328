import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  app,
  ipcMain,
  Menu,
  MessageChannelMain,
  session,
  type BrowserWindow,
  type IpcMainEvent,
  type Session,
} from 'electron';
import log from 'electron-log/main';
import { EXIT_ALREADY_OPEN, EXIT_CONFIG, EXIT_LEFT, exitStatusOf } from '../process/exit-codes.ts';
import { refusedArgument } from './allowed-switches.ts';
import { APP_ORIGIN, registerAppScheme, serveApp } from './app-scheme.ts';
import { pickEnvironment } from './child-environment.ts';
import { createKioskWindow } from './kiosk-window.ts';
import { leave } from './leave.ts';
import { launchNodeChild } from './node-child.ts';
import { readPackageKind } from './package-kind.ts';
import { plainNode } from './plain-node.ts';
import { connectDevices, join as joinPorts } from './port-broker.ts';
import { createSupervisor, HANGS_AFTER_MS, type Supervisor } from './process-supervisor.ts';
import type { LaunchChild } from './supervised-child.ts';
import { createTypingReaders } from './typing-readers.ts';
import { launchUtilityChild, wrapMainPort } from './utility-child.ts';
import { guardSession } from './web-guards.ts';
import { readWindowSize } from './window-size.ts';

/** better-sqlite3 needs this Node-API version; an older runtime cannot host core itself. */
const CORE_NEEDS_NAPI = 10;
/** `out/`: this file is its `main/main.cjs`. */
const BUILD_DIR = join(__dirname, '..');
/** Without "persist:" it is kept in memory: nothing of a page is on the disk. */
const PAGE_PARTITION = 'page';

/** Tells whoever started the kiosk, one JSON object a line on standard output. */
function tell(event: string, fields: Readonly<Record<string, string>> = {}): void {
  process.stdout.write(`${JSON.stringify({ event, ...fields })}\n`);
}

function main(): void {
  const isTest = process.env['KIOSK_TEST'] === '1' && !app.isPackaged;
  // Whoever started this may stop reading; that is no reason to stop.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const refused = isTest ? null : refusedArgument(ownArguments(), { mayRunUnsandboxed: isRootInCheckout() });
  if (refused !== null) {
    process.stderr.write(`bad_switch: the kiosk does not start with ${JSON.stringify(refused)}\n`);
    leave(EXIT_CONFIG);
    return;
  }
  if (!app.requestSingleInstanceLock()) {
    tell('already_open');
    process.stderr.write('the kiosk is already open on this account\n');
    leave(EXIT_ALREADY_OPEN);
    return;
  }
  logStart();
  registerAppScheme();
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  Menu.setApplicationMenu(null);
  log.transports.console.level = 'warn';
  log.transports.console.format = '[{level}] {text}';
  // The page hears nothing of the log.
  log.transports.ipc.level = false;
  const dataDir = process.env['KIOSK_DATA_DIR'] ?? join(app.getPath('userData'), 'data');
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch {
    // A disk that takes nothing now: core waits for it, and says so.
  }
  const kiosk = createKiosk(dataDir);
  // A plain Node process need not wait for Chromium: core opens the store while the window comes up.
  if (!isCoreUnderElectron()) kiosk.startCore();
  void app.whenReady().then(kiosk.openDoors);
}

/** What somebody wrote behind the program's name; from a checkout the app's folder comes first. */
function ownArguments(): string[] {
  return process.argv
    .slice(1)
    .filter(
      (argument, index) => app.isPackaged || index > 0 || argument.startsWith('-') || !existsSync(argument),
    );
}

function isRootInCheckout(): boolean {
  return !app.isPackaged && process.getuid?.() === 0;
}

/** The first word, with what kind of package this is: one for trying out says so wherever somebody looks. */
function logStart(): void {
  if (!app.isPackaged) return tell('starting');
  const { kind, because } = readPackageKind(process.resourcesPath);
  tell('starting', { version: app.getVersion(), package: kind });
  if (kind === 'test')
    process.stderr.write(`TEST PACKAGE, not for a gym floor: ${because ?? 'it says so'}\n`);
}

/** Core, devices and the window, and the lines between them. */
function createKiosk(dataDir: string): { startCore(): void; openDoors(): void } {
  const env = { ...process.env, KIOSK_DATA_DIR: dataDir };
  const readers = createTypingReaders();
  let window: BrowserWindow | null = null;
  let isPageThere = false;
  const connectRenderer = (): void => {
    const child = core.child();
    if (window === null || window.isDestroyed() || child === null || !isPageThere) return;
    const { port1, port2 } = new MessageChannelMain();
    joinPorts(child.openPort('renderer'), wrapMainPort(port1));
    window.webContents.postMessage('core-port', null, [port2]);
  };
  const connectBoth = (): void => {
    const [coreChild, devicesChild] = [core.child(), devices.child()];
    if (coreChild !== null && devicesChild !== null) connectDevices(coreChild, devicesChild);
  };
  const core = supervise('core', coreLauncher(env, dataDir), () => {
    connectRenderer();
    connectBoth();
  });
  const devices = supervise(
    'devices',
    () =>
      launchUtilityChild({
        name: 'devices',
        script: join(__dirname, 'devices.cjs'),
        env: pickEnvironment('devices', env),
      }),
    () => {
      readers.connect(devices.child());
      connectBoth();
    },
  );
  return {
    startCore: core.start,
    openDoors() {
      const pageSession = openPageSession();
      // The only message a page can send to main: it says nothing and gets nothing but its own line.
      // Each page sends it before its first script, so that the line is there when the script is.
      ipcMain.on('core-port-wanted', (event) => {
        if (!isSentByPage(event, window)) return;
        isPageThere = true;
        connectRenderer();
      });
      window = openWindow(pageSession, () => (isPageThere = false));
      window.webContents.once('did-finish-load', () => tell('open'));
      core.start();
      devices.start();
      readers.guard(window.webContents);
      quitInOrder(core, devices);
      if (app.isPackaged && process.env['KIOSK_UPDATES'] === 'on') void startUpdates();
    },
  };
}

/** What a page keeps, guarded; nothing else has a session of its own. */
function openPageSession(): Session {
  const pageSession = session.fromPartition(PAGE_PARTITION);
  for (const guarded of [session.defaultSession, pageSession]) guardSession(guarded);
  serveApp(pageSession, join(BUILD_DIR, 'renderer'));
  return pageSession;
}

/** Whether a message comes from the one page, from no frame in it, and from our address. */
function isSentByPage({ sender, senderFrame }: IpcMainEvent, window: BrowserWindow | null): boolean {
  const isTopFrame = sender === window?.webContents && senderFrame === sender.mainFrame;
  return isTopFrame && senderFrame.url.startsWith(`${APP_ORIGIN}/`);
}

function supervise(name: 'core' | 'devices', launch: LaunchChild, onReady: () => void): Supervisor {
  return createSupervisor({
    launch,
    monotonicMs: () => performance.now(),
    hangsAfterMs: HANGS_AFTER_MS[name],
    events: {
      ready: onReady,
      lost: (status, restartInMs) =>
        log.warn(`${name} ended (${status}); starting it again in ${restartInMs} ms`),
      leaveWanted() {
        process.exitCode = EXIT_LEFT;
        app.quit();
      },
      gaveUp(code, message) {
        tell('gave_up', { code, message });
        process.stderr.write(`${code}: ${message}\n`);
        leave(exitStatusOf(code));
      },
    },
  });
}

function quitInOrder(core: Supervisor, devices: Supervisor): void {
  let isQuitting = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    // Asked twice, it still finishes: what is under way is written first.
    if (isQuitting) return;
    isQuitting = true;
    devices.retire();
    core.retire();
    // Devices first: no reading is taken that core would not commit.
    void devices
      .drain()
      .then(() => core.drain())
      .finally(() => leave(Number(process.exitCode ?? 0)));
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => app.quit());
  app.on('window-all-closed', () => app.quit());
}

function isCoreUnderElectron(): boolean {
  return Number(process.versions['napi'] ?? 0) >= CORE_NEEDS_NAPI;
}

/** Under Electron where its Node can host the database, else on a Node of its own. */
function coreLauncher(env: Readonly<Record<string, string | undefined>>, dataDir: string): LaunchChild {
  const childEnv = pickEnvironment('core', env);
  if (isCoreUnderElectron())
    return () => launchUtilityChild({ name: 'core', script: join(__dirname, 'core.cjs'), env: childEnv });
  const { node, script } = plainNode({
    buildDir: __dirname,
    resources: process.resourcesPath,
    isPackaged: app.isPackaged,
    platform: process.platform,
    named: env['KIOSK_NODE'],
  });
  // Compiled code is kept from start to start: half of core's start-up time is compiling.
  const cached = { ...childEnv, NODE_COMPILE_CACHE: join(dataDir, 'compile-cache') };
  return () => launchNodeChild({ node, script, env: cached });
}

/** Loaded only where it is wanted: the updater is as large as everything else here together. */
async function startUpdates(): Promise<void> {
  const { watchForUpdates } = await import('./updater.ts');
  watchForUpdates();
}

/** @param onPageGone hears that there is no page any more that a line to core could be handed to */
function openWindow(pageSession: Session, onPageGone: () => void): BrowserWindow {
  const window = createKioskWindow({
    session: pageSession,
    preload: join(BUILD_DIR, 'preload', 'preload.cjs'),
    windowed: readWindowSize(process.env['KIOSK_WINDOW']),
  });
  window.webContents.on('render-process-gone', (_event, details) => {
    onPageGone();
    // The app is on its way out.
    if (details.reason === 'clean-exit') return;
    log.error(`the page's process is gone (${details.reason}); loading it again`);
    window.reload();
  });
  window.on('unresponsive', () => window.webContents.forcefullyCrashRenderer());
  return window;
}

main();
