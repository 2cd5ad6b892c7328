import { z } from 'zod';
import type { DeviceConfig } from '../../../shared/contract/kiosk-config.ts';
import type { Simulator } from '../driver.ts';
import { createAntFramer, type AntFrame } from '../framing/ant-framer.ts';
import { ANT_MESSAGE, EXTENDED, encodeAntMessage } from './frames.ts';
import { createSimulatedStrap, type SimulatedStrap } from './simulated-strap.ts';
import { WEIGHT_SCALE_DEVICE_TYPE } from './weight-scale-profile.ts';

const sensorNumber = z.number().int().min(1).max(0xffff);
const bpm = z.number().min(30).max(230);

/** What `transport.scenario` may say for a simulated stick. */
const scenarioSchema = z.object({
  straps: z
    .array(
      z.object({
        sensor: sensorNumber,
        bpm: bpm.default(95),
        transmission_type: z.number().int().min(0).max(255).optional(),
        battery_percent: z.number().int().min(0).max(100).optional(),
      }),
    )
    .max(128)
    .default([]),
  /** What the stick can do: `scan` as ANTUSB2 and -m, `channels` as ANTUSB1, which has no scan mode. */
  stick: z.enum(['scan', 'channels']).default('scan'),
  /** The only network key the stick takes, 16 hex digits; any when absent. */
  accepts_key: z.string().optional(),
  /** Does not know message 6E. */
  old_firmware: z.boolean().default(false),
  /** Resets that go unanswered before the stick speaks. */
  ignores_resets: z.number().int().min(0).default(0),
  /** Never answers anything. */
  dumb: z.boolean().default(false),
});

const actions = {
  /** `extension`: the upper four bits of the 20-bit device number, sent in the transmission type. */
  wear: z.object({
    sensor: sensorNumber,
    extension: z.number().int().min(0).max(15).default(0),
    bpm: bpm.default(95),
  }),
  remove: z.object({ sensor: sensorNumber }),
  vanish: z.object({ sensor: sensorNumber }),
  set_bpm: z.object({ sensor: sensorNumber, bpm }),
  noise: z.object({ bytes: z.number().int().min(1).max(4_096).default(32) }),
  weigh: z.object({ sensor: sensorNumber.default(1), kg: z.number().min(0).max(300) }),
} as const;

const OK = 0x00;
const INVALID_MESSAGE = 0x28;
const INVALID_NETWORK = 0x29;
const MOST_BACKGROUND_CHANNELS = 4;

