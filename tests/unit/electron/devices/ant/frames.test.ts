import { describe, expect, it } from 'vitest';
import {
  decodeStickMessage,
  emptyTrailer,
  encodeAntMessage,
  extendedDeviceNumber,
  readTrailer,
  type AntTrailer,
  type StickMessage,
} from '../../../../../electron/devices/ant/frames.ts';
import { createAntFramer } from '../../../../../electron/devices/framing/ant-framer.ts';
import { bytesOf, collect } from '../../../../support/devices/framing.ts';

const encoded = (id: number, data: number[]): string =>
  Buffer.from(encodeAntMessage(id, data)).toString('hex');
const decoded = (hex: string): StickMessage =>
  collect(createAntFramer(), [bytesOf(hex)], decodeStickMessage).frames[0]!;
const trailerOf = (hex: string): AntTrailer => {
  const trailer = emptyTrailer();
  const { frames } = collect(createAntFramer(), [bytesOf(hex)], (frame) => readTrailer(frame, trailer));
  expect(frames).toEqual([true]);
  return trailer;
};

describe('messages to a stick', () => {
  it.each([
    // Sent by working software to real sticks: FortiusANT PR 198, antgo, python-ant, forum logs.
    ['reset', 0x4a, [0], 'a4014a00ef'],
    ['ask for capabilities', 0x4d, [0, 0x54], 'a4024d0054bf'],
    ['network key (dummy)', 0x46, [0, 9, 8, 7, 6, 5, 4, 3, 2], 'a40946000908070605040302eb'],
    ['assign channel', 0x42, [0, 0, 0], 'a40342000000e5'],
    ['background scan', 0x42, [2, 0x40, 0, 5], 'a4044202400005a5'],
    ['any sender', 0x51, [0, 0, 0, 0, 0], 'a405510000000000f0'],
    ['2457 MHz', 0x45, [0, 57], 'a402450039da'],
    ['four messages a second', 0x43, [0, 0x86, 0x1f], 'a4034300861f7d'],
    ['tell senders, old form', 0x66, [0, 1], 'a402660001c1'],
    ['tell senders', 0x6e, [0, 0xe0], 'a4026e00e028'],
    ['open channel', 0x4b, [0], 'a4014b00ee'],
    ['open scan', 0x5b, [0], 'a4015b00fe'],
  ])('spells %s as recorded', (_name, id, data, hex) => {
    expect(encoded(id, data)).toBe(hex);
  });
});

describe('messages from a stick', () => {
  it('reads a start-up message', () => {
    expect(decoded('a4016f00ca')).toEqual({ type: 'start_up', reason: 0 });
  });

  it.each([
    // Six bytes from a dongle log, eight from j-antplus, seven from a Rust codec.
    ['a40654080300ba360071', 8, 3],
    ['a40854080800ba3600df04af', 8, 8],
    ['a40754080800ba3600dfa4', 8, 8],
  ])('reads capabilities of any length: %s', (hex, channels, networks) => {
    expect(decoded(hex)).toEqual({
      type: 'capabilities',
      capabilities: { channels, networks, extendedMessages: true, scanMode: true, extendedAssign: true },
    });
  });

  it('tells a reply from an event of the radio', () => {
    expect(decoded('a40340015100b7')).toEqual({ type: 'response', channel: 1, to: 0x51, code: 0 });
    expect(decoded('a40340010103e4')).toEqual({ type: 'event', channel: 1, code: 3 });
  });

  it('reads who is on a channel, without the pairing bit', () => {
    expect(decoded('a4055102f727f800da')).toEqual({
      type: 'channel_id',
      channel: 2,
      sender: { deviceNumber: 10_231, deviceType: 0x78, transmissionType: 0 },
    });
  });

  it('passes over messages it does not use', () => {
    expect(decoded('a4013e0f94')).toEqual({ type: 'other', id: 0x3e });
    expect(decoded(encoded(0xae, [2, 0]))).toEqual({ type: 'serial_error' });
  });
});

describe('who sent a message, and how strong', () => {
  it('reads the sender of a recorded strap message', () => {
    expect(trailerOf('a40e4e0284ffa5e2a5e6ca3c8052627871d6')).toEqual({
      channel: 2,
      identified: true,
      deviceNumber: 25_170,
      deviceType: 120,
      transmissionType: 113,
      rssiDbm: null,
    });
    expect(extendedDeviceNumber(25_170, 113)).toBe(483_922);
  });

  it('reads another kind of sensor', () => {
    expect(trailerOf('a40e4e00785bd507ec1ff41a80846979011d')).toMatchObject({
      deviceNumber: 27_012,
      deviceType: 121,
    });
  });

  it('takes no gain figure for a signal strength', () => {
    // Four bytes of RSSI, type 10; bytes of a Rust codec's tests.
    expect(trailerOf('a40e4e000100200860ff00004010016c006f')).toMatchObject({
      identified: false,
      rssiDbm: null,
    });
    expect(trailerOf('a4104e000100200860ff00006010016a00245e2d')).toMatchObject({
      identified: false,
      rssiDbm: null,
    });
  });

  it.each([
    ['three', [0x20, 0xc4, 0x80]],
    ['four', [0x20, 0xc4, 0x80, 0x00]],
  ])('reads signal strength in dBm from %s bytes', (_name, rssi) => {
    const page = [0x04, 0xff, 0, 0, 0, 0, 1, 60];
    expect(trailerOf(encoded(0x4e, [0, ...page, 0xe0, 0x52, 0x62, 0x78, 0x71, ...rssi, 0, 0]))).toMatchObject(
      {
        deviceNumber: 25_170,
        rssiDbm: -60,
      },
    );
  });

  it('keeps the sender and no signal strength when it is stronger than any sender may be', () => {
    const page = [0x04, 0xff, 0, 0, 0, 0, 1, 60];
    expect(
      trailerOf(encoded(0x4e, [0, ...page, 0xc0, 0x52, 0x62, 0x78, 0x71, 0x20, 0x32, 0x80])),
    ).toMatchObject({ deviceNumber: 25_170, rssiDbm: null });
  });

  it('keeps the sender when the signal strength has an unknown size', () => {
    const page = [0x04, 0xff, 0, 0, 0, 0, 1, 60];
    expect(trailerOf(encoded(0x4e, [0, ...page, 0xc0, 0x52, 0x62, 0x78, 0x71, 0x20, 0xc4]))).toMatchObject({
      identified: true,
      deviceNumber: 25_170,
      rssiDbm: null,
    });
  });

  it('refuses flags that promise more bytes than there are', () => {
    const message = encodeAntMessage(0x4e, [0, 4, 255, 0, 0, 0, 0, 1, 60, 0x80, 0x52]);
    const { frames } = collect(createAntFramer(), [message], (frame) => readTrailer(frame, emptyTrailer()));
    expect(frames).toEqual([false]);
  });
});
