import { isForAnybody } from '../insights/insight.ts';
import type { Dashboard } from './dashboard.ts';

/** Rows that fit the tile; what the member has booked comes first and keeps its place. */
const MOST_ROWS = 4;
/** Of each kind at most this many while another kind still has something to say. */
const MOST_OF_A_KIND = 2;

export interface NextRows {
  readonly upcoming: Dashboard['upcoming_classes'];
  readonly recommended: Dashboard['recommended_classes'];
  readonly achievements: Dashboard['achievements'];
  readonly insights: NonNullable<Dashboard['insights']>;
  readonly highlights: Dashboard['community_highlights'];
}

/** The insights that may be read by whoever stands near. */
export function insightsForAllEyes(document: Dashboard): NonNullable<Dashboard['insights']> {
  return (document.insights ?? []).filter(({ kind, metric_type }) => isForAnybody(kind, metric_type));
}

/** Chooses what the tile shows, so that no kind crowds the others out. */
export function fillNextTile(document: Dashboard): NextRows {
  let left = MOST_ROWS;
  const take = <Row>(rows: readonly Row[]): readonly Row[] => {
    const taken = rows.slice(0, Math.min(MOST_OF_A_KIND, left));
    left -= taken.length;
    return taken;
  };
  return {
    upcoming: take(document.upcoming_classes),
    recommended: take(document.recommended_classes),
    achievements: take(document.achievements),
    insights: take(insightsForAllEyes(document)),
    highlights: take(document.community_highlights),
  };
}

/** Booked and suggested classes in the order in which they take place, with why a suggestion is shown. */
export function inOrderOfTime({ upcoming, recommended }: Pick<NextRows, 'upcoming' | 'recommended'>) {
  return [
    ...upcoming.map((gymClass) => ({ gymClass, note: null })),
    ...recommended.map((gymClass) => ({ gymClass, note: gymClass.reason })),
  ].sort((one, other) => Date.parse(one.gymClass.starts_at) - Date.parse(other.gymClass.starts_at));
}
