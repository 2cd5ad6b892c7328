import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { createPgliteFolder } from '../support/central/pglite-folder.ts';
import { startCentralProcess } from '../support/central/central-process.ts';
import { createTestKiosk, enrolment } from '../support/central/test-kiosk.ts';

const GYM = 'demo-gym';
const ADMIN = fileURLToPath(new URL('../../central/admin.ts', import.meta.url));
const directory = await createPgliteFolder();
const environment = { KIOSK_CENTRAL_DATA_DIR: directory };
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Runs the operator's command to its end. */
function admin(commandLine: readonly string[], input = ''): { status: number | null; said: unknown } {
  const { status, stdout } = spawnSync(process.execPath, [ADMIN, ...commandLine], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    input,
    encoding: 'utf8',
  });
  return { status, said: stdout === '' ? null : JSON.parse(stdout) };
}

test('an operator lets a kiosk in, gives a member a PIN and locks the kiosk out again', async () => {
  const issued = admin(['pairing-code']);
  expect(issued).toMatchObject({ status: 0, said: { ok: true } });
  const kiosk = createTestKiosk({ gymId: GYM, nowMs: () => Date.now() });
  const first = await startCentralProcess(environment);
  expect((await kiosk.pair(first.url, (issued.said as { code: string }).code)).status).toBe(200);
  expect((await kiosk.push(first.url, [kiosk.fact(enrolment('member-1', '1001'))])).status).toBe(200);
  await first.end('SIGTERM');

  expect(admin(['set-pin', '9999'], '4711\n')).toEqual({
    status: 1,
    said: { ok: false, code: 'unknown_member' },
  });
  expect(admin(['set-pin', '1001'], '4711\n')).toEqual({
    status: 0,
    said: { ok: true, member_id: 'member-1' },
  });
  expect(admin(['revoke-kiosk', kiosk.kioskId])).toMatchObject({ status: 0 });

  const second = await startCentralProcess(environment);
  const signedIn = await fetch(`${second.url}/api/auth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ gym_id: GYM, member_number: '1001', pin: '4711' }),
  });
  expect(signedIn.status).toBe(200);
  const refused = await kiosk.push(second.url, [kiosk.fact({ kind: 'dashboard.opened' })]);
  expect(refused.status).toBe(403);
  await second.end('SIGTERM');
});

test('a command that does not exist, or lacks its argument, changes nothing', () => {
  expect(admin([])).toEqual({ status: 64, said: null });
  expect(admin(['drop-everything'])).toEqual({ status: 64, said: null });
  expect(admin(['revoke-kiosk'])).toEqual({ status: 64, said: null });
});
