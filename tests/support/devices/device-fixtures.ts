import type { FamilyRegistration } from '../../../electron/devices/driver.ts';
import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import type { DeviceFamily } from '../../../shared/contract/kiosk-config.ts';
import { recordDriver, wire, type RecordedDriver } from './recorded-driver.ts';
import { BOARDING_PASS, SCANNED_BOARDING_PASS, TYPED_EAN } from './recorded-readers.ts';

/** How the bytes of a fixture came to be. Bytes that we made up are none of these. */
export type FixtureOrigin =
  /** Read off a real device by somebody else. */
  | 'recorded'
  /** Printed in a manual, or held by another project's tests as what the device sends. */
  | 'published example'
  /** Put together after a layout that a manual prints, with an example value where it has one. */
  | 'printed layout';

/** Bytes of a device that we did not invent, and what they must come to. */
export interface DeviceFixture {
  readonly origin: FixtureOrigin;
  /** Where the bytes, or the layout, can be looked up: manual and page, thread, issue. */
  readonly source: string;
  /** Chunks as they arrive, a tenth of a second apart. */
  readonly received: readonly Uint8Array[];
  /** Readings, each with at least these fields; or why there is none. */
  readonly gives: readonly Readonly<Record<string, unknown>>[] | DiscardReason;
}

const hex = (...chunks: readonly string[]): Uint8Array[] =>
  chunks.map((chunk) => Uint8Array.from(Buffer.from(chunk, 'hex')));
const text = (...chunks: readonly string[]): Uint8Array[] => chunks.map(wire);
const card = (code: string) => [{ kind: 'card', code }];
const weight = (value: string, unit: string, kg: number) => [{ kind: 'weight', value, unit, kg }];

/** A HID scale's first report after opening may be left over; any other goes ahead. */
const STALE_REPORT = '030203fe0000';

/** As a controller reports it (LE Advertising Report); address and strength are none of a real strap. */
const report = (eventType: '00' | '04', data: string): string => {
  const length = (data.length / 2).toString(16).padStart(2, '0');
  const rest = `0201${eventType}016655443322d1${length}${data}c4`;
  return `043e${(rest.length / 2).toString(16).padStart(2, '0')}${rest}`;
};
const POLAR_H7_ADVERTISES = report('00', '02010603020d1807ff6b003b1b5452');
const POLAR_H7_TELLS_ITS_NAME = report('04', '020a001209506f6c6172204837204437393034433134');

