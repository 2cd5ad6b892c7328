import type { MetricReading } from '../metrics/metric-reading.ts';
import { isTakenAfterExercise } from '../weigh-in/after-exercise.ts';

/** Metrics whose formulas speak in scales of their own: two of them side by side are no change of the member. */
const ONE_FORMULA_ONLY: ReadonlySet<string> = new Set(['training_load']);

/**
 * The readings of one metric that may stand in one trend: of each formula only its newest version,
 * and where formulas have scales of their own, only the one in use now. A number that a person or a
 * device gave stands beside any of them, but for a body that was measured while it still sweated.
 * @param measured readings of one metric, oldest first
 */
export function comparableReadings(measured: readonly MetricReading[]): readonly MetricReading[] {
  const readings = measured.some(isTakenAfterExercise)
    ? measured.filter((reading) => !isTakenAfterExercise(reading))
    : measured;
  const newest = readings.at(-1);
  if (newest === undefined || readings.every(({ formula }) => formula === newest.formula)) return readings;
  const versions = new Map<string, number>();
  for (const { formula } of readings) {
    if (formula === null) continue;
    const { name, version } = parseFormula(formula);
    versions.set(name, Math.max(version, versions.get(name) ?? version));
  }
  const onlyName =
    ONE_FORMULA_ONLY.has(newest.metricType) && newest.formula !== null
      ? parseFormula(newest.formula).name
      : null;
  return readings.filter(({ formula }) => {
    if (formula === null) return true;
    const { name, version } = parseFormula(formula);
    return version === versions.get(name) && (onlyName === null || name === onlyName);
  });
}

/** `keytel-2005@2` is version 2 of `keytel-2005`; without a number it is version 0. */
export function parseFormula(formula: string): { readonly name: string; readonly version: number } {
  const [name = formula, version] = formula.split('@', 2);
  return { name, version: Number(version ?? 0) || 0 };
}
