import { WrongSecret } from './auth/vault.ts';
import { InvalidEnvironment } from './read-options.ts';
import { StorageUnavailable } from './store/database.ts';
import { DirectoryLocked } from './store/directory-lock.ts';
import { SchemaMismatch } from './store/migrate.ts';

/** Why a server cannot start, for its operator, and what its process ends with. */
export interface FailedStart {
  readonly line: string;
  readonly exitCode: number;
}

/** Another one runs already: nothing is wrong with this one. */
const EXIT_SECOND = 1;
/** EX_CONFIG of sysexits.h: a supervisor need not try again. */
const EXIT_CONFIG = 78;

/** What PostgreSQL says to a login that it will never let in. */
const REFUSED_LOGIN: Readonly<Record<string, string>> = {
  '28000': 'the database refuses this account',
  '28P01': 'the database refuses this password',
  '3D000': 'there is no such database',
  '42501': 'this account may not change the schema',
};

/** What the system says to a server that wants to listen. */
const REFUSED_ADDRESS: Readonly<Record<string, string>> = {
  EACCES: 'PORT: this account may not listen on that port',
  EADDRNOTAVAIL: 'HOST: this machine has no such address',
  ENOTFOUND: 'HOST: there is no such name',
  EAI_AGAIN: 'HOST: the name cannot be looked up',
};

const UNUSABLE_FOLDER = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC']);

interface SystemError extends Error {
  readonly code: string;
  readonly syscall?: string;
  readonly address?: string;
  readonly port?: number;
  readonly path?: string;
}

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/** Whether it says by itself, in one line, which setting is wrong. */
function isMistaken(error: unknown): error is Error {
  return [InvalidEnvironment, SchemaMismatch, WrongSecret, RangeError].some((kind) => error instanceof kind);
}

/** @returns null for what nobody foresaw: its trace belongs into the log */
export function explainFailedStart(error: unknown): FailedStart | null {
  if (isMistaken(error)) return { line: error.message, exitCode: EXIT_CONFIG };
  if (error instanceof DirectoryLocked)
    return { line: `${error.message}: is a central server running already?`, exitCode: EXIT_SECOND };
  if (!isSystemError(error)) return null;
  const { code, syscall, address, port, path } = error;
  if (code === 'EADDRINUSE')
    return {
      line: `PORT: ${address ?? ''}:${port ?? ''} is in use: is a central server running already?`,
      exitCode: EXIT_SECOND,
    };
  const login = REFUSED_LOGIN[code];
  if (login !== undefined) return { line: `DATABASE_URL: ${login} (${code})`, exitCode: EXIT_CONFIG };
  const listening = syscall === 'listen' || syscall === 'getaddrinfo' ? REFUSED_ADDRESS[code] : undefined;
  if (listening !== undefined) return { line: `${listening} (${code})`, exitCode: EXIT_CONFIG };
  if (path !== undefined && UNUSABLE_FOLDER.has(code))
    return { line: `KIOSK_DATA_DIR: ${path} cannot be used (${code})`, exitCode: EXIT_CONFIG };
  return null;
}

/** Why a storage does not answer, in a word or two. */
export function reasonOf({ cause }: StorageUnavailable): string {
  if (isSystemError(cause)) return cause.code;
  return cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : 'no answer';
}
