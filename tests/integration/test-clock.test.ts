import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** What the run of this very file is told, and what a process of its own is told here. */
const PRELOAD = fileURLToPath(new URL('../support/clock/preload.ts', import.meta.url));
const AT = '2028-02-29T22:59:30.000Z';
const SOON_MS = 60_000;

/** Runs a piece of JavaScript as it would run on that day. @returns what it printed */
function runAt(at: string, zone: string, code: string): unknown {
  const { PATH } = process.env;
  const said = execFileSync(process.execPath, ['--import', PRELOAD, '--input-type=module', '-e', code], {
    env: { PATH, KIOSK_TEST_AT: at, KIOSK_TEST_SHIFT_MS: undefined, NODE_OPTIONS: '', TZ: zone },
    encoding: 'utf8',
  });
  return JSON.parse(said);
}

/** Milliseconds since the instant. */
const since = (text: unknown): number => Date.parse(String(text)) - Date.parse(AT);

it('a process begins at the instant that the run was given, and its clock runs on', () => {
  const code = `const first = Date.now();
    while (Date.now() < first + 20);
    console.log(JSON.stringify([new Date(first), new Date(), Date(), performance.timeOrigin + performance.now()]));`;
  const [first, second, text, precise] = runAt(AT, 'UTC', code) as [string, string, string, number];
  expect(since(first)).toBeGreaterThanOrEqual(0);
  expect(since(first)).toBeLessThan(SOON_MS);
  expect(since(second)).toBeGreaterThanOrEqual(since(first) + 20);
  expect(text).toContain('Feb 29 2028');
  expect(precise - Date.parse(AT)).toBeLessThan(SOON_MS);
});

it('processes and threads that it starts have the same clock, also where their environment is spelled out', () => {
  const inner = `JSON.stringify([Date.now(), new Date().getHours()])`;
  const code = `import { spawnSync } from 'node:child_process';
    import { once } from 'node:events';
    import { Worker } from 'node:worker_threads';
    const child = spawnSync(process.execPath, ['-p', '${inner}'], { env: {}, encoding: 'utf8' });
    const thread = new Worker("import('node:worker_threads').then(({ parentPort }) => parentPort.postMessage(Date.now()))", { eval: true });
    const [threadMs] = await once(thread, 'message');
    console.log(JSON.stringify([Date.now(), ...JSON.parse(child.stdout), threadMs]));`;
  const [own, child, childHour, thread] = runAt(AT, 'Asia/Kathmandu', code) as [
    number,
    number,
    number,
    number,
  ];
  expect(Math.abs(own - child)).toBeLessThan(SOON_MS);
  expect(Math.abs(own - thread)).toBeLessThan(SOON_MS);
  expect(child - Date.parse(AT)).toBeLessThan(SOON_MS);
  // 22:59:30 UTC is 04:44:30 of the first of March in Nepal.
  expect(childHour).toBe(4);
});

it('dates that Node makes itself are dates still, and its HTTP answers carry the day of the run', () => {
  const code = `import { createServer } from 'node:http';
    import { statSync } from 'node:fs';
    const server = createServer((_request, response) => response.end()).listen(0);
    await new Promise((resolve) => server.once('listening', resolve));
    const answer = await fetch('http://127.0.0.1:' + server.address().port);
    server.close();
    class Dated extends Date {}
    console.log(JSON.stringify([answer.headers.get('date'), statSync('.').mtime instanceof Date,
      new Dated() instanceof Dated, structuredClone(new Date()).constructor === Date, new Date(0).getTime()]));
    process.exit(0);`;
  const [date, ...holds] = runAt(AT, 'UTC', code) as [string, ...unknown[]];
  expect(Math.abs(since(date))).toBeLessThan(SOON_MS);
  expect(holds).toEqual([true, true, true, 0]);
});
