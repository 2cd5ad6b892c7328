import {
  getEventIteratorSchemaDetails,
  isContractProcedure,
  type AnyContractProcedure,
  type AnyContractRouter,
} from '@orpc/contract';
import { kioskApi } from './kiosk-api.ts';
import type { BridgeResult, CallName, ExposedKiosk, Unsubscribe } from './kiosk-bridge.ts';

/** Where the page's calls go. */
export interface ContractEnds {
  /** Asks for one answer. */
  readonly call: (name: CallName, input: unknown) => Promise<BridgeResult<unknown>>;
  /** Listens to a stream until it is unsubscribed. */
  readonly subscribe: (name: CallName, input: unknown, listener: (item: unknown) => void) => Unsubscribe;
}

/** One procedure and its place in the contract. */
export interface PlacedProcedure {
  readonly name: CallName;
  readonly procedure: AnyContractProcedure;
  readonly isStream: boolean;
}

/** Every procedure of the kiosk's contract, in its order. */
export function listProcedures(contract: AnyContractRouter = kioskApi, prefix = ''): PlacedProcedure[] {
  return Object.entries(contract).flatMap(([key, node]: [string, AnyContractRouter]) =>
    isContractProcedure(node)
      ? [
          {
            name: `${prefix}${key}` as CallName,
            procedure: node,
            isStream: getEventIteratorSchemaDetails(node['~orpc'].outputSchema) !== undefined,
          },
        ]
      : listProcedures(node, `${prefix}${key}.`),
  );
}

/** Builds what the page gets by walking the contract: there is no other list of what it may call. */
export function exposeContract(ends: ContractEnds): ExposedKiosk {
  const root: Record<string, unknown> = {};
  for (const placed of listProcedures()) {
    const path = placed.name.split('.');
    const last = path.pop() ?? '';
    let node = root;
    for (const step of path) node = (node[step] ??= {}) as Record<string, unknown>;
    node[last] = exposeProcedure(placed, ends);
  }
  return root as ExposedKiosk;
}

function exposeProcedure({ name, procedure, isStream }: PlacedProcedure, ends: ContractEnds): unknown {
  if (!isStream) return (input?: unknown) => ends.call(name, input);
  if (procedure['~orpc'].inputSchema === undefined)
    return (listener: (item: unknown) => void) => ends.subscribe(name, undefined, listener);
  return (input: unknown, listener: (item: unknown) => void) => ends.subscribe(name, input, listener);
}

/** Freezes an object and every object in it. */
export function deepFreeze<Value extends object>(value: Value): Value {
  for (const member of Object.values(value))
    if (typeof member === 'object' && member !== null) deepFreeze(member as object);
  return Object.freeze(value);
}
