import type { EnterableMetric } from '../../../shared/contract/progress-entry.ts';
import { wordingFor } from '../../../shared/domain/wording/wording-for.ts';
import { enterReading, listEnterable, listEntries, takeBackEntry } from '../flows/enter-reading.ts';
import type { MemberEntries } from '../handlers/core-context.ts';
import type { Store } from '../store/store.ts';

/** Values that who is at the screen notes by hand, now. */
export function createMemberEntries(store: Store, nowMs: () => number): MemberEntries {
  return {
    form: ({ member }) => {
      const words = wordingFor(store.gym.language);
      return listEnterable(store.db, member).map(({ metric, last }): EnterableMetric => ({
        metric_type: metric.type,
        title: words.metricTitle(metric),
        unit: words.metricUnit(metric.unit),
        decimals: metric.decimals,
        min: metric.plausible.min,
        max: metric.plausible.max,
        last:
          last === null
            ? null
            : { value: last.value, recorded_at: new Date(last.recordedAtMs).toISOString() },
      }));
    },
    enter: ({ member }, entry) => enterReading(store, { ...entry, member, atMs: nowMs() }),
    list: ({ member }, metricType, limit) => listEntries(store.db, member, metricType, limit),
    takeBack: ({ member }, id) => takeBackEntry(store, { id, member, atMs: nowMs() }),
  };
}
