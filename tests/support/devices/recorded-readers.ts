/**
 * Bytes of readers as their owners or makers published them, for the tests that play them.
 */

/**
 * A scanner in keyboard mode, opened with node-hid: EAN 6957842208856, Enter, then Control-Shift-J
 * (node-hid issue 323). One line a report.
 */
export const TYPED_EAN = [
  '0000000000000000',
  ...['23', '26', '22', '24', '25', '21', '1f', '1f', '27', '25', '25', '22', '23', '28'].flatMap((usage) => [
    `0000${usage}0000000000`,
    '0000000000000000',
  ]),
  '0300000000000000',
  '03000d0000000000',
  '0300000000000000',
  '0000000000000000',
] as const;

/** The same way of reading: `4*9`, the star typed with Shift held (node-hid issue 228). */
export const TYPED_WITH_SHIFT = [
  '0000210000000000',
  '0000000000000000',
  '0200000000000000',
  '0200250000000000',
  '0200000000000000',
  '0000000000000000',
  '0000260000000000',
  '0000000000000000',
  '0000280000000000',
  '0000000000000000',
] as const;

const ascii = (text: string): string => Buffer.from(text, 'latin1').toString('hex');
const zeros = (count: number): string => '00'.repeat(count);

/**
 * A boarding pass of 60 characters in two reports: Access-IS LSR118 manual, pages 68 and 69. The
 * name fills 20 places (IATA resolution 792), so that the first report holds 56 bytes as it says.
 */
export const BOARDING_PASS = 'M1GATHERGOOD/MICHAEL  YABCDEF LHRDURAK 3542 052Y003D23   100';
export const SCANNED_BOARDING_PASS = [
  `02385d5130${ascii(BOARDING_PASS.slice(0, 56))}730001`,
  `02045d5130${ascii(BOARDING_PASS.slice(56))}${zeros(52)}730000`,
] as const;

/** Last two reports of a Honeywell Voyager 1602g's answer to a menu command (python_hon_usbhid). */
export const HONEYWELL_ANSWER_END = `02095d5830${ascii('um: N/A\r\n')}${zeros(47)}3f0000`;
export const HONEYWELL_ACKNOWLEDGED = `02085d5a36${ascii('REVINF\x06.')}${zeros(48)}360000`;
