import type { KioskId } from '../../shared/base/ids.ts';

/** What a procedure knows of the HTTP request behind it. */
export interface RequestContext {
  readonly authorization: string | undefined;
  /** The client's address, as far as the proxies in front are believed. */
  readonly address: string;
  /**
   * Counts a request against a verified kiosk's budget.
   * @returns null, or how long the kiosk should wait when it has none left
   */
  spendKioskBudget(kioskId: KioskId): Promise<{ readonly retryAfterMs: number } | null>;
  /** Adds headers to the answer. */
  setHeaders(headers: Readonly<Record<string, string>>): void;
}
