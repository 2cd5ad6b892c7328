import { CHARACTERISTIC, SERVICE } from './subscriptions.ts';

/** What a simulated strap or scale is like. */
export interface PeerSettings {
  /** `C0:FF:EE:00:00:01`. */
  readonly address: string;
  readonly name: string;
  /** `polar` and `broadcasting_scale` tell what they measure in their advertisements. */
  readonly kind: 'strap' | 'polar' | 'scale' | 'broadcasting_scale';
  readonly bpm: number;
  readonly batteryPercent: number;
  readonly rssiDbm: number;
  readonly advertisingMs: number;
  readonly random: () => number;
  readonly serialNumber: string;
}

/** A strap or scale in the air: advertises, and answers over a link as an attribute server. */
export interface SimulatedPeer {
  readonly settings: PeerSettings;
  /** Changes where the strap keeps its address to itself. */
  addressBytes: Uint8Array;
  state: 'worn' | 'removed' | 'away';
  bpm: number;
  nextAdvertisingMs: number;
  /** Advertising data and scan response as of now. */
  advertising(nowMs: number): readonly [data: Uint8Array, scanResponse: Uint8Array];
  linked(): void;
  /** Answers one ATT request; null where there is nothing to say. */
  answer(request: Uint8Array): Uint8Array | null;
  /** Notifications and indications that are due. */
  due(nowMs: number): readonly Uint8Array[];
  /** Somebody stands on the scale. */
  weigh(kg: number, fatPercent: number | null, nowMs: number): void;
  /** A scale that has told everything ends its link, and falls silent. */
  isDone(nowMs: number): boolean;
}

interface Attribute {
  readonly handle: number;
  readonly type: number;
  value: Uint8Array;
}

const ATT = {
  error: 0x01,
  mtuRequest: 0x02,
  mtuResponse: 0x03,
  findInformation: 0x04,
  readByType: 0x08,
  read: 0x0a,
  readByGroup: 0x10,
  write: 0x12,
  notification: 0x1b,
  indication: 0x1d,
  confirmation: 0x1e,
} as const;
const NOT_FOUND = 0x0a;
const NOT_SUPPORTED = 0x06;
const DECLARATION = { service: 0x2800, characteristic: 0x2803, configuration: 0x2902 } as const;
const PROPERTY = { read: 0x02, notify: 0x10, indicate: 0x20 } as const;
const SERVER_MTU = 64;
const VALUE_EVERY_MS = 1_000;
const MOST_CATCH_UP_MS = 2_000;
const SCALE_STAYS_MS = 1_000;
/** Until the number of a broadcasting scale rests, and until somebody steps off it. */
const MOVING_MS = 3_000;
const STAYS_ON_MS = 8_000;
const POLAR_COMPANY = [0x6b, 0x00] as const;

const u16 = (value: number): number[] => [value & 0xff, value >> 8];
const item = (type: number, value: readonly number[]): number[] => [value.length + 1, type, ...value];

export function addressBytes(address: string): Uint8Array {
  return Uint8Array.from(address.split(':').toReversed(), (part) => Number.parseInt(part, 16));
}

/** Services with their characteristics, laid out as handles from 1 on. */
function buildAttributes({ kind, batteryPercent, serialNumber }: PeerSettings): Attribute[] {
  const isScale = kind === 'scale';
  const attributes: Attribute[] = [];
  const add = (type: number, value: readonly number[]): number => {
    const handle = attributes.length + 1;
    attributes.push({ handle, type, value: Uint8Array.from(value) });
    return handle;
  };
  const service = (number: number, fill: () => void): void => {
    add(DECLARATION.service, u16(number));
    fill();
  };
  const characteristic = (number: number, properties: number, value: readonly number[]): void => {
    const valueHandle = attributes.length + 2;
    add(DECLARATION.characteristic, [properties, ...u16(valueHandle), ...u16(number)]);
    add(number, value);
    if ((properties & (PROPERTY.notify | PROPERTY.indicate)) !== 0) add(DECLARATION.configuration, [0, 0]);
  };
  if (isScale) {
    service(SERVICE.weightScale, () => characteristic(CHARACTERISTIC.weight, PROPERTY.indicate, []));
    service(SERVICE.bodyComposition, () =>
      characteristic(CHARACTERISTIC.bodyComposition, PROPERTY.indicate, []),
    );
  } else service(SERVICE.heartRate, () => characteristic(CHARACTERISTIC.heartRate, PROPERTY.notify, []));
  service(SERVICE.battery, () =>
    characteristic(CHARACTERISTIC.batteryLevel, PROPERTY.read | PROPERTY.notify, [batteryPercent]),
  );
  service(SERVICE.deviceInformation, () =>
    characteristic(CHARACTERISTIC.serialNumber, PROPERTY.read, [...Buffer.from(serialNumber)]),
  );
  return attributes;
}

