import { expect, test } from 'vitest';
import { plainNode } from '../../../../electron/main/plain-node.ts';

test('a package runs core on the Node that it brings, from beside its archive', () => {
  expect(
    plainNode({
      buildDir: '/opt/kiosk/resources/app.asar/out/main',
      resources: '/opt/kiosk/resources',
      isPackaged: true,
      platform: 'linux',
      named: '/tmp/another-node',
    }),
  ).toEqual({
    node: '/opt/kiosk/resources/node',
    script: '/opt/kiosk/resources/app.asar.unpacked/out/main/core.cjs',
  });
});

test('on Windows likewise, with its paths and the ending of its programs', () => {
  expect(
    plainNode({
      buildDir: 'C:\\Program Files\\Kiosk\\resources\\app.asar\\out\\main',
      resources: 'C:\\Program Files\\Kiosk\\resources',
      isPackaged: true,
      platform: 'win32',
      named: undefined,
    }),
  ).toEqual({
    node: 'C:\\Program Files\\Kiosk\\resources\\node.exe',
    script: 'C:\\Program Files\\Kiosk\\resources\\app.asar.unpacked\\out\\main\\core.cjs',
  });
});

test('from a checkout core runs on the Node that the start script names', () => {
  const place = {
    buildDir: '/src/out/main',
    resources: '/electron/resources',
    isPackaged: false,
    platform: 'linux' as const,
  };
  expect(plainNode({ ...place, named: '/src/node_modules/node/bin/node' }).node).toBe(
    '/src/node_modules/node/bin/node',
  );
  expect(plainNode({ ...place, named: undefined })).toEqual({
    node: 'node',
    script: '/src/out/main/core.cjs',
  });
});
