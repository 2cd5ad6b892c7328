import { useCallback, useEffect, useRef, useState } from 'react';
import type { BridgeResult } from '../../shared/contract/kiosk-bridge.ts';

/** After a failed load the next try follows this long after. */
const RETRY_MS = 3_000;

/** Asking again would not change these. */
const FINAL_CODES: ReadonlySet<string> = new Set(['SESSION_OVER', 'UNKNOWN_METRIC']);

export interface LoadedDocument<Value> {
  /** The newest value that came; kept while a newer one is loading. */
  readonly value: Value | null;
  /** Why the last load gave nothing; null while all is well. */
  readonly failure: string | null;
}

export interface DocumentInUse<Value> extends LoadedDocument<Value> {
  /** Loads a fresh value while the present one stays on screen. */
  readonly refresh: () => void;
}

/**
 * Loads a document, again whenever `load` is another function, and again and again while it fails.
 * A session that is over is not asked again: the next state from core takes the screen away.
 * @param load keep its identity stable (`useCallback`) between the loads it should cause
 * @param refreshMs how long a good value stays without a refresh; null for ever
 * @param revision another number loads a fresh value while the present one stays on screen
 */
export function useDocument<Value>(
  load: () => Promise<BridgeResult<Value>>,
  refreshMs: number | null = null,
  revision = 0,
): DocumentInUse<Value> {
  const [document, setDocument] = useState<LoadedDocument<Value>>({ value: null, failure: null });
  const runNow = useRef<() => void>(() => undefined);
  useEffect(() => {
    let latestRun = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const run = async () => {
      clearTimeout(timer);
      latestRun += 1;
      const thisRun = latestRun;
      const result = await load();
      if (thisRun !== latestRun) return;
      setDocument((before) =>
        result.ok ? { value: result.value, failure: null } : { value: before.value, failure: result.code },
      );
      const againMs = result.ok ? refreshMs : FINAL_CODES.has(result.code) ? null : RETRY_MS;
      if (againMs !== null) timer = setTimeout(() => void run(), againMs);
    };
    runNow.current = () => void run();
    runNow.current();
    return () => {
      latestRun = -1;
      clearTimeout(timer);
    };
  }, [load, refreshMs]);
  const loadedRevision = useRef(revision);
  useEffect(() => {
    if (loadedRevision.current === revision) return;
    loadedRevision.current = revision;
    runNow.current();
  }, [revision]);
  const refresh = useCallback(() => runNow.current(), []);
  return { ...document, refresh };
}
