import { running } from '../screen/procedures.ts';

export const demoHandlers = running.demo.router({
  cast: running.demo.cast.handler(({ context, errors }) => {
    if (context.demo === null) throw errors.NOT_A_DEMO();
    return context.demo.cast();
  }),
  staff: running.demo.staff.handler(({ context, errors }) => {
    if (context.demo === null) throw errors.NOT_A_DEMO();
    return context.demo.staff();
  }),
  tapCard: running.demo.tapCard.handler(({ context, input, errors }) => {
    if (context.demo === null) throw errors.NOT_A_DEMO();
    context.demo.tapCard(input.member_number);
  }),
  wearStrap: running.demo.wearStrap.handler(({ context, input, errors }) => {
    if (context.demo === null) throw errors.NOT_A_DEMO();
    context.demo.wearStrap(input.member_number, input.on);
  }),
  stepOnScale: running.demo.stepOnScale.handler(({ context, input, errors }) => {
    if (context.demo === null) throw errors.NOT_A_DEMO();
    if (!context.demo.stepOnScale(input.member_number)) throw errors.NOT_FOUND();
  }),
});
