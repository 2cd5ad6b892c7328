import type { Log } from '../../../shared/base/log.ts';

export interface LogEntry {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly fields: object;
  readonly message: string;
}

/** A log that keeps what was written, for tests about what staff would find in it. */
export interface RecordedLog extends Log {
  readonly entries: readonly LogEntry[];
}

export function recordedLog(): RecordedLog {
  const entries: LogEntry[] = [];
  const at = (level: LogEntry['level']) => (fields: object, message: string) =>
    void entries.push({ level, fields, message });
  return { entries, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
