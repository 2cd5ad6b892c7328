/** Battery Level (0x2A19): one byte of percent; 101 to 255 are reserved. */
export function decodeBatteryLevel(value: Uint8Array): number | null {
  const percent = value[0];
  return value.length !== 1 || percent === undefined || percent > 100 ? null : percent;
}
