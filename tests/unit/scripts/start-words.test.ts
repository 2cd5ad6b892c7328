import { expect, test } from 'vitest';
import { errorOfLogLine, linesOfEvent, parseLine } from '../../../scripts/start/words.mjs';

const DEMO = { isDemo: true, logPath: '/data/logs/kiosk.log' };
const said = (line: string, start = DEMO): string[] => {
  const event = parseLine(line);
  return event === null ? [] : linesOfEvent(event, start);
};

test('the last line says that the kiosk is open and how to close it, the one before where the log is', () => {
  expect(said('{"event":"open"}')).toEqual([
    expect.stringContaining('Demo gym'),
    'The log is in /data/logs/kiosk.log',
    'The kiosk is open. Press Ctrl-C here to close it.',
  ]);
  expect(said('{"event":"open"}', { ...DEMO, isDemo: false })).toHaveLength(2);
});

test('a second kiosk of an account is told in one line that there is one already', () => {
  expect(said('{"event":"already_open"}')).toEqual([
    'The kiosk is already open: this account runs one at a time. Close that one first.',
  ]);
});

test('what keeps it from starting is one line', () => {
  expect(said('{"event":"gave_up","code":"bad_config","message":"gym_id: too short"}')).toEqual([
    'The kiosk cannot start: bad_config: gym_id: too short',
  ]);
});

test.each([
  '{"event":"starting"}',
  '{"event":"ready","pairing_code":"0123456789ABCDEF"}',
  '{"event":',
  'x',
  '[]',
])('nothing is said of %s: no raw line, and no pairing code', (line) => {
  expect(said(line)).toEqual([]);
});

test.each([
  // Central comes up behind the kiosk: the first try finds nobody, and that is no error of anything.
  ['{"level":40,"msg":"central is not there","err":{"code":"ECONNREFUSED"}}', null],
  ['{"level":30,"msg":"paired"}', null],
  ['Fontconfig warning', null],
  [
    '{"level":50,"msg":"the store is damaged","err":{"message":"malformed\\n    at stack"}}',
    'the store is damaged (malformed)',
  ],
  ['{"level":60,"msg":"gave up"}', 'gave up'],
  ['central cannot start: PORT: not a port', 'central cannot start: PORT: not a port'],
  ['[error] the window is gone', 'the window is gone'],
])('of the log line %s the terminal shows %j', (line, shown) => {
  expect(errorOfLogLine(line)).toBe(shown);
});
