import type { RecommendationModel } from '../../../../shared/domain/recommendations/recommendation-model.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** The model behind suggested classes, with when it was learned; null for none, or one of another method. */
export function findRecommendationModel(
  db: ReadableDb,
  method: string,
): { readonly model: RecommendationModel; readonly learnedAtMs: number } | null {
  const row = sql<{ model: string; learnedAtMs: number }>(
    db,
    `SELECT model, learned_at AS learnedAtMs FROM learned_models WHERE kind = 'recommendations' AND method = ?`,
  ).get(method);
  if (row === undefined) return null;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written below, under the same method
  return { model: JSON.parse(row.model) as RecommendationModel, learnedAtMs: row.learnedAtMs };
}

/** Keeps a model in place of the one before. */
export function saveRecommendationModel(
  tx: WritableDb,
  model: RecommendationModel,
  learnedAtMs: number,
): void {
  sql(
    tx,
    `INSERT OR REPLACE INTO learned_models (kind, method, learned_at, model) VALUES ('recommendations', ?, ?, ?)`,
  ).run(model.method, learnedAtMs, JSON.stringify(model));
}
