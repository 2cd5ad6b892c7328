/** What core may know of the outside: where its data and settings are, and the machine's basics. */
const CORE = [
  'KIOSK_DATA_DIR',
  'KIOSK_CONFIG',
  'KIOSK_CENTRAL_URL',
  'KIOSK_PAIRING_CODE',
  'KIOSK_OUTPUT',
  'KIOSK_DEMO_NOW_MS',
  'KIOSK_LOG',
] as const;
/** A file that all traffic is captured to, keys blanked; for a technician. */
const DEVICES = ['KIOSK_DEVICE_CAPTURE'] as const;
/** Every process: to find programs, temporary space and its language. */
const BASICS = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'LANG', 'LC_ALL', 'TZ', 'SystemRoot'] as const;

/**
 * The environment a child gets. The device process learns its devices over its line to core,
 * and there is nothing else it should know.
 */
export function pickEnvironment(
  name: 'core' | 'devices',
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const names = [...BASICS, ...(name === 'core' ? CORE : DEVICES)];
  return Object.fromEntries(names.flatMap((key) => (env[key] === undefined ? [] : [[key, env[key]]])));
}
