import { spawn } from 'node:child_process';
import { ROOT } from './paths.mjs';

/** One sentence for people; the script ends with it instead of a stack trace. */
export class SetUpFailed extends Error {}

/**
 * Runs a program and waits for it.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ quiet?: boolean, timeoutMs?: number, cwd?: string, env?: NodeJS.ProcessEnv }} [options] quiet: keep the
 *   output back unless it fails
 * @returns {Promise<{ status: number, output: string }>} status 124 when it took too long
 */
export function run(program, args, options = {}) {
  const { quiet = false, timeoutMs, cwd = ROOT, env = process.env } = options;
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit' });
    let output = '';
    const keep = (chunk) => (output = (output + chunk).slice(-20_000));
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    let isLate = false;
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            isLate = true;
            child.kill('SIGKILL');
          }, timeoutMs);
    child.on('error', (error) => resolve({ status: 127, output: error.message }));
    child.on('close', (status) => {
      clearTimeout(timer);
      resolve({ status: isLate ? 124 : (status ?? 1), output });
    });
  });
}

/** A line about what set-up is doing, on standard error: standard output belongs to the program. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}
