import type { DeviceConfig } from '../../../shared/contract/kiosk-config.ts';
import type { Driver, DriverOutlet } from '../driver.ts';
import { ANT_OVERHEAD_BYTES, createAntFramer, type AntFrame } from '../framing/ant-framer.ts';
import type { Framed } from '../framing/framer.ts';
import { decodeStickMessage, emptyTrailer, isSensorData, readTrailer, type AntSender } from './frames.ts';
import { createHeartRateReader } from './heart-rate-reader.ts';
import { HEART_RATE_DEVICE_TYPE } from './heart-rate-profile.ts';
import { lineTunings } from './line-tunings.ts';
import { advance, newAntDialogue, type AntDialogueEvent } from './machine.ts';
import { createWeightReader } from './weight-reader.ts';
import { WEIGHT_SCALE_DEVICE_TYPE } from './weight-scale-profile.ts';

/** Silence within a message after which the half of it is given up. A message takes 4 ms at 57600 baud. */
const INTER_BYTE_TIMEOUT_MS = 150;

/** Channel events after which a channel may find another sensor: search timed out, closed, searching again. */
const SENDER_LOST: ReadonlySet<number> = new Set([0x01, 0x07, 0x08]);

/** Turns the operator's 16 hex digits into the key's eight bytes. */
function keyBytes(hex: string | undefined): readonly number[] | null {
  return hex === undefined ? null : [...Buffer.from(hex, 'hex')];
}

/**
 * One ANT stick: starts it, keeps it alive, and turns what it hears into readings. Whatever the
 * dialogue's state, every intact message that is heard counts.
 */
export function createAntDriver(config: DeviceConfig, outlet: DriverOutlet): Driver {
  const framer = createAntFramer();
  const trailer = emptyTrailer();
  const heartRate = createHeartRateReader(outlet);
  const weight = createWeightReader(outlet);
  /** Who sends on a channel, learned from the stick; for sticks that do not say it with each message. */
  const senders = new Map<number, AntSender>();
  const networkKey = keyBytes(config.options.network_key);
  let dialogue = newAntDialogue(networkKey, lineTunings(config.transport));
  let nowMs = 0;
  let byteMs = 0;
  let heardMs = 0;

  const step = (event: AntDialogueEvent): void => {
    const [next, actions] = advance(dialogue, event, nowMs);
    dialogue = next;
    for (const action of actions) {
      if (action.type === 'send') outlet.send(action.bytes);
      else if (action.type === 'reopen') outlet.reopen(action.reason);
      else if (action.type === 'tune') outlet.tune(action.settings);
      else outlet.state(action.state, action.reason);
    }
  };

  /** All zeros is a channel that has found nobody yet. */
  const rememberSender = (channel: number, sender: AntSender): void => {
    if (sender.deviceNumber !== 0) senders.set(channel, sender);
  };

  const onSensorData = (frame: AntFrame): void => {
    if (!readTrailer(frame, trailer)) {
      outlet.discarded('framing', frame.length + ANT_OVERHEAD_BYTES);
      return;
    }
    if (!trailer.identified) {
      const sender = senders.get(trailer.channel);
      trailer.deviceNumber = sender?.deviceNumber ?? 0;
      trailer.deviceType = sender?.deviceType ?? HEART_RATE_DEVICE_TYPE;
      trailer.transmissionType = sender?.transmissionType ?? 0;
      trailer.identified = sender !== undefined;
      if (sender === undefined) step({ type: 'unidentified', channel: trailer.channel });
    }
    if (trailer.deviceType === HEART_RATE_DEVICE_TYPE) heartRate.page(frame, trailer, nowMs);
    else if (trailer.deviceType === WEIGHT_SCALE_DEVICE_TYPE) weight.page(frame, trailer, nowMs);
    else outlet.discarded('unsupported', frame.length + ANT_OVERHEAD_BYTES);
  };

  const onFramed = (item: Framed<AntFrame>): void => {
    if (item.type === 'discarded') {
      heartRate.lineDamaged(nowMs);
      outlet.discarded(item.reason, item.bytes);
      return;
    }
    heardMs = nowMs;
    if (isSensorData(item.frame.id)) {
      onSensorData(item.frame);
      return;
    }
    const message = decodeStickMessage(item.frame);
    if (message.type === 'channel_id') rememberSender(message.channel & 0x1f, message.sender);
    else if (message.type === 'event' && SENDER_LOST.has(message.code))
      senders.delete(message.channel & 0x1f);
    step({ type: 'message', message });
  };

  return {
    opened(at) {
      nowMs = byteMs = heardMs = at;
      framer.idle(onFramed);
      senders.clear();
      step({ type: 'opened' });
    },
    received(chunk, at) {
      nowMs = byteMs = at;
      framer.push(chunk, onFramed);
    },
    tick(at) {
      nowMs = at;
      if (framer.held > 0 && at - byteMs >= INTER_BYTE_TIMEOUT_MS) framer.idle(onFramed);
      heartRate.tick(at);
      step({ type: 'tick', heardMs });
    },
    closed() {
      framer.idle(onFramed);
    },
  };
}
