import { expect, test } from 'vitest';
import { refusedArgument } from '../../../../electron/main/allowed-switches.ts';

const start = { mayRunUnsandboxed: false };

test('a kiosk starts without arguments, and with the few that say how its window comes to the screen', () => {
  expect(refusedArgument([], start)).toBeNull();
  expect(refusedArgument(['--ozone-platform-hint=auto', '--log-level=3'], start)).toBeNull();
});

test.each([
  '--remote-debugging-port=9222',
  '--remote-debugging-pipe',
  '--inspect',
  '--inspect=0',
  '--inspect-brk',
  '--no-sandbox',
  '--disable-web-security',
  '--ignore-certificate-errors',
  '--proxy-server=evil:8080',
  '--proxy-pac-url=http://evil/',
  '--host-resolver-rules=MAP * evil',
  '--user-data-dir=/tmp/x',
  '--js-flags=--expose-gc',
  '--load-extension=/tmp/x',
  '--enable-blink-features=All',
  '--gpu-launcher=/bin/sh',
  '--renderer-cmd-prefix=/bin/sh',
  '--utility-cmd-prefix=/bin/sh',
  '--ssl-key-log-file=/tmp/keys',
  '--log-net-log=/tmp/net',
  '--ozone-platform=headless',
  '--ozone-platform-hint=auto ',
  '-inspect',
  '/inspect',
  '--',
  'file:///etc/passwd',
  'kiosk://other/',
  '',
])('it does not start with %j', (argument) => {
  expect(refusedArgument(['--log-level=3', argument], start)).toBe(argument);
});

test('only a checkout that root runs may do without the sandbox', () => {
  expect(refusedArgument(['--no-sandbox'], { mayRunUnsandboxed: true })).toBeNull();
  expect(refusedArgument(['--no-sandbox=1'], { mayRunUnsandboxed: true })).toBe('--no-sandbox=1');
});
