import { defineConfig } from '@playwright/test';

// Each worker has a screen of its own, where there is one for each: two kiosks on one would take each other's keys.
const screens = process.env['TEST_DISPLAYS']?.split(' ') ?? [];
const screen = screens[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)];
if (screen !== undefined) process.env['DISPLAY'] = screen;

const WAITING = '**/walking-away.e2e.ts';

/** Each test starts a whole kiosk, and two cores are enough for one that is used and one that only waits. */
export default defineConfig({
  testDir: '.',
  workers: 2,
  projects: [
    { name: 'waiting', testMatch: WAITING, workers: 1 },
    { name: 'window', testMatch: '**/*.e2e.ts', testIgnore: WAITING, workers: 1 },
  ],
  timeout: 240_000,
  expect: { timeout: 30_000 },
  outputDir: '../../out/e2e',
  reporter: [['list'], ['json']],
  forbidOnly: true,
});