export function createSimulatedPeer(settings: PeerSettings, startMs: number): SimulatedPeer {
  const { random } = settings;
  const isScale = settings.kind === 'scale' || settings.kind === 'broadcasting_scale';
  /** Who stands on a broadcasting scale: when they stepped on, and what they weigh. */
  let onScale: { readonly sinceMs: number; readonly kg: number } | null = null;
  let attributes = buildAttributes(settings);
  let nextValueMs = startMs;
  let heart = settings.bpm;
  let advertisedCount = 0;
  let countedMs = startMs;
  const waiting: Uint8Array[] = [];
  let unconfirmed = false;
  let toldMs: number | null = null;

  const handleOf = (type: number): number => attributes.find((each) => each.type === type)?.handle ?? 0;
  const isSubscribed = (type: number): boolean => (attributes[handleOf(type)]?.value[0] ?? 0) !== 0;

  const measurement = (): Uint8Array => {
    const interval = Math.round((60 / heart) * 1_024);
    return Uint8Array.from([0x16, Math.round(heart), ...u16(interval)]);
  };

  const step = (nowMs: number): void => {
    if (nowMs - countedMs < VALUE_EVERY_MS) return;
    countedMs = nowMs - countedMs > MOST_CATCH_UP_MS ? nowMs : countedMs + VALUE_EVERY_MS;
    advertisedCount = (advertisedCount + 1) & 7;
    heart = Math.max(30, Math.min(230, peer.bpm + (random() - 0.5) * 2));
  };

  /** As a Mi Scale tells it: a number that moves for a while, then rests, then is an old one. */
  const broadcastWeight = (nowMs: number): number[] => {
    const forMs = nowMs - (onScale?.sinceMs ?? nowMs);
    const kg = onScale === null ? 0 : onScale.kg * Math.min(1, 0.5 + forMs / (2 * MOVING_MS));
    const isAtRest = forMs >= MOVING_MS;
    if (forMs >= STAYS_ON_MS) peer.state = 'removed';
    const state = 0x02 | (isAtRest ? 0x20 : 0) | (peer.state === 'removed' ? 0x80 : 0);
    return [state, ...u16(Math.round(kg * 200)), ...u16(1_970), 1, 1, 0, 0, 0];
  };

  const error = (request: Uint8Array, code: number): Uint8Array =>
    Uint8Array.from([ATT.error, request[0]!, request[1] ?? 0, request[2] ?? 0, code]);

  const groupEnd = (from: Attribute): number => {
    const next = attributes.find(({ handle, type }) => handle > from.handle && type === DECLARATION.service);
    return next === undefined ? 0xffff : next.handle - 1;
  };

  const inRange = (request: Uint8Array, type: number | null): Attribute[] => {
    const from = request[1]! | (request[2]! << 8);
    const to = request[3]! | (request[4]! << 8);
    return attributes.filter(
      (each) => each.handle >= from && each.handle <= to && (type === null || each.type === type),
    );
  };

  /** Entries of one length, as many as a default MTU holds. */
  const list = (opcode: number, head: readonly number[], entries: readonly number[][]): Uint8Array => {
    const [first] = entries;
    const same = entries.filter(({ length }) => length === first!.length);
    const room = Math.floor((22 - head.length) / first!.length);
    return Uint8Array.from([opcode, ...head, ...same.slice(0, room).flat()]);
  };

  const answers: Readonly<Record<number, (request: Uint8Array) => Uint8Array | null>> = {
    [ATT.mtuRequest]: () => Uint8Array.from([ATT.mtuResponse, ...u16(SERVER_MTU)]),
    [ATT.readByGroup]: (request) => {
      const found = inRange(request, DECLARATION.service);
      if (found.length === 0) return error(request, NOT_FOUND);
      const entries = found.map((each) => [...u16(each.handle), ...u16(groupEnd(each)), ...each.value]);
      return list(0x11, [entries[0]!.length], entries);
    },
    [ATT.readByType]: (request) => {
      const found = inRange(request, DECLARATION.characteristic);
      if (found.length === 0) return error(request, NOT_FOUND);
      const entries = found.map((each) => [...u16(each.handle), ...each.value]);
      return list(0x09, [entries[0]!.length], entries);
    },
    [ATT.findInformation]: (request) => {
      const found = inRange(request, null);
      if (found.length === 0) return error(request, NOT_FOUND);
      return list(
        0x05,
        [1],
        found.map((each) => [...u16(each.handle), ...u16(each.type)]),
      );
    },
    [ATT.read]: (request) => {
      const found = attributes[(request[1]! | (request[2]! << 8)) - 1];
      return found === undefined ? error(request, 0x01) : Uint8Array.from([0x0b, ...found.value]);
    },
    [ATT.write]: (request) => {
      const found = attributes[(request[1]! | (request[2]! << 8)) - 1];
      if (found?.type !== DECLARATION.configuration) return error(request, 0x03);
      found.value = request.slice(3);
      return Uint8Array.of(0x13);
    },
    [ATT.confirmation]: () => {
      unconfirmed = false;
      return null;
    },
  };

  const peer: SimulatedPeer = {
    settings,
    addressBytes: addressBytes(settings.address),
    state: isScale ? 'removed' : 'worn',
    bpm: settings.bpm,
    nextAdvertisingMs: startMs + random() * settings.advertisingMs,
    advertising(nowMs) {
      step(nowMs);
      const flags = item(0x01, [0x06]);
      const name = item(0x09, [...Buffer.from(settings.name)].slice(0, 28));
      if (settings.kind === 'polar') {
        const onSkin = peer.state === 'worn' ? 0x02 : 0;
        const rate = peer.state === 'worn' ? Math.round(heart) : 0;
        const record = [0x21 | onSkin | (advertisedCount << 2), 0x00, rate, rate];
        const services = item(0x02, u16(SERVICE.heartRate));
        return [
          Uint8Array.from([...flags, ...services, ...item(0xff, [...POLAR_COMPANY, ...record])]),
          Uint8Array.from(name),
        ];
      }
      if (settings.kind === 'broadcasting_scale')
        return [
          Uint8Array.from([
            ...flags,
            ...item(0x16, [...u16(SERVICE.weightScale), ...broadcastWeight(nowMs)]),
          ]),
          Uint8Array.from(name),
        ];
      const service = isScale ? SERVICE.weightScale : SERVICE.heartRate;
      return [Uint8Array.from([...flags, ...item(0x03, u16(service))]), Uint8Array.from(name)];
    },
    linked() {
      attributes = buildAttributes(settings);
      unconfirmed = false;
    },
    answer(request) {
      const answer = answers[request[0]!];
      if (answer !== undefined) return answer(request);
      // Commands and responses are not answered.
      return request[0]! % 2 === 1 || request[0]! >= 0x40 ? null : error(request, NOT_SUPPORTED);
    },
    due(nowMs) {
      if (isScale) {
        const type = waiting[0]?.[0] === 1 ? CHARACTERISTIC.bodyComposition : CHARACTERISTIC.weight;
        if (unconfirmed || waiting.length === 0 || !isSubscribed(type)) return [];
        unconfirmed = true;
        toldMs = nowMs;
        return [Uint8Array.from([ATT.indication, ...u16(handleOf(type)), ...waiting.shift()!.subarray(1)])];
      }
      if (nowMs < nextValueMs || !isSubscribed(CHARACTERISTIC.heartRate)) return [];
      nextValueMs = nowMs - nextValueMs > MOST_CATCH_UP_MS ? nowMs : nextValueMs + VALUE_EVERY_MS;
      step(nowMs);
      const value = peer.state === 'worn' ? measurement() : Uint8Array.of(0x04, 0);
      return [Uint8Array.from([ATT.notification, ...u16(handleOf(CHARACTERISTIC.heartRate)), ...value])];
    },
    isDone(nowMs) {
      if (toldMs === null || waiting.length > 0 || nowMs - toldMs < SCALE_STAYS_MS) return false;
      toldMs = null;
      peer.state = 'removed';
      return true;
    },
    weigh(kg, fatPercent, nowMs) {
      peer.state = 'worn';
      onScale = { sinceMs: nowMs, kg };
      if (settings.kind === 'broadcasting_scale') return;
      const steps = Math.round(kg * 200);
      waiting.push(Uint8Array.from([0, 0x00, ...u16(steps)]));
      if (fatPercent !== null)
        waiting.push(
          Uint8Array.from([1, ...u16(0x0400), ...u16(Math.round(fatPercent * 10)), ...u16(steps)]),
        );
    },
  };
  return peer;
}
