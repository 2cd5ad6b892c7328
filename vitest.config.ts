import { defineConfig } from 'vitest/config';

const shared = { testTimeout: 30_000, hookTimeout: 60_000, pool: 'forks' as const };

export default defineConfig({
  test: {
    projects: [
      {
        test: { ...shared, name: 'unit', include: ['tests/unit/**/*.test.ts', 'tests/golden/**/*.test.ts'] },
      },
      {
        test: {
          ...shared,
          name: 'screens',
          environment: 'jsdom',
          include: ['tests/unit/**/*.test.tsx'],
        },
      },
      { test: { ...shared, name: 'architecture', include: ['tests/architecture/**/*.test.ts'] } },
      {
        test: {
          ...shared,
          name: 'integration',
          testTimeout: 180_000,
          fileParallelism: false,
          include: ['tests/integration/**/*.test.ts'],
        },
      },
    ],
  },
});
