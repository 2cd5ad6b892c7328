import { rmSync } from 'node:fs';
import { v7 as uuidv7 } from 'uuid';
import { startCentral, type Central, type CentralOptions } from '../../../central/start-central.ts';
import type { Log } from '../../../shared/base/log.ts';
import { createPgliteFolder } from './pglite-folder.ts';
import { findPostgresql } from './postgresql-server.ts';
import { createSharedDatabase } from './shared-postgresql.ts';
import { TEST_SECRET } from './test-secret.ts';

export interface LogLine {
  readonly level: keyof Log;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** A log that is kept for the test to look at. */
export function createKeptLog(): { log: Log; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const keep =
    (level: keyof Log) =>
    (fields: object, message: string): void =>
      void lines.push({ level, fields: { ...fields }, message });
  return {
    log: { debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') },
    lines,
  };
}

/** Thursday, 15 October 2026, 10:00 in Berlin. */
export const TEST_NOW_MS = Date.parse('2026-10-15T08:00:00.000Z');
export const TEST_GYM = 'gym-north';
export const TEST_PAIRING_CODE = 'TEST-CODE-0001';

export interface TestCentral extends Central {
  readonly lines: readonly LogLine[];
  /** The clock central reads; tests move it. */
  readonly time: { nowMs: number };
}

/** Starts central in this process on a free port with a clock that stands still. */
export async function startTestCentral(
  storage: CentralOptions['storage'],
  overrides: Partial<CentralOptions> = {},
): Promise<TestCentral> {
  const { log, lines } = createKeptLog();
  const time = { nowMs: TEST_NOW_MS };
  const central = await startCentral({
    storage,
    secret: TEST_SECRET,
    gym: { id: TEST_GYM, name: 'Gym North', timezone: 'Europe/Berlin' },
    port: 0,
    pairingCode: TEST_PAIRING_CODE,
    limits: { perAddress: 1_000_000, perKiosk: 1_000_000, perAddressSignIn: 1_000_000 },
    clock: { nowMs: () => time.nowMs, monotonicMs: () => performance.now() },
    newId: () => uuidv7(),
    log,
    ...overrides,
  });
  return { ...central, lines, time };
}

/** A kind of storage the same tests run on. */
export interface StorageUnderTest {
  readonly name: 'PGlite' | 'PostgreSQL';
  open(): Promise<{ storage: CentralOptions['storage']; remove(): Promise<void> }>;
}

const pglite: StorageUnderTest = {
  name: 'PGlite',
  async open() {
    const directory = await createPgliteFolder();
    return {
      storage: { directory },
      remove: async () => rmSync(directory, { recursive: true, force: true }),
    };
  },
};

const postgresql: StorageUnderTest = {
  name: 'PostgreSQL',
  async open() {
    // The server goes with the run, and all its databases with it.
    return { storage: { databaseUrl: await createSharedDatabase() }, remove: async () => undefined };
  },
};

/** PGlite always; PostgreSQL where its server is installed. */
export function storagesUnderTest(): StorageUnderTest[] {
  return findPostgresql() === null ? [pglite] : [pglite, postgresql];
}

/** What is left out here, as the title of a test; null when nothing is. */
export function leftOutStorage(): string | null {
  return findPostgresql() === null
    ? 'PostgreSQL is not installed on this machine: only PGlite was tried'
    : null;
}
