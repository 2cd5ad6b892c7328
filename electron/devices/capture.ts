import { z } from 'zod';
import type { DeviceConfig } from '../../shared/contract/kiosk-config.ts';

/**
 * What travelled on a device's line, one JSON object a line, for a person to send in when something
 * is read wrongly, and for a test to play again. Secrets of the configuration never get into it.
 */
export const captureLineSchema = z.object({
  /** UTC epoch milliseconds. */
  at: z.number().int().nonnegative(),
  device: z.string(),
  direction: z.enum(['received', 'sent']),
  hex: z.string().regex(/^([0-9a-f]{2})*$/),
});
export type CaptureLine = z.infer<typeof captureLineSchema>;

/** Bytes that must not be written down: the network key wherever it is sent. */
function secretOf(config: DeviceConfig): string | null {
  return config.options.network_key?.toLowerCase() ?? null;
}

/** One stretch of traffic as a line of text without its line end, secrets blanked to zeros. */
export function captureLine(
  config: DeviceConfig,
  direction: CaptureLine['direction'],
  bytes: Uint8Array,
  atMs: number,
): string {
  const secret = secretOf(config);
  const hex = Buffer.from(bytes).toString('hex');
  const safe = secret === null ? hex : hex.replaceAll(secret, '0'.repeat(secret.length));
  return JSON.stringify({
    at: Math.round(atMs),
    device: config.id,
    direction,
    hex: safe,
  } satisfies CaptureLine);
}

/** Writes traffic down until the bound is reached. */
export interface Capture {
  readonly traffic: (config: DeviceConfig, direction: CaptureLine['direction'], bytes: Uint8Array) => void;
  /** Bytes written so far. */
  readonly bytes: () => number;
}

/**
 * @param write takes one line with its line end
 * @param maxBytes the capture stops here; an hour of 64 straps is 21 MB of bytes and thrice that as text
 * @param full called once when the bound is reached
 */
export function createCapture(deps: {
  readonly write: (line: string) => void;
  readonly nowMs: () => number;
  readonly maxBytes: number;
  readonly full: () => void;
}): Capture {
  let written = 0;
  let stopped = false;
  return {
    bytes: () => written,
    traffic(config, direction, bytes) {
      if (stopped) return;
      const line = `${captureLine(config, direction, bytes, deps.nowMs())}\n`;
      if (written + line.length > deps.maxBytes) {
        stopped = true;
        deps.full();
        return;
      }
      written += line.length;
      deps.write(line);
    },
  };
}
