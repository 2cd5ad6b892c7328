import { availableParallelism } from 'node:os';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { defineConfig } from 'vitest/config';

/** Files that start processes come first, so that the short ones fill what is left of the last minute. */
class LongOnesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ project }: TestSpecification): boolean => project.name === 'integration';
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

const shared = {
  // For a test that hangs: a machine that does much else takes ten times as long as an idle one.
  testTimeout: 300_000,
  hookTimeout: 300_000,
  pool: 'forks' as const,
  // One process runs many files: to start one and to load everything anew for each cost more than half of the tests.
  isolate: false,
  // Every process of a test run has the run's clock.
  execArgv: ['--import', new URL('./tests/support/clock/preload.ts', import.meta.url).href],
};

export default defineConfig({
  test: {
    // One would be kept free otherwise, which is half of a small machine.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: LongOnesFirst },
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
          globalSetup: ['tests/support/central/shared-postgresql.ts'],
          include: ['tests/integration/**/*.test.ts'],
        },
      },
    ],
  },
});
