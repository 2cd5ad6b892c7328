import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { gymConfig } from './support/gym-config.ts';
import { launchKiosk, type RunningKiosk } from './support/launch-kiosk.ts';

/**
 * What somebody could do who got a script of their own into the page. Scripts are run from main, as if a
 * person had just touched the screen, which lifts what browsers keep from scripts that nobody asked for.
 */
let kiosk: RunningKiosk;

test.beforeAll(async () => {
  const absent = join(mkdtempSync(join(tmpdir(), 'reader-')), 'tty');
  kiosk = await launchKiosk({ config: gymConfig(absent) });
  await expect(kiosk.page.getByTestId('screen-attract')).toBeVisible();
});

test.afterAll(() => kiosk.close());

/** Runs a script in the page as if somebody had touched it; `'late'` when it does not come to an end. */
const run = (script: string): Promise<unknown> =>
  kiosk.app.evaluate(
    ({ BrowserWindow }, code) =>
      Promise.race([
        BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(code, true),
        new Promise((resolve) => setTimeout(() => resolve('late'), 20_000)),
      ]),
    script,
  );

/** How many windows are on the screen, dialogs of the system included. */
function windowsOnScreen(): number {
  const tree = spawnSync('xwininfo', ['-root', '-tree'], { encoding: 'utf8' }).stdout;
  return [...tree.matchAll(/^ {5}0x\w+ .*?(\d+)x(\d+)\+/gm)].filter(([, width]) => Number(width) > 50).length;
}

test('what a page’s process may is exactly this', async () => {
  const preferences = (await kiosk.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .map((contents) =>
        (contents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences(),
      ),
  )) as Record<string, unknown>[];
  expect(preferences).toHaveLength(1);
  const known = Object.fromEntries(
    Object.entries(preferences[0]!).filter(([key]) => key !== 'preload' && key !== 'session'),
  );
  const golden = JSON.parse(
    readFileSync(join(import.meta.dirname, 'support', 'page-preferences.json'), 'utf8'),
  ) as Record<string, unknown>;
  expect(known).toMatchObject(golden);
  const risky = ['allowRunningInsecureContent', 'experimentalFeatures', 'enableBlinkFeatures', 'plugins'];
  expect(risky.filter((key) => Boolean(known[key]))).toEqual([]);
});

test('every permission that a page can ask for is denied', async () => {
  const states = await run(`(async () => {
    const names = ['accelerometer', 'ambient-light-sensor', 'background-fetch', 'background-sync', 'camera',
      'clipboard-read', 'clipboard-write', 'geolocation', 'gyroscope', 'idle-detection', 'local-fonts', 'magnetometer',
      'microphone', 'midi', 'notifications', 'payment-handler', 'persistent-storage', 'screen-wake-lock',
      'storage-access', 'window-management'];
    const states = {};
    for (const name of names)
      states[name] = await navigator.permissions.query({ name }).then(({ state }) => state, () => 'unknown');
    return states;
  })()`);
  expect(
    Object.entries(states as object).filter(([, state]) => state !== 'denied' && state !== 'unknown'),
  ).toEqual([]);
});

test('cameras, screens, devices and what else a browser has are out of reach', async () => {
  const attempts: Record<string, string> = {
    camera: 'navigator.mediaDevices.getUserMedia({ video: true, audio: true })',
    screen: 'navigator.mediaDevices.getDisplayMedia({ video: true })',
    usb: 'navigator.usb.requestDevice({ filters: [] })',
    hid: 'navigator.hid.requestDevice({ filters: [] })',
    serial: 'navigator.serial.requestPort()',
    bluetooth: 'navigator.bluetooth.requestDevice({ acceptAllDevices: true })',
    midi: 'navigator.requestMIDIAccess({ sysex: true })',
    notification: "Notification.requestPermission().then((said) => { if (said !== 'granted') throw said; })",
    readClipboard: 'navigator.clipboard.readText()',
    writeClipboard: "navigator.clipboard.writeText('x')",
    location: 'new Promise((good, bad) => navigator.geolocation.getCurrentPosition(good, bad))',
    fullscreen: 'document.documentElement.requestFullscreen()',
    pointer: 'document.body.requestPointerLock()',
    files: 'showOpenFilePicker()',
    saving: 'showSaveFilePicker()',
    share: "navigator.share({ text: 'x' })",
    serviceWorker: "navigator.serviceWorker.register('/assets/x.js')",
    webgl:
      "Promise.resolve().then(() => { if (document.createElement('canvas').getContext('webgl') === null) throw 0; })",
    gpu: 'navigator.gpu.requestAdapter().then((adapter) => { if (adapter === null) throw 0; })',
  };
  const outcomes: Record<string, unknown> = {};
  for (const [name, code] of Object.entries(attempts))
    outcomes[name] = await run(
      `(async () => { try { await (${code}); return 'allowed'; } catch { return 'denied'; } })()`,
    );
  expect(Object.entries(outcomes).filter(([, outcome]) => outcome !== 'denied')).toEqual([]);
});

