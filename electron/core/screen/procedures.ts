import { implement } from '@orpc/server';
import { kioskApi } from '../../../shared/contract/kiosk-api.ts';
import { StorageFailed } from '../store/store.ts';
import type { CoreContext } from './core-context.ts';

/**
 * The contract, ready to be implemented. A disk that does not take writes becomes the contract's own
 * code; any other throw is a mistake of ours and reaches the screen without its message.
 */
export const api = implement(kioskApi)
  .$context<CoreContext>()
  .use(async ({ next, errors }) => {
    try {
      return await next();
    } catch (error) {
      if (error instanceof StorageFailed) throw errors.STORAGE_FAILING({ cause: error });
      throw error;
    }
  });

/** The same, for everything that needs the store to be open. */
export const running = api.use(({ context, next, errors }) => {
  const parts = context.parts();
  if (parts === null) throw errors.NOT_NOW();
  return next({ context: parts });
});
