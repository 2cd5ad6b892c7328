import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../../../../electron/core/host/read-settings.ts';
import { temporaryDir } from '../../../../support/core/open-test-store.ts';

const SECRET = 'B9A521FBBD72C345';
const stick = (options: unknown, changes: Record<string, unknown> = {}) => ({
  id: 'stick',
  family: 'ant',
  transport: { type: 'serial', path: '/dev/ttyUSB0' },
  options,
  ...changes,
});

/** Reads a configuration file with that text. */
function read(text: string, env: Record<string, string> = {}) {
  const path = join(temporaryDir(), 'kiosk.json');
  writeFileSync(path, text);
  const settings = readSettings({ KIOSK_DATA_DIR: '/data', KIOSK_CONFIG: path, ...env });
  return { path, settings };
}

/** The one line a wrong configuration gives, without the file's name. */
function complaintAbout(config: unknown): string {
  const { path, settings } = read(typeof config === 'string' ? config : JSON.stringify(config));
  expect(settings).toMatchObject({ ok: false, code: 'bad_config' });
  const detail = settings.ok ? '' : (settings.detail ?? '');
  expect(detail.startsWith(`${path}: `)).toBe(true);
  expect(detail).not.toMatch(/[\r\n]/);
  expect(detail).not.toContain(SECRET);
  return detail.slice(path.length + 2);
}

describe('settings', () => {
  it('need nothing but a folder', () => {
    expect(readSettings({ KIOSK_DATA_DIR: '/data' })).toMatchObject({
      ok: true,
      value: {
        dataDir: '/data',
        output: 'none',
        demoNowMs: null,
        config: { gym_id: 'demo-gym', timezone: 'Europe/Berlin', locale: 'en', devices: [], members: [] },
      },
    });
  });

  it('come from the file, and the environment overrides its central server', () => {
    const { settings } = read(
      JSON.stringify({
        gym_id: 'club',
        central_url: 'https://one.example',
        devices: [stick({ network_key: SECRET })],
      }),
      {
        KIOSK_CENTRAL_URL: 'https://two.example',
        KIOSK_OUTPUT: 'readings',
        KIOSK_DEMO_NOW_MS: '1771416000000',
      },
    );
    expect(settings).toMatchObject({
      ok: true,
      value: {
        output: 'readings',
        demoNowMs: 1_771_416_000_000,
        config: { gym_id: 'club', central_url: 'https://two.example', devices: [{ id: 'stick' }] },
      },
    });
  });

  for (const [name, env] of [
    ['KIOSK_DATA_DIR', {}],
    ['KIOSK_CENTRAL_URL', { KIOSK_DATA_DIR: '/data', KIOSK_CENTRAL_URL: 'central' }],
    ['KIOSK_OUTPUT', { KIOSK_DATA_DIR: '/data', KIOSK_OUTPUT: 'loud' }],
    ['KIOSK_DEMO_NOW_MS', { KIOSK_DATA_DIR: '/data', KIOSK_DEMO_NOW_MS: 'noon' }],
  ] as const) {
    it(`name ${name} when it is wrong in the environment`, () => {
      const settings = readSettings(env);
      expect(settings).toMatchObject({ ok: false, code: 'bad_config' });
      expect(settings.ok ? '' : settings.detail).toMatch(new RegExp(`^environment: ${name}: `));
    });
  }

  it('name the file that is not there', () => {
    const path = join(temporaryDir(), 'nowhere.json');
    expect(readSettings({ KIOSK_DATA_DIR: '/data', KIOSK_CONFIG: path })).toEqual({
      ok: false,
      code: 'bad_config',
      detail: `${path}: cannot be read (ENOENT)`,
    });
  });
});

const person = (member_number: string, ...cards: string[]) => ({ member_number, first_name: 'A', cards });
const clerk = (name: string, ...cards: string[]) => ({ name, role: 'owner', pin: '13571357', cards });

const bluetooth = (options: object) => ({
  id: 'radio',
  family: 'bluetooth',
  transport: { type: 'serial', path: '/dev/ttyACM0' },
  options,
});
const door = (id: string, path: string) => ({ id, family: 'rdm6300', transport: { type: 'serial', path } });

