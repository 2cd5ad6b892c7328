import type { AnyContractRouter } from '@orpc/contract';
import { fallbackContractConfig, isContractProcedure } from '@orpc/contract';
import { centralApi } from '../../shared/contract/central-api.ts';
import type { RouteRights } from '../../shared/contract/central-rights.ts';

export interface ContractRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As in the contract: `/api/dashboard/{member_id}`. */
  readonly path: string;
  readonly rights: RouteRights;
}

function routesOf(router: AnyContractRouter): ContractRoute[] {
  if (!isContractProcedure(router))
    return Object.values(router).flatMap((member) => routesOf(member as AnyContractRouter));
  const { route, meta } = router['~orpc'];
  if (route.path === undefined) throw new Error('a procedure of the contract has no path');
  const { rights } = meta as { rights: RouteRights };
  const method = fallbackContractConfig('defaultMethod', route.method) as ContractRoute['method'];
  return [{ method, path: route.path, rights }];
}

/** Every route that the contract names, and who may call it. */
export const CONTRACT_ROUTES: readonly ContractRoute[] = routesOf(centralApi);
