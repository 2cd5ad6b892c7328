import { implement } from '@orpc/server';
import type { Clock } from '../../shared/base/clock.ts';
import type { NewId } from '../../shared/base/ids.ts';
import type { Log } from '../../shared/base/log.ts';
import { centralApi } from '../../shared/contract/central-api.ts';
import type { PasswordVerifier } from '../auth/password-verifier.ts';
import type { PinVerifier } from '../auth/pin-verifier.ts';
import type { ReplayGuard } from '../auth/replay-guard.ts';
import type { SignInThrottle } from '../auth/sign-in-throttle.ts';
import type { SigningKeys } from '../auth/signing-keys.ts';
import type { Vault } from '../auth/vault.ts';
import type { ReadCommunity } from '../flows/gym-community.ts';
import type { CentralDatabase } from '../store/database.ts';
import type { FeedWatch } from '../sync/feed-watch.ts';
import { authorise, noteLook } from './authorise.ts';
import type { RequestContext } from './request-context.ts';

export interface RouterParts {
  readonly database: CentralDatabase;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  readonly vault: Vault;
  readonly signingKeys: SigningKeys;
  readonly pinVerifier: PinVerifier;
  readonly passwordVerifier: PasswordVerifier;
  readonly throttle: SignInThrottle;
  readonly replayGuard: ReplayGuard;
  readonly readCommunity: ReadCommunity;
  readonly feedWatch: FeedWatch;
  /** The program's version, as `health` tells it. */
  readonly version: string;
}

/**
 * The contract with its rights in front: who calls is found out and let through or refused before the
 * input is looked at, and a look of staff is noted before its answer leaves.
 */
export function createAuthorisedApi(parts: RouterParts) {
  return implement(centralApi)
    .$context<RequestContext>()
    .use(async ({ context, next, procedure, path }, input: unknown) => {
      const { rights } = procedure['~orpc'].meta;
      const caller = await authorise(rights, input, context, parts);
      const answer = await next({ context: { caller } });
      if (rights.isLook === true) await noteLook({ caller, action: path.join('.'), input }, parts);
      return answer;
    });
}

export type AuthorisedApi = ReturnType<typeof createAuthorisedApi>;
