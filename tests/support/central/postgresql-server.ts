import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** Where Debian keeps its PostgreSQL binaries. */
const DEBIAN_ROOT = '/usr/lib/postgresql';

/** Folder of the newest installed PostgreSQL server, or null where there is none. */
export function findPostgresql(): string | null {
  if (!existsSync(DEBIAN_ROOT)) return null;
  const versions = readdirSync(DEBIAN_ROOT).toSorted((left, right) => Number(right) - Number(left));
  const folder = versions
    .map((version) => join(DEBIAN_ROOT, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')));
  return folder ?? null;
}

/** PostgreSQL refuses to run as root, so root lends it Debian's `postgres` user. */
function serverUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}

async function untilAnswers(url: string): Promise<void> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    // A server that goes away while connecting reports it here as well.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
  }
}

/** Makes an empty database of this name on a server. @returns its connection string */
export async function createDatabaseOn(serverUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return serverUrl.replace(/\/\w+$/, `/${name}`);
}

export interface PostgresqlServer {
  /** Connection string of the server's own database. */
  readonly url: string;
  /** Connection string of an empty database of its own. */
  createDatabase(): Promise<string>;
  /** Kills every server process at once, as a crash of the machine would, and starts again on the same data. */
  crashAndRestart(): Promise<void>;
  /** Stops the server; `start` brings it back. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops and removes everything. */
  remove(): Promise<void>;
}

/**
 * Starts a throw-away PostgreSQL on a free port of this machine.
 * @param settings such as `fsync=off`; its default durability where nothing is said
 */
export async function startPostgresql(
  bin: string,
  settings: readonly string[] = [],
): Promise<PostgresqlServer> {
  const user = serverUser();
  const directory = mkdtempSync(join(tmpdir(), 'central-pg-'));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(directory, user.uid, user.gid);
  const data = join(directory, 'data');
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-A', 'trust', '-U', 'central', '--locale=C.UTF-8', '-E', 'UTF8'],
    { ...user, stdio: 'ignore', cwd: directory },
  );
  const port = await freePort();
  const urlOf = (database: string): string => `postgresql://central@127.0.0.1:${port}/${database}`;
  let server: ChildProcess;
  let databases = 0;

  const said = settings.flatMap((setting) => ['-c', setting]);
  const start = async (): Promise<void> => {
    server = spawn(
      join(bin, 'postgres'),
      ['-D', data, '-p', String(port), '-k', directory, '-h', '127.0.0.1', ...said],
      { ...user, stdio: 'ignore', cwd: directory },
    );
    await untilAnswers(urlOf('postgres'));
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const exited = new Promise((resolve) => {
      server.once('exit', resolve);
    });
    server.kill(signal);
    await exited;
  };
  await start();
  return {
    url: urlOf('postgres'),
    async createDatabase() {
      databases += 1;
      return createDatabaseOn(urlOf('postgres'), `central_${databases}`);
    },
    async crashAndRestart() {
      // SIGQUIT is PostgreSQL's immediate shutdown: no flush, recovery from the log at the next start.
      await end('SIGQUIT');
      await start();
    },
    stop: () => end('SIGINT'),
    start,
    async remove() {
      if (server.exitCode === null) await end('SIGINT');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
