import { demoOnly } from '../screen/procedures.ts';

export const demoHandlers = demoOnly.demo.router({
  cast: demoOnly.demo.cast.handler(({ context: { controls } }) => controls.cast()),
  staff: demoOnly.demo.staff.handler(({ context: { controls } }) => controls.staff()),
  tapCard: demoOnly.demo.tapCard.handler(({ context: { controls }, input }) =>
    controls.tapCard(input.member_number),
  ),
  wearStrap: demoOnly.demo.wearStrap.handler(({ context: { controls }, input }) =>
    controls.wearStrap(input.member_number, input.on),
  ),
  stepOnScale: demoOnly.demo.stepOnScale.handler(({ context: { controls }, input, errors }) => {
    if (!controls.stepOnScale(input.member_number)) throw errors.NOT_FOUND();
  }),
});
