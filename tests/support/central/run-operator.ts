import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const OPERATOR = fileURLToPath(new URL('../../../central/operator.ts', import.meta.url));

export interface OperatorOutcome {
  readonly status: number | null;
  /** The one line of standard output, parsed; null for none. */
  readonly said: Readonly<Record<string, unknown>> | null;
  readonly complaint: string;
}

/** Runs `npm run central -- COMMAND` to its end, as it is without npm. @param environment all that it has, but for PATH */
export async function runOperator(
  environment: Readonly<Record<string, string>>,
  commandLine: readonly string[],
  { input = '', cwd }: { input?: string; cwd?: string } = {},
): Promise<OperatorOutcome> {
  const child = spawn(process.execPath, [OPERATOR, ...commandLine], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    ...(cwd === undefined ? {} : { cwd }),
    stdio: 'pipe',
  });
  let [said, complaint] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, said: said === '' ? null : (JSON.parse(said) as OperatorOutcome['said']), complaint };
}
