import { randomUUID } from 'node:crypto';
import type { WireFact } from '../../../shared/contract/facts.ts';
import type { TestKiosk } from './test-kiosk.ts';

/** A check-in without a class. */
export function visit(from: TestKiosk, memberId = 'member-1', happenedAtMs?: number): WireFact {
  return from.fact({
    kind: 'check_in.accepted',
    memberId,
    payload: { visit_id: randomUUID(), class_id: null, device: 'reader' },
    ...(happenedAtMs === undefined ? {} : { happenedAtMs }),
  });
}

/** A body weight off a scale. */
export function weight(
  from: TestKiosk,
  value: number,
  memberId = 'member-1',
  happenedAtMs?: number,
): WireFact {
  const reading = { metric_type: 'body_weight', value, unit: 'kg', source: 'device', formula: null };
  return from.fact({
    kind: 'metric.recorded',
    memberId,
    payload: { reading_id: randomUUID(), ...reading },
    ...(happenedAtMs === undefined ? {} : { happenedAtMs }),
  });
}
