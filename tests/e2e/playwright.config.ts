import { defineConfig } from '@playwright/test';

/** One worker: each test starts a whole kiosk, and two cores are enough for one. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  outputDir: '../../out/e2e',
  reporter: [['list'], ['json']],
  forbidOnly: true,
});
