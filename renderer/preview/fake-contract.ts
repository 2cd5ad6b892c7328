import type { AnySchema } from '@orpc/contract';
import { exposeContract, listProcedures } from '../../shared/contract/expose-contract.ts';
import type {
  BridgeResult,
  CallName,
  CallNamed,
  ConnectionState,
  KioskBridge,
  Unsubscribe,
} from '../../shared/contract/kiosk-bridge.ts';

/** An answer that is none: core's error code. */
export class Refused {
  readonly code: string;
  constructor(code: string) {
    this.code = code;
  }
}

/** How one procedure is answered: with its value or a refusal; a stream as the page would call it. */
type FakeAnswer<Call> = Call extends (...args: infer Args) => Promise<BridgeResult<infer Value>>
  ? (...args: Args) => Value | Refused | Promise<Value | Refused>
  : Call;

export type FakeAnswers = { readonly [Name in CallName]?: FakeAnswer<CallNamed<Name>> };

type AnyAnswer = (...args: unknown[]) => unknown;

export interface FakeLine {
  /** What the page is told about the line to core. */
  readonly watchConnection: (listener: (state: ConnectionState) => void) => Unsubscribe;
  /** Hears of every call and stream; an answer of its own comes before the usual one. */
  readonly onCall?: (name: CallName, input: unknown) => BridgeResult<unknown> | undefined;
}

/**
 * A bridge without a core. Procedures without a value need no answer; any other that is asked for and
 * has none, and whatever does not fit the contract's schemas, throws.
 */
export function fakeKiosk(answers: FakeAnswers, line: FakeLine): KioskBridge {
  const schemas = new Map(listProcedures().map(({ name, procedure }) => [name, procedure['~orpc']]));
  const answerTo = (name: CallName): AnyAnswer | undefined => answers[name] as AnyAnswer | undefined;
  return {
    ...exposeContract({
      async call(name, input) {
        const { inputSchema, outputSchema } = schemas.get(name) ?? {};
        await check(`input of ${name}`, inputSchema, input);
        const result = line.onCall?.(name, input) ?? asResult(await answerTo(name)?.(input));
        if (result.ok) await check(`answer of ${name}`, outputSchema, result.value);
        return result;
      },
      subscribe(name, input, listener) {
        const answer = answerTo(name);
        if (answer === undefined) throw new Error(`the fake kiosk has no stream for ${name}`);
        line.onCall?.(name, input);
        return (input === undefined ? answer(listener) : answer(input, listener)) as Unsubscribe;
      },
    }),
    connection: { watch: line.watchConnection },
  };
}

function asResult(value: unknown): BridgeResult<unknown> {
  return value instanceof Refused ? { ok: false, code: value.code } : { ok: true, value };
}

async function check(what: string, schema: AnySchema | undefined, value: unknown): Promise<void> {
  const result = await schema?.['~standard'].validate(value);
  const issue = result?.issues?.[0];
  if (issue === undefined) return;
  const path = issue.path?.map((step) => (typeof step === 'object' ? step.key : step)).join('.') ?? '';
  throw new Error(`the fake kiosk: ${what} does not fit the contract at "${path}": ${issue.message}`);
}
