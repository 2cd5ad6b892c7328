import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { listProcedures } from '../../shared/contract/expose-contract.ts';
import { gymConfig } from './support/gym-config.ts';
import { launchKiosk, type RunningKiosk } from './support/launch-kiosk.ts';

let kiosk: RunningKiosk;

test.beforeAll(async () => {
  const absent = join(mkdtempSync(join(tmpdir(), 'reader-')), 'tty');
  kiosk = await launchKiosk({ config: gymConfig(absent) });
  await expect(kiosk.page.getByTestId('screen-attract')).toBeVisible();
});

test.afterAll(() => kiosk.close());

test('the page sees no Node and no Electron, only the contract’s functions, frozen', async () => {
  const { page } = kiosk;
  const world = await page.evaluate(() => ({
    require: typeof (globalThis as { require?: unknown }).require,
    process: typeof (globalThis as { process?: unknown }).process,
    functions: Object.entries((globalThis as unknown as { kiosk: Record<string, object> }).kiosk).flatMap(
      ([noun, calls]) => Object.entries(calls).map(([name, call]) => `${noun}.${name}:${typeof call}`),
    ),
    isFrozen: [
      (globalThis as unknown as { kiosk: object }).kiosk,
      ...Object.values((globalThis as unknown as { kiosk: object }).kiosk),
    ].every((part) => Object.isFrozen(part)),
  }));
  expect({ ...world, functions: world.functions.toSorted() }).toEqual({
    require: 'undefined',
    process: 'undefined',
    functions: [...listProcedures().map(({ name }) => name), 'connection.watch']
      .map((name) => `${name}:function`)
      .toSorted(),
    isFrozen: true,
  });
});

test('every answer carries the content security policy, and it holds', async () => {
  const { page } = kiosk;
  const result = await page.evaluate(async () => {
    const attempt = async (work: () => unknown): Promise<string> => {
      try {
        await work();
        return 'allowed';
      } catch {
        return 'denied';
      }
    };
    const script = document.createElement('script');
    let inline = 'inert';
    (globalThis as { ran?: () => void }).ran = () => (inline = 'ran');
    try {
      script.textContent = 'globalThis.ran()';
      document.head.append(script);
    } catch {
      inline = 'inert';
    }
    // The debugger lifts the ban on evaluated code for the statements it sends, not for later ones.
    await new Promise((resolve) => setTimeout(resolve, 0));
    return {
      eval: await attempt(() => Reflect.construct(Function, ['return 1'])),
      network: await attempt(() => fetch('https://example.com/')),
      file: await attempt(() => fetch('file:///etc/passwd')),
      inline,
      policy: document.querySelector('meta[http-equiv]') === null ? 'header' : 'meta',
    };
  });
  expect(result).toEqual({
    eval: 'denied',
    network: 'denied',
    file: 'denied',
    inline: 'inert',
    policy: 'header',
  });
});

test('paths that are no file of the page answer 404, whatever they are dressed up as', async () => {
  const { page } = kiosk;
  const statuses = await page.evaluate(async () => {
    const paths = [
      '/../main/core.cjs',
      '/%2e%2e/main/core.cjs',
      '/assets/../../main/main.cjs',
      '/index.html%00.js',
      '/INDEX.HTML',
    ];
    return Promise.all(
      paths.map(
        (path) =>
          new Promise<string>((resolve) => {
            const image = new Image();
            image.addEventListener('load', () => resolve('loaded'));
            image.addEventListener('error', () => resolve('refused'));
            image.src = path;
          }),
      ),
    );
  });
  expect(new Set(statuses)).toEqual(new Set(['refused']));
});

test('the page cannot leave, open windows or use devices', async () => {
  const { page, app } = kiosk;
  const opened = await page.evaluate(() => window.open('https://example.com/') === null);
  expect(opened).toBe(true);
  const permissions = await page.evaluate(async () => {
    const names = ['geolocation', 'camera', 'microphone', 'notifications', 'clipboard-read', 'midi'] as const;
    return Promise.all(
      names.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state),
    );
  });
  expect(new Set(permissions)).toEqual(new Set(['denied']));
  const urls = [
    'https://example.com/',
    'file:///etc/passwd',
    'data:text/html,hi',
    'kiosk://other/',
    'view-source:kiosk://app/',
  ];
  // Asked from outside the page: the test driver would wait for navigations that never come.
  const after = await app.evaluate(async ({ BrowserWindow }, targets) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents;
    for (const target of targets)
      await contents.executeJavaScript(`location.href = ${JSON.stringify(target)}`, true);
    const screen = (await contents.executeJavaScript(
      "document.querySelector('[data-screen]').dataset.screen",
    )) as string;
    return { url: contents.getURL(), screen, windows: BrowserWindow.getAllWindows().length };
  }, urls);
  expect(after).toEqual({ url: 'kiosk://app/', screen: 'attract', windows: 1 });
});