test('WebRTC sends not one packet', async () => {
  const stun = createSocket('udp4');
  let packets = 0;
  stun.on('message', () => (packets += 1));
  stun.bind(0, '127.0.0.1');
  await once(stun, 'listening');
  const { port } = stun.address();
  await run(`(async () => {
    const connection = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${port}' }] });
    connection.createDataChannel('x');
    await connection.setLocalDescription(await connection.createOffer());
    await new Promise((resolve) => {
      connection.addEventListener('icegatheringstatechange', () => {
        if (connection.iceGatheringState === 'complete') resolve();
      });
    });
  })()`);
  stun.close();
  expect(packets).toBe(0);
});

/** What becomes of a download that has started. */
const download = (url: string): Promise<string> =>
  kiosk.app.evaluate(
    ({ BrowserWindow }, address) =>
      new Promise<string>((resolve) => {
        const { webContents } = BrowserWindow.getAllWindows()[0]!;
        webContents.session.once('will-download', (event) => {
          resolve(event.defaultPrevented ? 'denied' : 'allowed');
        });
        webContents.downloadURL(address);
      }),
    url,
  );

test('no dialog opens: alert, prompt, print, a file to save, a page that asks to stay', async () => {
  const before = windowsOnScreen();
  expect(before).toBeGreaterThan(0);
  for (const dialog of ['alert', 'confirm', 'prompt'])
    await run(`(() => { try { ${dialog}('x'); } catch {} })()`);
  await run('print()');
  await run(`(() => {
    const link = document.createElement('a');
    link.href = location.href;
    link.download = 'x.txt';
    document.body.append(link);
    link.click();
  })()`);
  await run(
    "addEventListener('beforeunload', (event) => { event.preventDefault(); event.returnValue = 'x'; })",
  );
  // The page's own link starts nothing; a download that did start is denied, before a dialog asks where to.
  expect(await download(String(await run('location.href')))).toBe('denied');
  expect(await run('1')).toBe(1);
  expect(windowsOnScreen()).toBe(before);
  expect(readdirSync(kiosk.dataDir).filter((name) => name.endsWith('.txt'))).toEqual([]);
});

