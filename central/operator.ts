import { parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import { SECOND_MS, type Clock } from '../shared/base/clock.ts';
import { askRunningServer, askRunningServerForFile } from './operator/ask-running-server.ts';
import {
  FILE_USAGE,
  fileTaker,
  progressTaker,
  readFileCommand,
  readInputs,
  type FileCommand,
} from './operator/file-commands.ts';
import { runFileRequest } from './operator/file-requests.ts';
import {
  findOperatorCommand,
  OPERATOR_COMMANDS,
  runOperatorCommand,
  type CommandParts,
  type OperatorAnswer,
  type OperatorRequest,
} from './operator/operator-commands.ts';
import { readSecret } from './operator/read-secret.ts';
import { InvalidEnvironment, readOperatorOptions, type OperatorOptions } from './read-options.ts';
import { StorageUnavailable } from './store/database.ts';
import { DirectoryLocked } from './store/directory-lock.ts';
import { SchemaMismatch } from './store/migrate.ts';
import { openExistingStore } from './store/open-store.ts';

/**
 * The operator's door, with the server's own environment variables: `npm run central -- COMMAND`. Asks
 * the server that runs on the data folder, and opens the store itself where none does. Answers with one
 * JSON line; the exit code is 0 only when it is done.
 */
const EXIT_NOT_DONE = 1;
/** EX_USAGE of sysexits.h. */
const EXIT_USAGE = 64;
/** What a shell says of a program that Ctrl-C ended. */
const EXIT_INTERRUPTED = 130;

/** Another command, or a server that is starting or stopping, has the store for moments only. */
const STORE_FREE_WITHIN_MS = 10 * SECOND_MS;
const LOOK_AGAIN_MS = SECOND_MS / 5;

const clock: Clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
const print = (text: string): void => void process.stderr.write(text);

function usage(): string {
  const lines = Object.entries(OPERATOR_COMMANDS).map(([name, { argument, options = [], does }]) => {
    const words = [name, ...(argument === null ? [] : [argument]), ...options.map((one) => `--${one} …`)];
    return `  npm run central -- ${words.join(' ').padEnd(24)}  ${does}\n`;
  });
  const files = FILE_USAGE.map((line) => `  npm run central -- ${line}\n`);
  return `usage:\n${lines.join('')}${files.join('')}  --gym ID  where there is more than one\n`;
}

type Values = Readonly<Record<string, string | undefined>>;

/** Every option that some command has. */
const COMMAND_OPTIONS = Object.fromEntries(
  Object.values(OPERATOR_COMMANDS).flatMap(({ options = [] }) =>
    options.map((name) => [name, { type: 'string' as const }]),
  ),
);

function readCommandLine(args: readonly string[]): Omit<OperatorRequest, 'secret'> | null {
  try {
    const { values, positionals }: { values: Values; positionals: string[] } = parseArgs({
      args: [...args],
      options: { gym: { type: 'string' }, ...COMMAND_OPTIONS },
      allowPositionals: true,
    });
    const [name = '', ...given] = positionals;
    const command = findOperatorCommand(name);
    const takes = command?.argument == null ? 0 : command.argument.split(' ').length;
    if (command === null || given.length !== takes || given.some((word) => word === '')) return null;
    const { gym, ...said } = values;
    const options = Object.fromEntries(
      Object.entries(said).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
    );
    if (Object.keys(options).toSorted().join() !== (command.options ?? []).toSorted().join()) return null;
    return { command: name, argument: given.join(' '), gymId: gym ?? null, options };
  } catch {
    return null;
  }
}

/** A command, by both ways to a store. */
interface Asked {
  /** Null where no server runs on the folder. */
  readonly ofServer: (directory: string) => Promise<OperatorAnswer | null>;
  readonly here: (parts: CommandParts) => Promise<OperatorAnswer>;
}

/** Opens the store that the environment names, where no server has it. */
async function runHere(asked: Asked, { storage }: OperatorOptions): Promise<OperatorAnswer> {
  const log = pino({ name: 'central-operator', level: 'error' }, pino.destination(2));
  const database = await openExistingStore(storage, { log, nowMs: clock.nowMs() });
  if (database === null) return { ok: false, code: 'no_store' };
  try {
    return await asked.here({ database, clock });
  } finally {
    await database.close();
  }
}

async function answer(asked: Asked, options: OperatorOptions): Promise<OperatorAnswer> {
  const giveUpAtMs = clock.monotonicMs() + STORE_FREE_WITHIN_MS;
  for (;;) {
    const said = options.doorDirectory === null ? null : await asked.ofServer(options.doorDirectory);
    if (said !== null) return said;
    try {
      return await runHere(asked, options);
    } catch (error) {
      if (!(error instanceof DirectoryLocked)) throw error;
      if (clock.monotonicMs() > giveUpAtMs) return { ok: false, code: 'server_busy' };
      await pause(LOOK_AGAIN_MS);
    }
  }
}

function toAnswer(error: unknown): OperatorAnswer {
  if (error instanceof InvalidEnvironment) return { ok: false, code: 'bad_config', detail: error.message };
  if (error instanceof StorageUnavailable) return { ok: false, code: 'storage_unavailable' };
  if (error instanceof SchemaMismatch) return { ok: false, code: 'schema_mismatch', detail: error.message };
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return { ok: false, code: 'store_cannot_be_opened', detail: code };
}

async function answerFile(command: FileCommand): Promise<OperatorAnswer> {
  const options = readOperatorOptions(process.env);
  const inputs = await readInputs(command);
  if (!inputs.ok) return inputs;
  const { bytes } = inputs.value;
  const request = { ...inputs.value.request, gymId: command.request.gymId ?? options.gymId };
  const { take, finish } =
    request.command === 'export' ? await fileTaker(command.file) : progressTaker(clock, print);
  const asked: Asked = {
    ofServer: (directory) => askRunningServerForFile(directory, request, bytes, take),
    here: (parts) => runFileRequest(request, bytes, parts, take),
  };
  let said: OperatorAnswer = { ok: false };
  try {
    said = await answer(asked, options);
  } finally {
    said = await finish(said);
  }
  return said;
}

/** @returns the exit code */
function tell(said: OperatorAnswer): number {
  process.stdout.write(`${JSON.stringify(said)}\n`);
  return said.ok ? 0 : EXIT_NOT_DONE;
}

async function main(args: readonly string[]): Promise<number> {
  const file = readFileCommand(args);
  if (file !== null) return tell(await answerFile(file).catch(toAnswer));
  const asked = readCommandLine(args);
  if (asked === null) {
    print(usage());
    return EXIT_USAGE;
  }
  let said: OperatorAnswer;
  try {
    const options = readOperatorOptions(process.env);
    const wanted = findOperatorCommand(asked.command)?.secret ?? null;
    const secret =
      wanted === null ? '' : await readSecret(process.stdin, { question: `${wanted}: `, ask: print });
    if (secret === null) return EXIT_INTERRUPTED;
    const request = { ...asked, gymId: asked.gymId ?? options.gymId, secret };
    said = await answer(
      {
        ofServer: (directory) => askRunningServer(directory, request),
        here: (parts) => runOperatorCommand(request, parts),
      },
      options,
    );
  } catch (error) {
    said = toAnswer(error);
  }
  return tell(said);
}

process.exitCode = await main(process.argv.slice(2));
// What came after the line that was read is not waited for.
process.stdin.destroy();