/** At least one entry for each family; `tests/architecture/device-fixtures.test.ts` holds the registry to it. */
export const DEVICE_FIXTURES: Readonly<Partial<Record<DeviceFamily, readonly DeviceFixture[]>>> = {
  adam: [
    {
      origin: 'printed layout',
      source: 'Adam Equipment MDW-300L manual, page 12: reading, unit, GR or NT, CR, ETX',
      received: text('    82.70 kg GR\r\x03'),
      gives: weight('82.70', 'kg', 82.7),
    },
  ],
  and: [
    {
      origin: 'published example',
      source: 'tests of a public A&D, MT-SICS and CAS scale agent: a GX-M with its smart range',
      received: text('ST,+0000058.01  g\r\n'),
      gives: weight('0000058.01', 'g', 0.05801),
    },
    {
      origin: 'published example',
      source: 'A&D EJ manual, page 26, and EK-L manual, page 30: a count of pieces is no weight',
      received: text('QT,+00012345 PC\r\n'),
      gives: 'unit',
    },
  ],
  ant: [
    {
      origin: 'recorded',
      source: 'thisisant.com forum, thread 7385: a Garmin strap in an openant debug log',
      received: hex('a40e4e0284ffa5e2a5e6ca3c8052627871d6'),
      gives: [{ kind: 'heart_rate', sensor: '25170', sensor_id: '483922', bpm: 60 }],
    },
  ],
  bluetooth: [
    {
      origin: 'recorded',
      source:
        'polarofficial/polar-ble-sdk#305: advertisement and scan response of a Polar H7, as nRF Connect shows them',
      received: hex(POLAR_H7_ADVERTISES, POLAR_H7_TELLS_ITS_NAME, POLAR_H7_ADVERTISES),
      gives: [{ kind: 'heart_rate', sensor: 'D7904C14', sensor_id: 'D7904C14', bpm: 82 }],
    },
  ],
  cas: [
    {
      origin: 'published example',
      source: 'CAS CI-600D manual, page 74, and PDI manual, page 37: 22 bytes with the value 13.5 kg',
      received: hex('53542c47532c31c42c3030303031332e35206b670d0a'),
      gives: weight('000013.5', 'kg', 13.5),
    },
  ],
  'hid-scale': [
    {
      origin: 'recorded',
      source: 'ryepdx/pyusb-scale, tests/mocks/usb_lib.py: output of a Mettler Toledo PS60',
      received: hex(STALE_REPORT, '030403fec200'),
      gives: weight('1.94', 'kg', 1.94),
    },
  ],
  'hid-scanner': [
    {
      origin: 'published example',
      source: 'Access-IS LSR118 product manual, pages 68 and 69: a boarding pass in two reports',
      received: hex(...SCANNED_BOARDING_PASS),
      gives: card(BOARDING_PASS),
    },
  ],
  'id-12': [
    {
      origin: 'printed layout',
      source: 'ID Innovations ID-12 data sheet, page 4 (CR LF before ETX), around the EEVblog forum’s tag',
      received: hex('023646303037423339373235460d0a03'),
      gives: card('0008075634'),
    },
  ],
  'keyboard-wedge': [
    {
      origin: 'recorded',
      source: 'node-hid issue 323: a scanner in keyboard mode, the EAN told beside it',
      received: [Uint8Array.from(Buffer.from(TYPED_EAN.join(''), 'hex'))],
      gives: card('6957842208856'),
    },
  ],
  kern: [
    {
      origin: 'recorded',
      source: 'OpenTrickler-RP2040-Controller issue 15: a G&G PLC100BC and a Kern scale',
      received: text('    0.665 g \r\n'),
      gives: weight('0.665', 'g', 0.000_665),
    },
  ],
  'mt-sics': [
    {
      origin: 'published example',
      source: 'Atlantis-Software/mt-sics, test/sics0Test.js: a weight that is still moving',
      received: text('S D     129.07 g\r\n'),
      gives: [{ kind: 'weight', value: '129.07', unit: 'g', kg: 0.129_07, stable: false }],
    },
    {
      origin: 'published example',
      source: 'Atlantis-Software/mt-sics, test/sics0Test.js: below the weighing range',
      received: text('S -\r\n'),
      gives: 'underload',
    },
  ],
  ohaus: [
    {
      origin: 'published example',
      source: 'Ohaus Explorer manual, page EN-156: a stable weight',
      received: text('    192.21 g\r\n'),
      gives: [{ kind: 'weight', value: '192.21', unit: 'g', kg: 0.192_21, stable: true }],
    },
  ],
  radwag: [
    {
      origin: 'printed layout',
      source: 'Radwag PUE C31H manual, page 59, and MA X2 manual, page 107: mass frame of SUI',
      received: text('SUI?     58.237 kg \r\n'),
      gives: [{ kind: 'weight', value: '58.237', unit: 'kg', kg: 58.237, stable: false }],
    },
    {
      origin: 'published example',
      source: 'Radwag MA X2 manual, page 107: a force is no weight',
      received: text('SU     -   172.135 N  \r\n'),
      gives: 'unit',
    },
  ],
  rdm6300: [
    {
      origin: 'recorded',
      source: 'EEVblog forum, "RFID 125kHz cards & RDM6300 reader": card printed 0008075634',
      received: hex('0236463030374233393732354603'),
      gives: card('0008075634'),
    },
    {
      origin: 'recorded',
      source: 'stackoverflow.com question 11848921: card printed 0013530444, bytes listed one by one',
      received: hex('0233433030434537353443434203'),
      gives: card('0013530444'),
    },
    {
      origin: 'recorded',
      source: 'BruceDevices/firmware issue 2014: a tag whose first number byte is not zero',
      received: hex('0230314338463030383030333103'),
      gives: card('3371173888'),
    },
  ],
  'rice-lake': [
    {
      origin: 'printed layout',
      source:
        'Rice Lake Tracer AV manual, page 38: stream of STX, polarity, seven digits, unit, mode, status',
      received: text('\x02   82.70KG \r\n'),
      gives: weight('82.70', 'kg', 82.7),
    },
  ],
  sartorius: [
    {
      origin: 'recorded',
      source: 'OpenTrickler-RP2040-Controller pull request 79: a Sartorius balance in grains',
      received: text('+   62.916 GN\r\n'),
      gives: [{ kind: 'weight', value: '62.916', unit: 'gr' }],
    },
  ],
  'serial-scanner': [
    {
      origin: 'published example',
      source: 'ISO/IEC 15424: symbology identifier of an EAN-13, before the number of GS1’s own example',
      received: text(']E04006381333931\r\n'),
      gives: card('4006381333931'),
    },
  ],
  sma: [
    {
      origin: 'published example',
      source: 'Sartorius PR 5220 manual, page 130: answer to SMA repeat',
      received: text('\n 1G       7.025kg \r'),
      gives: weight('7.025', 'kg', 7.025),
    },
  ],
  tanita: [
    {
      origin: 'published example',
      source: 'Tanita SC-240 manual, page 24',
      received: text(
        '{0,16,~0,1,~1,1,~2,1,MO,"SC-240",SN,"00000002",Bt,0,GE,1,AG,30,Hm,170,Pt,0.0,Wk,82.7,FW,18.6,fW,15.4,' +
          'MW,67.3,mW,64.0,sW,19,bW,3.3,wW,48.0,ww,58.0,MI,28.6,Sw,63.6,OV,30.0,IF,6,rb,8255,rB,1973,rJ,12,rA,28,' +
          'ZF,369.4,CS,FD\r\n',
      ),
      gives: [{ kind: 'body_composition', kg: 82.7 }],
    },
  ],
  'text-scale': [
    {
      origin: 'recorded',
      source: 'avodah-dev/scale-interface, notes of a site visit: a Sterling 7600',
      received: text('SGWGross   0.010 lb\r\n'),
      gives: weight('0.010', 'lb', 0.004_536),
    },
    {
      origin: 'published example',
      source: 'Yaohua XK3190-A12(E) manual, page 13: 4.139 kg with its check digits',
      received: text('WG004.139kg3D\r\n'),
      gives: weight('004.139', 'kg', 4.139),
    },
    {
      origin: 'published example',
      source: 'Yaohua XK3190-A12(E) manual, page 13: more than the capacity and nine divisions',
      received: text('         OL23\r\n'),
      gives: 'overload',
    },
  ],
  'toledo-8217': [
    {
      origin: 'printed layout',
      source: 'Mettler Toledo PS/DIVA service manual, section 6.1.3.2: STX WW.WWW N CR in kilograms',
      received: text('\x0212.345N\r'),
      gives: weight('12.345', 'kg', 12.345),
    },
    {
      origin: 'recorded',
      source: 'pywebdriver pull request 102: reply of an Ariva-S while the weight moves',
      received: text('\x02?A\r'),
      gives: 'unstable',
    },
    {
      origin: 'printed layout',
      source: 'AWT 7821 manual, page 25, and Brecknell 3700LP manual, page 11: NCI weight and status',
      received: text('\n182.45lb\r\n00\r\x03'),
      gives: [{ kind: 'weight', value: '182.45', unit: 'lb', kg: 82.757_928, stable: true }],
    },
    {
      origin: 'printed layout',
      source: 'Ohaus Aviator 7000 service manual, page 49: bit 0 of the first status byte is motion',
      received: text('\n12.345LB\r\nS10\r\x03'),
      gives: [{ kind: 'weight', value: '12.345', unit: 'lb', stable: false }],
    },
  ],
  'toledo-continuous': [
    {
      origin: 'recorded',
      source: 'marcodpt/Toledo, tests/test.dat: read with eight data bits, 5.67 kg told beside it',
      received: hex('82acf0603030303536b73030303030308da3', '82acf0603030303536b73030303030308da3'),
      gives: [
        { kind: 'weight', value: '0005.67', unit: 'kg', kg: 5.67, stable: true },
        { kind: 'weight', value: '0005.67', unit: 'kg', kg: 5.67, stable: true },
      ],
    },
    {
      origin: 'recorded',
      source: 'marcodpt/Toledo, tests/test.dat: out of range, told as above the limit',
      received: hex('82ac74603030b73039b43030303030308d1d'),
      gives: 'overload',
    },
    {
      origin: 'printed layout',
      source:
        'Cardinal 225 manual, page 118, and Mettler Toledo Wildcat manual, page 6-5: no check character, pounds',
      received: text('\x02<  018245000000\r', '\x02<  018245000000\r'),
      gives: [
        { kind: 'weight', value: '0182.45', unit: 'lb', stable: true },
        { kind: 'weight', value: '0182.45', unit: 'lb', stable: true },
      ],
    },
  ],
};

/** Plays a fixture through the family's registered driver, then lets every time-out pass. */
export function playFixture(registration: FamilyRegistration, fixture: DeviceFixture): RecordedDriver {
  const recorded = recordDriver(registration);
  let atMs = 0;
  for (const chunk of fixture.received) recorded.driver.received(chunk, (atMs += 100));
  for (let ticks = 0; ticks < 20; ticks += 1) recorded.driver.tick((atMs += 100));
  return recorded;
}
