import type { WeighInView } from '../../../shared/contract/weigh-in-view.ts';
import { METRICS } from '../../../shared/domain/metrics/metric-registry.ts';
import { createFormats } from '../../../shared/domain/wording/formats.ts';
import { wordingFor } from '../../../shared/domain/wording/wording-for.ts';
import type { RecordedWeighing } from './record-weighing.ts';
import { findOffer } from './unclaimed-readings.ts';
import type { Store } from '../store/store.ts';
import { findWeightUnit } from '../store/tables/users.ts';
import type { MemberAtScreen } from '../screen/member-session.ts';
import type { WeighInClaim } from './weigh-in-claim.ts';

/** Says where a member's weigh-in stands, in their units and the gym's language. Reads only. */
export function createWeighInReader(deps: {
  store: Store;
  claim: WeighInClaim;
  nowMs: () => number;
}): (session: MemberAtScreen) => WeighInView {
  const { store, claim, nowMs } = deps;

  const compositionOf = ({ composition }: RecordedWeighing, unit: 'kg' | 'lb') => {
    const words = wordingFor(store.gym.language, unit);
    const formats = createFormats(store.gym.language, unit);
    return METRICS.flatMap((metric) => {
      const found = composition.find(({ metricType }) => metricType === metric.type);
      if (found === undefined) return [];
      const value = formats.amount(found.value, metric.unit, metric.decimals);
      // A rating is a number and nothing else.
      const shownUnit =
        metric.unit === 'rating' ? null : formats.unitOf(found.value, metric.unit, metric.decimals);
      return [{ title: words.metricTitle(metric), value, unit: shownUnit }];
    });
  };

  return (session) => {
    const memberId = session.member.id;
    const unit = findWeightUnit(store.db, memberId);
    const now = claim.current();
    if (now === null || now.session.sessionId !== session.sessionId) {
      const found = findOffer(store, memberId, nowMs());
      const offer = found === null ? null : { reading_id: found.id, kg: found.kg, at: found.atMs, unit };
      return { phase: 'none', offer };
    }
    const { state } = now;
    if (state.phase === 'missed') return state;
    if (state.phase === 'question') return { phase: 'question', kg: state.kg, unit };
    if (state.phase === 'waiting') {
      return {
        phase: 'waiting',
        expires_at: state.expiresAtMs,
        live_kg: state.liveKg,
        implausible: state.isImplausible,
        unit,
      };
    }
    const { weighing, undoUntilMs } = state;
    return {
      phase: 'done',
      kg: weighing.kg,
      at: weighing.atMs,
      unit,
      previous: weighing.previous === null ? null : { kg: weighing.previous.kg, at: weighing.previous.atMs },
      composition: compositionOf(weighing, unit),
      after_exercise: weighing.afterExercise,
      undo_until: undoUntilMs,
    };
  };
}
