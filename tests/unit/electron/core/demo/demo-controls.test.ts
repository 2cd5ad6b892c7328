import { expect, it } from 'vitest';
import { createDemoControls } from '../../../../../electron/core/demo/demo-controls.ts';

it('a demo member wears the strap that the screen put on until it takes it off', () => {
  const said: string[] = [];
  const demo = createDemoControls({
    staff: [],
    devices: [{ id: 'stick', family: 'ant', transport: { type: 'simulated' }, options: {} }],
    simulate: (device, action) => said.push(`${device} ${action}`),
    weightOf: () => null,
    after: () => undefined,
    random: () => 0.5,
  });
  const [first, second] = demo.cast();
  const wearing = (): (boolean | undefined)[] => demo.cast().map((person) => person.wearing);
  expect(wearing()).not.toContain(true);
  demo.wearStrap(second?.member_number ?? '', true);
  expect(wearing().indexOf(true)).toBe(1);
  demo.wearStrap(first?.member_number ?? '', false);
  demo.wearStrap(second?.member_number ?? '', false);
  expect(wearing()).not.toContain(true);
  expect(said).toEqual(['stick wear', 'stick remove', 'stick remove']);
});

it('a demo member stands on the scale for a while, and only the last one steps off', () => {
  const said: [string, unknown][] = [];
  const later: (() => void)[] = [];
  const demo = createDemoControls({
    staff: [],
    devices: [{ id: 'scale', family: 'mt-sics', transport: { type: 'simulated' }, options: {} }],
    simulate: (_device, action, args) => said.push([action, args['kg']]),
    weightOf: () => 81.52,
    after: (_delayMs, work) => void later.push(work),
    random: () => 0.5,
  });
  const [first, second] = demo.cast();
  expect(demo.stepOnScale(first?.member_number ?? '')).toBe(true);
  expect(demo.stepOnScale(second?.member_number ?? '')).toBe(true);
  for (const work of later) work();
  expect(said).toEqual([
    ['step_on', 81.5],
    ['step_on', 81.5],
    ['step_off', undefined],
  ]);
  expect(demo.stepOnScale('nobody')).toBe(false);
});
