import { isForAnybody } from '../insights/insight.ts';
import type { ClassTile, Dashboard } from './dashboard.ts';

/** The insights that may be read by whoever stands near. */
export function insightsForAllEyes(
  document: Pick<Dashboard, 'insights'>,
): NonNullable<Dashboard['insights']> {
  return (document.insights ?? []).filter(({ kind, metric_type }) => isForAnybody(kind, metric_type));
}

export interface ClassesAhead {
  readonly upcoming: Dashboard['upcoming_classes'];
  readonly recommended: Dashboard['recommended_classes'];
}

export interface ClassAhead {
  readonly gymClass: ClassTile;
  /** Why a suggestion is shown; null for a class that is booked. */
  readonly note: string | null;
}

/** Booked and suggested classes in the order in which they take place, with why a suggestion is shown. */
export function inOrderOfTime({ upcoming, recommended }: ClassesAhead): readonly ClassAhead[] {
  return [
    ...upcoming.map((gymClass) => ({ gymClass, note: null })),
    ...recommended.map((gymClass) => ({ gymClass, note: gymClass.reason })),
  ].sort((one, other) => Date.parse(one.gymClass.starts_at) - Date.parse(other.gymClass.starts_at));
}
