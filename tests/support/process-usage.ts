import { readdirSync, readFileSync } from 'node:fs';

/** What the kernel says of a process. Linux only. */
export interface ProcessUsage {
  /** Time on a processor since it started. */
  readonly cpuMs: number;
  /** Memory of its own that is no file (Pss_Anon of smaps_rollup). */
  readonly anonMiB: number;
  /** Memory that nobody shares (Private_Clean and Private_Dirty). */
  readonly privateMiB: number;
  /** Bytes it caused to be written to a disk (write_bytes of io). */
  readonly writtenBytes: number;
  readonly openFiles: number;
}

/** `sysconf(_SC_CLK_TCK)`, 100 on every Linux this runs on. */
const CLOCK_TICK_MS = 10;

function numberAfter(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? Number.NaN);
}

/** @throws when there is no such process */
export function readUsage(pid: number): ProcessUsage {
  const memory = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field, the program's name in brackets, may hold blanks: count from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return {
    cpuMs: (Number(fields[11]) + Number(fields[12])) * CLOCK_TICK_MS,
    anonMiB: numberAfter(memory, 'Pss_Anon') / 1_024,
    privateMiB: (numberAfter(memory, 'Private_Clean') + numberAfter(memory, 'Private_Dirty')) / 1_024,
    writtenBytes: numberAfter(readFileSync(`/proc/${pid}/io`, 'utf8'), 'write_bytes'),
    openFiles: readdirSync(`/proc/${pid}/fd`).length,
  };
}
