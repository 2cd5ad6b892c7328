import { useCallback, useState } from 'react';
import type { BridgeResult } from '../../shared/contract/kiosk-bridge.ts';

export interface StaffAct {
  /** @returns whether it was done */
  readonly run: (act: () => Promise<BridgeResult<unknown>>) => Promise<boolean>;
  readonly isBusy: boolean;
  /** Code of what went wrong last; null once something goes well. */
  readonly failure: string | null;
}

/** Runs what staff ask for and remembers how it went. @param onDone something was done: look again */
export function useStaffAct(onDone: () => void): StaffAct {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const run = useCallback(
    async (act: () => Promise<BridgeResult<unknown>>) => {
      setBusy(true);
      const answer = await act();
      setBusy(false);
      setFailure(answer.ok ? null : answer.code);
      onDone();
      return answer.ok;
    },
    [onDone],
  );
  return { run, isBusy, failure };
}
