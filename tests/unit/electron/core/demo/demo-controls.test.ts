import { expect, it } from 'vitest';
import { createDemoControls } from '../../../../../electron/core/demo/demo-controls.ts';

it('a demo member wears the strap that the screen put on until it takes it off', () => {
  const said: string[] = [];
  const demo = createDemoControls({
    staff: [],
    devices: [{ id: 'stick', family: 'ant', transport: { type: 'simulated' }, options: {} }],
    simulate: (device, action) => said.push(`${device} ${action}`),
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
