import { describe, expect, it } from 'vitest';
import { pickEnvironment } from '../../../../electron/main/child-environment.ts';

const env = {
  PATH: '/usr/bin',
  TZ: 'UTC',
  KIOSK_DATA_DIR: '/data',
  KIOSK_CONFIG: '/etc/kiosk.json',
  DATABASE_URL: 'postgres://secret',
  NODE_OPTIONS: '--inspect',
  LD_PRELOAD: '/tmp/evil.so',
  HOME: undefined,
};

describe('what a process may know of the outside', () => {
  it('is for core its settings and the basics', () => {
    expect(pickEnvironment('core', env)).toEqual({
      PATH: '/usr/bin', TZ: 'UTC', KIOSK_DATA_DIR: '/data', KIOSK_CONFIG: '/etc/kiosk.json',
    }); // prettier-ignore
  });

  it('is for the device process no setting at all', () => {
    expect(pickEnvironment('devices', env)).toEqual({ PATH: '/usr/bin', TZ: 'UTC' });
  });
});