describe('a wrong configuration is one line that names the key', () => {
  const cases: [key: string, config: unknown][] = [
    ['gym_id', { gym_id: '' }],
    ['timezone', { timezone: 'Berlin' }],
    ['locale', { locale: 'tlh' }],
    ['central_url', { central_url: 'nowhere' }],
    ['pairing_code', { pairing_code: 'short' }],
    ['devices', { devices: 'none' }],
    ['devices[1].id', { devices: [stick({}), stick({}, { id: 'STICK' })] }],
    // Two people of one number or one card: Admidio#1500, cht-core#7670. The second would be let in as the first.
    ['members[1].member_number', { members: [person('1001'), person(' 1001')] }],
    ['members[1].member_number', { members: [person('0042'), person('42')] }],
    ['members[1].cards[0]', { members: [person('1002', '0007654321'), person('1003', '7654321')] }],
    ['members[1].cards[0]', { members: [person('1002', '123,14706'), person('1003', '0008075634')] }],
    // One card in two forms: hex as a serial reader sends it, the number without its comma, hex with no letter.
    ['members[1].cards[0]', { members: [person('1002', '6F007B3972'), person('1003', '0008075634')] }],
    ['members[1].cards[0]', { members: [person('1002', '0008075634'), person('1003', '12314706')] }],
    ['members[1].cards[0]', { members: [person('1002', '17191502697'), person('1003', '0011633513')] }],
    ['members[1].cards[0]', { members: [person('1002', '0305419896'), person('1003', '12345678')] }],
    ['staff[0].cards[0]', { members: [person('1002', '6F007B3972')], staff: [clerk('Kim', '8075634')] }],
    ['staff[0].cards[1]', { members: [person('1002', '4711')], staff: [clerk('Kim', 'QR-1', '0004711')] }],
    ['staff[1].cards[0]', { staff: [clerk('Kim', '0004711'), clerk('Robin', '4711 ')] }],
    ['staff[1].name', { staff: [clerk('Zoë'), clerk('ZOE\u0308 ')] }],
    [
      'devices[0].options.straps.025170',
      { devices: [stick({ straps: { 25170: '1001', '025170': '1002' } })] },
    ],
    [
      'devices[1].options.straps.25170',
      {
        devices: [stick({ straps: { 25170: '1001' } }), stick({ straps: { 25170: '1002' } }, { id: 'b' })],
      },
    ],
    // A strap is a member's or the gym's; what it sends on the other radio is nobody else's.
    [
      'devices[0].options.loan_straps[1]',
      { devices: [bluetooth({ straps: { 'H10 1': '1001' }, loan_straps: ['OH1', 'h10 1'] })] },
    ],
    [
      'devices[0].options.ant_numbers.OH1',
      { devices: [bluetooth({ ant_numbers: { 'H10 1': '25170', OH1: '025170' } })] },
    ],
    // The second would be told that its port is taken, for as long as the first lives.
    ['devices[1].transport', { devices: [door('a', '/dev/ttyUSB0'), door('b', '/dev/ttyUSB0')] }],
    [
      'devices[1].transport',
      {
        devices: ['a', 'b'].map((id) => ({
          id,
          family: 'keyboard-wedge',
          transport: { type: 'keyboard' },
        })),
      },
    ],
    ['staff[1].name', { staff: [clerk('Kim Lee'), clerk('Kim  Lee')] }],
    ['devices[0].options.straps.0', { devices: [stick({ straps: { 0: '1001' } })] }],
    // What a reader says with no card near is no card.
    ['members[0].cards[0]', { members: [person('1001', '0000000000')] }],
    ['members[0].cards[0]', { members: [person('1001', 'FFFFFFFF')] }],
    ['staff[0].cards[0]', { staff: [clerk('Kim', '255,65535')] }],
    ['members[0].member_number', { members: [person('0000')] }],
    ['devices[0].id', { devices: [stick({}, { id: '../etc' })] }],
    ['devices[0].family', { devices: [stick({}, { family: 'toaster' })] }],
    [
      'devices[1].transport.type',
      { devices: [stick({}), stick({}, { id: 'b', transport: { type: 'bluetooth' } })] },
    ],
    [
      'devices[0].transport.baud_rate',
      { devices: [stick({}, { transport: { type: 'serial', path: '/x', baud_rate: 1 } })] },
    ],
    ['devices[0].options.network_key', { devices: [stick({ network_key: `${SECRET}00` })] }],
    ['devices[0].options.network_key', { devices: [stick({ network_key: [SECRET] })] }],
    ['devices[0].options.netwrok_key', { devices: [stick({ netwrok_key: SECRET })] }],
    ['devices[0].options.straps.strap', { devices: [stick({ straps: { strap: '1042' } })] }],
    ['members[0].first_name', { members: [{ member_number: '1' }] }],
    ['members[0].weight_kg', { members: [{ member_number: '1', first_name: 'A', weight_kg: 900 }] }],
    [
      'members[0].birth_date',
      { members: [{ member_number: '1', first_name: 'A', birth_date: '1990-02-30' }] },
    ],
    ['demo.members', { demo: { members: 0 } }],
    ['gym', { gym: 'club' }],
    ['the whole file', []],
    ['the whole file', null],
  ];
  for (const [key, config] of cases) {
    it(`${key}: ${JSON.stringify(config).slice(0, 60)}`, () => {
      expect(complaintAbout(config).startsWith(`${key}: `)).toBe(true);
    });
  }

  it('says which other key it repeats, and neither’s value', () => {
    const members = [person('1002', '0007654321'), person('1003', '7654321')];
    expect(complaintAbout({ members })).toBe('members[1].cards[0]: the same card as members[0].cards[0]');
    const hex = [person('1002', '6F007B3972'), person('1003', '0008075634')];
    expect(complaintAbout({ members: hex })).toMatch(
      /^members\[1\]\.cards\[0\]: may be the same card as members\[0\]\.cards\[0\], written in another form/,
    );
  });

  it('takes ten digits for the number that they are, whosever hex they might be', () => {
    const members = [person('1002', '0012345678'), person('1003', '0305419896')];
    expect(read(JSON.stringify({ members })).settings).toMatchObject({ ok: true });
  });

  it('names a key that one object has twice: whichever was meant, the other would be lost', () => {
    const straps = '{"25170": "1001", "25171": "1002", "25170": "1003"}';
    expect(complaintAbout(`{"devices": [{"id": "a"}, {"options": {"straps": ${straps}}}]}`)).toBe(
      'devices[1].options.straps.25170: there twice',
    );
    expect(complaintAbout('{"members": [{"first_name": "a"}], "members": []}')).toBe('members: there twice');
    expect(complaintAbout('{"gym_id": "}\\"{", "gym_\\u0069d": "b"}')).toBe('gym_id: there twice');
  });

  for (const [what, text] of [
    ['is cut off inside the key', `{"devices": [{"options": {"network_key": "${SECRET}`],
    ['has a key without quotes', `{"network_key": ${SECRET}}`],
    ['has a comma too many', `{"options": {"network_key": "${SECRET}"},}`],
    ['has a line break in the key', `{"network_key": "${SECRET}\n"}`],
    ['is empty', ''],
    ['begins with a comment', `// network_key ${SECRET}\n{}`],
  ] as const) {
    it(`never repeats the secret when the file ${what}`, () => {
      expect(complaintAbout(text)).toMatch(/^not JSON/);
    });
  }

  it('stays one line of sensible length whatever the keys are', () => {
    expect(complaintAbout({ 'a\nb': 1 })).toBe('a?b: no such setting');
    expect(complaintAbout({ ['k'.repeat(10_000)]: 1 }).length).toBeLessThan(200);
  });
});

