import type { ContractProcedure, InferSchemaInput, InferSchemaOutput } from '@orpc/contract';
import type { kioskApi } from './kiosk-api.ts';

/** What a call came to. Thrown errors lose their code on the way into the page, so they travel as values. */
export type BridgeResult<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly code: string };

export type Unsubscribe = () => void;

/** Whether core answers. The page says so while it does not. */
export type ConnectionState = 'connecting' | 'connected' | 'reconnecting';

/** A procedure without an input has a schema for anything. */
type InputOf<Input> = unknown extends Input ? [] : [input: Input];

/** The page's side of one procedure: a subscription where the contract says a stream, else a call. */
type CallTo<Input, Output> = [Output] extends [AsyncIterator<infer Item>]
  ? (...args: [...input: InputOf<Input>, listener: (item: Item) => void]) => Unsubscribe
  : (...input: InputOf<Input>) => Promise<BridgeResult<Output>>;

type Exposed<Node> =
  Node extends ContractProcedure<infer In, infer Out, infer _Errors, infer _Meta>
    ? CallTo<InferSchemaInput<In>, InferSchemaOutput<Out>>
    : { readonly [Name in keyof Node]: Exposed<Node[Name]> };

/** What the contract gives to the page. */
export type ExposedKiosk = Exposed<typeof kioskApi>;

/** The frozen object `window.kiosk` that the preload hands to the page: all it can reach. */
export type KioskBridge = ExposedKiosk & {
  readonly connection: {
    /** Calls the listener with the state now and on every change. */
    watch(listener: (state: ConnectionState) => void): Unsubscribe;
  };
};

type LeafNames<Node, Prefix extends string = ''> = {
  [Name in keyof Node & string]: Node[Name] extends (...args: never[]) => unknown
    ? `${Prefix}${Name}`
    : LeafNames<Node[Name], `${Prefix}${Name}.`>;
}[keyof Node & string];

type LeafAt<Node, Name extends string> = Name extends `${infer Head}.${infer Rest}`
  ? Head extends keyof Node
    ? LeafAt<Node[Head], Rest>
    : never
  : Name extends keyof Node
    ? Node[Name]
    : never;

/** A procedure by its place in the contract, such as `goals.set`. */
export type CallName = LeafNames<ExposedKiosk>;
/** The function that the page finds there. */
export type CallNamed<Name extends CallName> = LeafAt<ExposedKiosk, Name>;
