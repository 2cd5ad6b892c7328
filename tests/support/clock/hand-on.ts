import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';

type Options = { env?: NodeJS.ProcessEnv } | undefined;
const STARTERS = ['spawn', 'spawnSync', 'fork', 'execFile', 'execFileSync'] as const;

/**
 * Gives these variables to every process that this one starts, also where its whole environment is
 * spelled out, as the kiosk does for core and devices. What a test says itself is kept.
 */
export function handOn(variables: NodeJS.ProcessEnv): void {
  const starters = childProcess as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of STARTERS) {
    starters[name] = new Proxy(starters[name]!, {
      apply: (start, self, args) =>
        Reflect.apply(
          start,
          self,
          args.map((arg: unknown) => withEnvironment(arg, variables)),
        ),
    });
  }
  // `import { spawn }` of modules that are loaded later, and of those that are there already.
  syncBuiltinESMExports();
}

function withEnvironment(arg: unknown, variables: NodeJS.ProcessEnv): unknown {
  if (typeof arg !== 'object' || arg === null || Array.isArray(arg)) return arg;
  const { env } = arg as NonNullable<Options>;
  // Without an environment of its own the process inherits this one's.
  return env === undefined ? arg : { ...arg, env: { ...variables, ...env } };
}