it('no JSON, however odd, makes it throw', () => {
  const path = join(temporaryDir(), 'kiosk.json');
  const known = [
    'gym_id',
    'timezone',
    'locale',
    'central_url',
    'devices',
    'members',
    'demo',
    'options',
    'transport',
    '__proto__',
  ];
  const odd = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...known), fc.jsonValue()), fc.string());
  fc.assert(
    fc.property(odd, fc.boolean(), (value, asText) => {
      writeFileSync(path, asText && typeof value === 'string' ? value : JSON.stringify(value));
      const settings = readSettings({ KIOSK_DATA_DIR: '/data', KIOSK_CONFIG: path });
      if (!settings.ok) {
        expect(settings.code).toBe('bad_config');
        expect(settings.detail).not.toMatch(/[\r\n]/);
      }
      expect(typeof settings.ok).toBe('boolean');
    }),
    { numRuns: 300 },
  );
});

describe('the way to central', () => {
  const outcome = (config: Record<string, unknown>, env: Record<string, string> = {}): unknown => {
    const { settings } = read(JSON.stringify(config), env);
    return settings.ok ? 'starts' : settings.detail;
  };

  it('is in the clear on this machine alone, unless the configuration says that it is a test', () => {
    for (const url of [
      'http://127.0.0.1:8707',
      'http://localhost:8707',
      'http://[::1]:8707',
      'https://gym.example',
    ])
      expect(outcome({ central_url: url })).toBe('starts');
    for (const url of [
      'http://gym.example',
      'http://192.168.0.10:8707',
      'http://127.0.0.1.evil.example',
      'http://localhost.evil.example',
    ]) {
      expect(outcome({ central_url: url })).toMatch(/^central_url: http:\/\/ sends health data/);
      expect(outcome({}, { KIOSK_CENTRAL_URL: url })).toMatch(/^central_url: http:\/\/ sends health data/);
      expect(outcome({ central_url: url, central_plain_http: 'for_a_test' })).toBe('starts');
    }
  });

  it('may be bound to an authority and two pins, which must be there', () => {
    const pin = Buffer.alloc(32, 7).toString('base64');
    const https = { central_url: 'https://gym.example' };
    expect(outcome({ ...https, central_tls: { pins: [pin, pin] } })).toBe('starts');
    expect(outcome({ ...https, central_tls: { pins: [pin] } })).toContain('two pins');
    expect(outcome({ ...https, central_tls: { ca_file: '/nonexistent.pem' } })).toBe(
      'central_tls.ca_file: /nonexistent.pem cannot be read (ENOENT)',
    );
    expect(outcome({ ...https, central_tls: { ca_file: '/etc/hostname' } })).toContain(
      'holds no certificate',
    );
    expect(outcome({ central_url: 'http://127.0.0.1', central_tls: { pins: [pin, pin] } })).toContain(
      'https://',
    );
  });
});