/** A stick with straps around it: answers the dialogue as the real ones do, faults included. */
export function createAntSimulator(
  config: DeviceConfig,
  send: (bytes: Uint8Array) => void,
  random: () => number,
): Simulator {
  const scenario = scenarioSchema.parse(
    config.transport.type === 'simulated' ? (config.transport.scenario ?? {}) : {},
  );
  const framer = createAntFramer();
  const straps = new Map<number, SimulatedStrap>();
  let placed = false;
  let resets = 0;
  let keySet = false;
  let frequency = 66;
  let flags = 0;
  let open = false;

  const place = (nowMs: number): void => {
    if (placed) return;
    placed = true;
    for (const strap of scenario.straps) {
      straps.set(
        strap.sensor,
        createSimulatedStrap(
          {
            sensor: strap.sensor,
            bpm: strap.bpm,
            random,
            ...(strap.transmission_type === undefined ? {} : { transmissionType: strap.transmission_type }),
            ...(strap.battery_percent === undefined ? {} : { batteryPercent: strap.battery_percent }),
          },
          nowMs,
        ),
      );
    }
  };

  const reply = (to: number, code: number, channel = 0): void =>
    send(encodeAntMessage(ANT_MESSAGE.channelEvent, [channel, to, code]));

  const transmit = (
    page: Uint8Array,
    sensor: number,
    deviceType: number,
    transmissionType: number,
    nowMs: number,
  ): void => {
    if (!open || !keySet || frequency !== 57) return;
    const data = [0, ...page];
    if (flags !== 0) {
      data.push(flags);
      if ((flags & EXTENDED.channelId) !== 0)
        data.push(sensor & 0xff, sensor >> 8, deviceType, transmissionType);
      if ((flags & EXTENDED.rssi) !== 0) data.push(0x20, (-55 - Math.floor(random() * 20)) & 0xff, 0x80);
      const stamp = Math.floor(nowMs * 32.768) & 0xffff;
      if ((flags & EXTENDED.timestamp) !== 0) data.push(stamp & 0xff, stamp >> 8);
    }
    send(encodeAntMessage(ANT_MESSAGE.broadcast, data));
  };

  const reset = (): void => {
    resets += 1;
    keySet = open = false;
    frequency = 66;
    flags = 0;
    if (resets > scenario.ignores_resets) send(encodeAntMessage(ANT_MESSAGE.startUp, [0x20]));
  };

  const setKey = (frame: AntFrame): void => {
    const key = Buffer.from(frame.bytes.subarray(frame.start + 4, frame.start + 12)).toString('hex');
    keySet = scenario.accepts_key === undefined || scenario.accepts_key.toLowerCase() === key;
    reply(ANT_MESSAGE.networkKey, keySet ? OK : INVALID_NETWORK);
  };

  const answer = (frame: AntFrame): void => {
    const data = (index: number): number => frame.bytes[frame.start + 3 + index]!;
    switch (frame.id) {
      case ANT_MESSAGE.reset:
        reset();
        return;
      case ANT_MESSAGE.request:
        if (data(1) === ANT_MESSAGE.version) {
          send(encodeAntMessage(ANT_MESSAGE.version, [...Buffer.from('AJK1.04RAF\0', 'latin1')]));
        } else if (data(1) === ANT_MESSAGE.capabilities) {
          send(
            encodeAntMessage(
              ANT_MESSAGE.capabilities,
              scenario.stick === 'scan' ? [8, 8, 0, 0xba, 0x36, 0, 0xdf, 4] : [4, 3, 0, 0x3a, 0x22],
            ),
          );
        }
        return;
      case ANT_MESSAGE.networkKey:
        setKey(frame);
        return;
      case ANT_MESSAGE.radioFrequency:
        frequency = data(1);
        break;
      case ANT_MESSAGE.libConfig:
        if (scenario.old_firmware) {
          reply(frame.id, INVALID_MESSAGE);
          return;
        }
        flags = data(1);
        break;
      case ANT_MESSAGE.extendedMessages:
        flags = data(1) === 0 ? 0 : EXTENDED.channelId;
        break;
      case ANT_MESSAGE.openScan:
        if (scenario.stick !== 'scan') {
          reply(frame.id, INVALID_MESSAGE);
          return;
        }
        open = true;
        break;
      case ANT_MESSAGE.openChannel:
        if (data(0) < MOST_BACKGROUND_CHANNELS) open = true;
        break;
      default:
        break;
    }
    reply(frame.id, OK, data(0));
  };

  const strapFor = (sensor: number): SimulatedStrap => {
    const strap = straps.get(sensor);
    if (strap === undefined) throw new Error(`no simulated strap ${sensor}`);
    return strap;
  };

  const weigh = (sensor: number, kg: number, nowMs: number): void => {
    const raw = Math.round(kg * 100);
    const page = Uint8Array.of(1, 0xff, 0xff, 0x02, 0xff, 0xff, raw & 0xff, raw >> 8);
    transmit(page, sensor, WEIGHT_SCALE_DEVICE_TYPE, 1, nowMs);
  };

  return {
    received(chunk, nowMs) {
      place(nowMs);
      if (scenario.dumb) return;
      framer.push(chunk, (item) => {
        if (item.type === 'frame') answer(item.frame);
      });
    },
    tick(nowMs) {
      place(nowMs);
      for (const strap of straps.values()) {
        for (const page of strap.pages(nowMs)) {
          transmit(page, strap.sensor, strap.deviceType, strap.transmissionType, nowMs);
        }
      }
    },
    act(action, args, nowMs) {
      place(nowMs);
      switch (action) {
        case 'wear': {
          const worn = actions.wear.parse(args);
          const transmissionType = (worn.extension << 4) | 1;
          const strap =
            straps.get(worn.sensor) ?? createSimulatedStrap({ ...worn, transmissionType, random }, nowMs);
          straps.set(worn.sensor, strap);
          strap.wear(worn.bpm, nowMs);
          return;
        }
        case 'remove':
          strapFor(actions.remove.parse(args).sensor).remove(nowMs);
          return;
        case 'vanish':
          strapFor(actions.vanish.parse(args).sensor).vanish();
          return;
        case 'set_bpm': {
          const set = actions.set_bpm.parse(args);
          strapFor(set.sensor).setBpm(set.bpm);
          return;
        }
        case 'noise':
          send(
            Uint8Array.from({ length: actions.noise.parse(args).bytes }, () => Math.floor(random() * 256)),
          );
          return;
        case 'weigh': {
          const weighed = actions.weigh.parse(args);
          weigh(weighed.sensor, weighed.kg, nowMs);
          return;
        }
        default:
          throw new Error(`an ANT stick cannot ${action}`);
      }
    },
  };
}
