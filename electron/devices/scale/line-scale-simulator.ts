import type { DeviceConfig } from '../../../shared/contract/kiosk-config.ts';
import type { Simulator } from '../driver.ts';
import { createSimulatedPlatform, type ScaleDisplay } from './simulated-platform.ts';
import { textToBytes } from './text-bytes.ts';

/** How a simulated scale answers a command: one weight, weights until told otherwise, or a fixed text. */
export type SimulatedAnswer = 'weight' | 'stream' | { readonly text: string };

/** The far end of one family's wire. */
export interface SimulatedScaleProtocol {
  /** One weight as the scale sends it, delimiters included. */
  readonly encode: (display: ScaleDisplay) => string;
  /** Commands the scale knows, without their line ends. */
  readonly answers: Readonly<Record<string, SimulatedAnswer>>;
  /** What it says to any other command. */
  readonly unknown: string;
  /** Whether it streams from the moment it is switched on. */
  readonly streams: boolean;
}

/** Four lines a second: the usual rate of a person scale's continuous output. */
const STREAM_EVERY_MS = 250;
const NOISE_BYTES = 24;

/** Plays a text scale: a person steps on, the display settles, commands are answered, faults happen. */
export function createLineScaleSimulator(
  protocol: SimulatedScaleProtocol,
  config: DeviceConfig,
  send: (bytes: Uint8Array) => void,
  random: () => number,
): Simulator {
  const platform = createSimulatedPlatform(random);
  let streaming = protocol.streams;
  let lastSentMs = Number.NEGATIVE_INFINITY;
  let scenarioKg = config.transport.type === 'simulated' ? config.transport.scenario?.['kg'] : undefined;

  function sendWeight(nowMs: number): void {
    lastSentMs = nowMs;
    const fault = platform.fault();
    if (fault === 'silent') return;
    if (fault === 'noise') {
      send(Uint8Array.from({ length: NOISE_BYTES }, () => Math.floor(random() * 256)));
      return;
    }
    const line = protocol.encode(platform.display(nowMs));
    send(textToBytes(fault === 'torn' ? line.slice(0, Math.floor(line.length / 2)) : line));
  }

  return {
    received(chunk, nowMs) {
      // A host writes one whole command at a time.
      const command = String.fromCharCode(...chunk).trim();
      const answer = Object.hasOwn(protocol.answers, command)
        ? protocol.answers[command]!
        : { text: protocol.unknown };
      if (platform.fault() === 'silent') return;
      if (answer === 'stream') streaming = true;
      else if (answer === 'weight') sendWeight(nowMs);
      else if (answer.text !== '') send(textToBytes(answer.text));
    },
    tick(nowMs) {
      if (scenarioKg !== undefined) {
        platform.act('step_on', { kg: scenarioKg }, nowMs);
        scenarioKg = undefined;
      }
      if (streaming && nowMs - lastSentMs >= STREAM_EVERY_MS) sendWeight(nowMs);
    },
    act(action, args, nowMs) {
      platform.act(action, args, nowMs);
    },
  };
}
