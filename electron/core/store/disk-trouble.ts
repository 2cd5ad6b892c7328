import Database from 'better-sqlite3';
import { StorageFailed } from './store.ts';

/** The disk is full, mounted read-only, gone or failing: said by SQLite … */
const BY_SQLITE = /^SQLITE_(FULL|READONLY|CANTOPEN|IOERR|PERM|BUSY)/;
/** … or by the system. */
const BY_SYSTEM: ReadonlySet<string> = new Set([
  'EACCES', 'EBUSY', 'EDQUOT', 'EFBIG', 'EIO', 'EMFILE', 'ENFILE', 'ENODEV', 'ENOENT', 'ENOSPC', 'ENXIO', 'EPERM', 'EROFS', 'ESTALE',
]); // prettier-ignore

/** The code of an error that a disk makes and time or a person may mend; null for any other. */
export function diskTroubleOf(error: unknown): string | null {
  if (error instanceof StorageFailed) return error.code === 'damaged' ? null : error.code;
  if (error instanceof Database.SqliteError) return BY_SQLITE.test(error.code) ? error.code : null;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && BY_SYSTEM.has(code) ? code : null;
}

/** Whether a rule of the database stood against a write: a constraint, or a trigger. */
export function isAgainstRule(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT');
}
