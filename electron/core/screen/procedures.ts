import { implement } from '@orpc/server';
import { kioskApi } from '../../../shared/contract/kiosk-api.ts';
import { mayCall, STAFF_RIGHTS, type StaffProcedure } from '../../../shared/contract/staff-api.ts';
import { StorageFailed } from '../store/store.ts';
import type { CoreContext } from './core-context.ts';

/**
 * The contract, ready to be implemented: for anybody, also before the store is open. A disk that does not take
 * writes becomes the contract's own code; any other throw is a mistake of ours and reaches the screen without
 * its message. A handler begins with this, `open`, `memberOnly`, `staffOnly` or `demoOnly`; which procedures
 * are for anybody is a list in the tests.
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

/** For anybody, once the store is open. */
export const open = api.use(({ context, next, errors }) => {
  const parts = context.parts();
  if (parts === null) throw errors.NOT_NOW();
  return next({ context: { ...parts, store: parts.ground.store, changed: parts.ground.changed } });
});

const sessionIdOf = (input: unknown): string => {
  const id = (input as { session_id?: unknown } | undefined)?.session_id;
  return typeof id === 'string' ? id : '';
};

/** For the member who is at the screen: the session must be the one that core holds. */
export const memberOnly = open.use(({ context, next, errors }, input) => {
  const session = context.screen.sessions.find(sessionIdOf(input));
  if (session === null) throw errors.SESSION_OVER();
  return next({ context: { session, member: session.member } });
});

const isStaffProcedure = (name: string | undefined): name is StaffProcedure =>
  name !== undefined && Object.hasOwn(STAFF_RIGHTS, name);

/**
 * For staff: the session must be the one that core holds, and its role one that `STAFF_RIGHTS` names for this
 * procedure.
 */
export const staffOnly = open.use(({ context, path, next, errors }, input) => {
  const name = path.at(-1);
  const signedIn = context.staff.desk.find(sessionIdOf(input));
  if (signedIn === null) throw errors.STAFF_ONLY();
  if (!isStaffProcedure(name) || !mayCall(signedIn.role, name)) throw errors.ROLE_NOT_ALLOWED();
  return next({ context: { who: signedIn.name, staffSessionId: signedIn.sessionId } });
});

/** For whoever tries a demo gym. */
export const demoOnly = open.use(({ context, next, errors }) => {
  if (context.demo === null) throw errors.NOT_A_DEMO();
  return next({ context: { controls: context.demo.controls } });
});
