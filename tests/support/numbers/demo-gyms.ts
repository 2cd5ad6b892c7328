import type { GymId } from '../../../shared/base/ids.ts';
import type { DemoGym } from '../../../shared/demo/demo-gym.ts';
import { generateDemoGym } from '../domain/whole-results.ts';

/** The present and the place of the generated gyms that predictions are tried on. */
export const DEMO_NOW_MS = Date.parse('2026-02-16T03:00:00Z');
export const DEMO_ZONE = 'Europe/London';

/** A gym of 250 members and a year and a half, as the demo makes it. */
export function demoGym(seed: number): DemoGym {
  const made = generateDemoGym({ gymId: 'bench' as GymId, seed, nowMs: DEMO_NOW_MS, zone: DEMO_ZONE });
  if (!made.ok) throw new Error(`no demo gym: ${made.code}`);
  return made.value;
}
