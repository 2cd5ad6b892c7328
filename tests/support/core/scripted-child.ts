import type { LaunchChild, SupervisedChild } from '../../../electron/main/supervised-child.ts';
import type { FromChild, ToChild } from '../../../shared/contract/process-messages.ts';

/** A process that does what the test says. */
export interface ScriptedChild {
  readonly child: SupervisedChild;
  readonly received: ToChild[];
  /** Whether pings are answered. */
  answersPings: boolean;
  killed: boolean;
  say(message: FromChild): void;
  exit(status: number | string): void;
}

export interface ScriptedLaunch {
  readonly launch: LaunchChild;
  /** Every process started so far. */
  readonly started: ScriptedChild[];
  last(): ScriptedChild;
}

/** @param whenStarted what each new process does at once */
export function scriptedLaunch(
  whenStarted: (child: ScriptedChild) => void = () => undefined,
): ScriptedLaunch {
  const started: ScriptedChild[] = [];
  return {
    started,
    last: () => started.at(-1)!,
    launch() {
      let onMessage: (message: FromChild) => void = () => undefined;
      let onExit: (status: number | string) => void = () => undefined;
      const scripted: ScriptedChild = {
        received: [],
        answersPings: true,
        killed: false,
        say: (message) => onMessage(message),
        exit: (status) => onExit(status),
        child: {
          pid: started.length + 1,
          send(message) {
            scripted.received.push(message);
            if (message.type === 'ping' && scripted.answersPings) onMessage({ type: 'pong', n: message.n });
          },
          onMessage: (listener) => void (onMessage = listener),
          onExit: (listener) => void (onExit = listener),
          openPort: () => ({ postMessage() {}, onMessage() {}, onClose() {}, close() {} }),
          kill() {
            scripted.killed = true;
            onExit('SIGKILL');
          },
        },
      };
      started.push(scripted);
      queueMicrotask(() => whenStarted(scripted));
      return scripted.child;
    },
  };
}
