import type { FamilyRegistration } from './driver.ts';
import { FAMILIES } from './family-registry.ts';

const CONNECTIONS = { hid: 'USB HID', keyboard: 'USB keyboard' } as const;

/**
 * The supported-devices table of the README, made from the registry. Run this file to print it.
 * @param families one row each, in this order
 * @returns Markdown
 */
export function supportedDevicesTable(families: readonly FamilyRegistration[]): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const rows = families.map(
    ({ family, title, reads, connection, serial, models }) =>
      `| \`${family}\` | ${cell(title)} | ${reads} | ${connection === 'serial' ? settings(serial) : CONNECTIONS[connection]} | ${cell(models.join(', '))} |`,
  );
  return ['| family | device | reads | connection | models |', '|---|---|---|---|---|', ...rows, ''].join(
    '\n',
  );
}

/** `serial, 9600 8N1`, as manuals write it. */
function settings(serial: FamilyRegistration['serial']): string {
  if (serial === undefined) return 'serial';
  const parity = ({ none: 'N', even: 'E', odd: 'O' } as const)[serial.parity ?? 'none'];
  return `serial, ${serial.baud_rate} ${serial.data_bits}${parity}${serial.stop_bits}`;
}

if (import.meta.main) process.stdout.write(supportedDevicesTable(FAMILIES));