test('nothing of the page gets into the clipboard', async () => {
  await kiosk.app.evaluate(({ clipboard }) => clipboard.writeText('what was there'));
  await run(`(() => {
    const field = document.createElement('textarea');
    field.value = 'secret';
    document.body.append(field);
    addEventListener('copy', (event) => { event.clipboardData.setData('text/plain', 'secret'); event.preventDefault(); });
    field.select();
    document.execCommand('copy');
    document.execCommand('cut');
    field.remove();
  })()`);
  expect(await kiosk.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('what was there');
});

test('a text never becomes markup or script, and no policy can be made that does it', async () => {
  const outcomes = await run(`(() => {
    const attempt = (work) => { try { work(); return 'allowed'; } catch { return 'denied'; } };
    return [
      attempt(() => { document.body.insertAdjacentHTML('beforeend', '<b>x</b>'); }),
      attempt(() => { document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>'; }),
      attempt(() => { document.createElement('iframe').srcdoc = '<script>1</script>'; }),
      attempt(() => { document.createElement('script').src = 'data:text/javascript,1'; }),
      attempt(() => document.write('<b>x</b>')),
      attempt(() => new DOMParser().parseFromString('<b>x</b>', 'text/html')),
      attempt(() => trustedTypes.createPolicy('mine', { createHTML: (text) => text })),
      attempt(() => trustedTypes.createPolicy('default', { createHTML: (text) => text })),
      attempt(() => setTimeout('1')),
    ];
  })()`);
  expect(outcomes).toEqual(Array.from({ length: 9 }, () => 'denied'));
});

test('nothing of elsewhere can be put into the page: no frame, no view, no worker', async () => {
  const outcome = await run(`(async () => {
    for (const [tag, attribute] of [['iframe', 'src'], ['webview', 'src']]) {
      const element = document.createElement(tag);
      element.setAttribute(attribute, 'https://example.com/');
      document.body.append(element);
    }
    const worker = await new Promise((resolve) => {
      try {
        const made = new Worker('data:text/javascript,postMessage(1)');
        made.addEventListener('error', () => resolve('denied'));
        made.addEventListener('message', () => resolve('allowed'));
      } catch { resolve('denied'); }
    });
    const frame = document.querySelector('iframe');
    let inside = 'denied';
    try { inside = frame.contentDocument === null ? 'denied' : frame.contentDocument.URL; } catch {}
    for (const element of document.querySelectorAll('iframe, webview')) element.remove();
    return { worker, inside };
  })()`);
  const { worker, inside } = outcome as { worker: string; inside: string };
  expect(worker).toBe('denied');
  expect(['denied', 'about:blank']).toContain(inside);
  expect(await kiosk.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
});

test('whatever address a page is sent to, the kiosk shows its own again', async () => {
  const targets = [
    'about:blank',
    'javascript:document.body.remove()',
    'data:text/html,x',
    'blob:kiosk://app/0',
    'file:///etc/passwd',
    'view-source:kiosk://app/',
    'chrome://gpu/',
    'devtools://devtools/bundled/inspector.html',
    'https://example.com/',
    'kiosk://other/',
    'kiosk://app/nothing-there',
    'mailto:a@example.com',
  ];
  for (const target of targets) {
    for (const how of [
      `location.href = ${JSON.stringify(target)}`,
      `open(${JSON.stringify(target)}, '_self')`,
      `open(${JSON.stringify(target)}, '_blank')`,
    ])
      await kiosk.app.evaluate(
        // A page that is being left does not always answer.
        ({ BrowserWindow }, code) =>
          Promise.race([
            BrowserWindow.getAllWindows()[0]!
              .webContents.executeJavaScript(code, true)
              .catch(() => undefined),
            new Promise((resolve) => setTimeout(resolve, 500)),
          ]),
        how,
      );
    await expect
      .poll(() =>
        kiosk.app.evaluate(async ({ BrowserWindow }) => {
          const windows = BrowserWindow.getAllWindows();
          const contents = windows[0]!.webContents;
          const screen: unknown = await Promise.race([
            contents
              .executeJavaScript("document.querySelector('[data-screen]')?.dataset.screen ?? null")
              .catch(() => null),
            new Promise((resolve) => setTimeout(() => resolve(null), 2_000)),
          ]);
          return { windows: windows.length, url: contents.getURL(), screen };
        }),
      )
      .toEqual({ windows: 1, url: 'kiosk://app/', screen: 'attract' });
  }
});

test('nothing of a page is kept on the disk', async () => {
  const kept = await kiosk.app.evaluate(({ BrowserWindow }) => {
    const { session } = BrowserWindow.getAllWindows()[0]!.webContents;
    return { path: session.getStoragePath(), isPersistent: session.isPersistent() };
  });
  expect(kept).toEqual({ path: null, isPersistent: false });
  await run(`(async () => {
    localStorage.setItem('canary', 'kiosk-canary-4711');
    document.cookie = 'canary=kiosk-canary-4711';
    await new Promise((resolve) => {
      const open = indexedDB.open('canary');
      open.onsuccess = open.onerror = resolve;
    });
  })()`);
  const profile = await kiosk.app.evaluate(({ app }) => app.getPath('userData'));
  const found = spawnSync('grep', ['-rl', 'kiosk-canary-4711', profile], { encoding: 'utf8' }).stdout;
  expect(found).toBe('');
});
