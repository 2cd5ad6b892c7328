/** Set by `npm run bench -- kills` and `-- properties`, which run some test files at their full length. */
const THOROUGH = 'KIOSK_TEST_THOROUGH';

/** How often something is repeated: often enough for every change, or as often as the benchmarks want it. */
export function times(count: { readonly gate: number; readonly thorough: number }): number {
  return process.env[THOROUGH] === '1' ? count.thorough : count.gate;
}
