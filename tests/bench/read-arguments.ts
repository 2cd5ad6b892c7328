import { parseArgs } from 'node:util';
import type { BenchOptions } from './report.ts';

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  long: { type: 'boolean' },
  minutes: { type: 'string' },
  logs: { type: 'string' },
} as const;

export interface AskedBenches {
  /** Names of benchmarks, in the order in which they run. */
  readonly benches: readonly string[];
  readonly options: BenchOptions;
}

/**
 * What stands behind `npm run bench --`.
 * @param names of all benchmarks; a word picks those whose name begins with it, no word picks all
 * @returns what is to run, or why nothing is and what can be asked
 */
export function readArguments(
  words: readonly string[],
  names: readonly string[],
): AskedBenches | { readonly usage: string } {
  const wrong = (reason: string): { usage: string } => ({ usage: `${reason}\n${usage(names)}` });
  let parsed;
  try {
    parsed = parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  if (values.help === true) return { usage: usage(names) };
  const stranger = positionals.find((word) => !names.some((name) => name.startsWith(word)));
  if (stranger !== undefined) return wrong(`No benchmark begins with ${JSON.stringify(stranger)}`);
  const minutes = values.minutes === undefined ? null : Number(values.minutes);
  if (minutes !== null && !(minutes > 0 && Number.isFinite(minutes)))
    return wrong(`No number of minutes: ${values.minutes}`);
  const isWanted = (name: string): boolean => positionals.some((word) => name.startsWith(word));
  return {
    benches: positionals.length === 0 ? names : names.filter(isWanted),
    options: { long: values.long ?? false, minutes, logs: values.logs ?? null },
  };
}

function usage(names: readonly string[]): string {
  return [
    'npm run bench                       every benchmark, one after the other',
    'npm run bench -- ant push           those whose name begins with one of the words',
    'npm run bench -- straps --long      at the size of the targets',
    'npm run bench -- straps --minutes 10  those that watch, for so long',
    'npm run bench -- people --logs DIR  with logs of your own',
    `There are: ${names.join(', ')}`,
  ].join('\n');
}
