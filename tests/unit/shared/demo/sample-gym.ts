import type { GymId } from '../../../../shared/base/ids.ts';
import type { DemoGym, DemoGymRequest } from '../../../../shared/demo/demo-gym.ts';
import { generateDemoGym } from '../../../support/domain/whole-results.ts';

/** A Sunday evening in Berlin, an hour and a half into a class. */
export const NOW_MS = Date.parse('2026-11-22T17:30:00Z');
export const ZONE = 'Europe/Berlin';

/** A request for a gym small enough to be generated in a blink, unless told otherwise. */
export function request(changes: Partial<DemoGymRequest> = {}): DemoGymRequest {
  return {
    gymId: 'demo-gym' as GymId,
    members: 60,
    days: 200,
    seed: 1,
    nowMs: NOW_MS,
    zone: ZONE,
    ...changes,
  };
}

/** The gym of a request that must be within bounds. */
export function gymOf(changes: Partial<DemoGymRequest> = {}): DemoGym {
  const generated = generateDemoGym(request(changes));
  if (!generated.ok) throw new Error(`refused: ${generated.code}`);
  return generated.value;
}
