import { describe, expect, it } from 'vitest';
import { captureLine, captureLineSchema, createCapture } from '../../../../electron/devices/capture.ts';
import { MAX_CAPTURE_BYTES } from '../../../../shared/contract/device-messages.ts';
import { encodeAntMessage } from '../../../../electron/devices/ant/frames.ts';
import type { DeviceConfig } from '../../../../shared/contract/kiosk-config.ts';

const KEY = '0908070605040302';
const config: DeviceConfig = {
  id: 'stick',
  family: 'ant',
  transport: { type: 'serial', path: '/dev/ttyUSB0' },
  options: { network_key: KEY.toUpperCase() },
};

describe('a capture of what travels on a line', () => {
  it('holds the bytes and when they came', () => {
    expect(
      captureLineSchema.parse(JSON.parse(captureLine(config, 'received', Uint8Array.of(0xa4, 1), 12.6))),
    ).toEqual({
      at: 13,
      device: 'stick',
      direction: 'received',
      hex: 'a401',
    });
  });

  it('never holds the network key', () => {
    const message = encodeAntMessage(0x46, [0, ...Buffer.from(KEY, 'hex')]);
    const line = captureLine(config, 'sent', message, 0);
    expect(line).not.toContain(KEY);
    expect(line).toContain('0000000000000000');
  });

  it('stops at its bound, and says so once', () => {
    let written = 0;
    let full = 0;
    const capture = createCapture({
      write: (line) => void (written += line.length),
      nowMs: () => 0,
      maxBytes: MAX_CAPTURE_BYTES,
      full: () => void (full += 1),
    });
    const chunk = new Uint8Array(1_024 * 1_024);
    for (let index = 0; index < 40; index += 1) capture.traffic(config, 'received', chunk);
    expect(written).toBeLessThanOrEqual(MAX_CAPTURE_BYTES);
    expect(written).toBeGreaterThan(MAX_CAPTURE_BYTES - 3 * chunk.length);
    expect(full).toBe(1);
    expect(capture.bytes()).toBe(written);
  });
});
