import { api } from './procedures.ts';

export const demoHandlers = api.demo.router({
  cast: api.demo.cast.handler(({ context, errors }) => {
    if (context.demo === null) throw errors.NOT_A_DEMO();
    return context.demo.cast();
  }),
  tapCard: api.demo.tapCard.handler(({ context, input, errors }) => {
    if (context.demo === null) throw errors.NOT_A_DEMO();
    context.demo.tapCard(input.member_number);
  }),
  wearStrap: api.demo.wearStrap.handler(({ context, input, errors }) => {
    if (context.demo === null) throw errors.NOT_A_DEMO();
    context.demo.wearStrap(input.member_number, input.on);
  }),
});
