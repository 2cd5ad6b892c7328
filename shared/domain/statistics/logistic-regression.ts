import { fitLinearModel } from './linear-model.ts';

/** Chances from features: `1 / (1 + exp(-(intercept + weights · features)))`. */
export interface LogisticModel {
  readonly intercept: number;
  readonly weights: readonly number[];
}

/** One observation to learn from. */
export interface LogisticExample {
  readonly features: readonly number[];
  readonly happened: boolean;
}

/** Newton steps; the penalised fit converges in well under ten. */
const MAX_STEPS = 25;
/** A step smaller than this changes no chance anyone sees. */
const ENOUGH = 1e-8;
/** Weights of observations are kept off zero, so that certain ones do not make the system singular. */
const LEAST_WEIGHT = 1e-6;

/**
 * Ridge-penalised logistic regression by iteratively reweighted least squares (Green 1984, J R Stat
 * Soc B 46:149-192). The penalty keeps weights finite when the examples can be told apart perfectly.
 * @param ridge penalty on squared weights, above 0; the intercept is free
 * @returns null without examples, or when they have features of different number
 */
export function fitLogistic(examples: readonly LogisticExample[], ridge: number): LogisticModel | null {
  const steps = fitLogisticInSteps(examples, ridge);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same one Newton step at a time, for a process that has others to serve in between. */
export function* fitLogisticInSteps(
  examples: readonly LogisticExample[],
  ridge: number,
): Generator<void, LogisticModel | null, void> {
  const p = examples[0]?.features.length;
  if (p === undefined || examples.some(({ features }) => features.length !== p)) return null;
  let model: LogisticModel = { intercept: 0, weights: Array.from({ length: p }, () => 0) };
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const next = newtonStep(examples, model, ridge);
    if (next === null) return null;
    const moved = Math.max(
      Math.abs(next.intercept - model.intercept),
      ...next.weights.map((weight, j) => Math.abs(weight - (model.weights[j] ?? 0))),
    );
    model = next;
    if (moved < ENOUGH) break;
    yield;
  }
  return model;
}

function newtonStep(
  examples: readonly LogisticExample[],
  model: LogisticModel,
  ridge: number,
): LogisticModel | null {
  const n = examples.length;
  const p = model.weights.length;
  const columns = Array.from({ length: p + 1 }, () => new Float64Array(n + p));
  const y = new Float64Array(n + p);
  for (const [i, { features, happened }] of examples.entries()) {
    const score = scoreOf(model, features);
    const chance = 1 / (1 + Math.exp(-score));
    const weight = Math.max(LEAST_WEIGHT, chance * (1 - chance));
    const root = Math.sqrt(weight);
    columns[0]![i] = root;
    for (let j = 0; j < p; j += 1) columns[j + 1]![i] = root * features[j]!;
    y[i] = root * (score + ((happened ? 1 : 0) - chance) / weight);
  }
  // The penalty as observations of their own: each weight was once seen to be zero.
  for (let j = 0; j < p; j += 1) columns[j + 1]![n + j] = Math.sqrt(ridge);
  const fit = fitLinearModel(columns, y);
  if (fit === null) return null;
  const [intercept = 0, ...weights] = fit.coefficients;
  return { intercept, weights };
}

/** The chance of an observation, 0 to 1. */
export function chanceOf(model: LogisticModel, features: readonly number[]): number {
  return 1 / (1 + Math.exp(-scoreOf(model, features)));
}

function scoreOf(model: LogisticModel, features: readonly number[]): number {
  return features.reduce((sum, feature, j) => sum + feature * (model.weights[j] ?? 0), model.intercept);
}
