import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openKioskKey } from '../../../../../electron/core/sync/kiosk-key.ts';
import { countedIds } from '../../../../support/core/counted-ids.ts';
import { temporaryDir } from '../../../../support/core/open-test-store.ts';

const openWith = (path: string) => openKioskKey(path, { newId: countedIds() });
const open = async (path: string) => (await openWith(path)).key;

describe("a kiosk's key", () => {
  it('is made once and stays the same', async () => {
    const dir = temporaryDir();
    const first = await open(join(dir, 'key.json'));
    const second = await open(join(dir, 'key.json'));
    expect(second.publicKey).toEqual(first.publicKey);
    expect(readdirSync(dir).toSorted()).toEqual(['key.json', 'kiosk-key-copy.json']);
  });

  it('is another one on another kiosk', async () => {
    const keys = await Promise.all([open(join(temporaryDir(), 'key')), open(join(temporaryDir(), 'key'))]);
    expect(keys[0].publicKey.x).not.toBe(keys[1].publicKey.x);
  });

  it('is readable by nobody else, and hands out only its public half', async () => {
    const path = join(temporaryDir(), 'key.json');
    const key = await open(path);
    const { d } = JSON.parse(readFileSync(path, 'utf8')) as { d: string };
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(d).toHaveLength(43);
    expect(JSON.stringify(key)).not.toContain(d);
  });

  const damages = {
    nothing: (path: string) => writeFileSync(path, ''),
    'an empty object': (path: string) => writeFileSync(path, '{}'),
    'another kind of key': (path: string) =>
      writeFileSync(path, '{"kty":"OKP","crv":"X25519","x":"a","d":"b"}'),
    'random bytes': (path: string) => writeFileSync(path, Buffer.from([0, 255, 254, 1, 2, 3])),
    'a folder': (path: string) => {
      rmSync(path, { force: true });
      mkdirSync(path);
    },
  };

  for (const [what, damage] of Object.entries(damages)) {
    it(`comes back from its copy when its file holds ${what}, which is set aside`, async () => {
      const dir = temporaryDir();
      const path = join(dir, 'kiosk-key.json');
      const first = await open(path);
      damage(path);
      const { key, state } = await openWith(path);
      expect([state, key.publicKey]).toEqual(['restored', first.publicKey]);
      expect(readdirSync(join(dir, 'damaged', '1'))).toEqual(['kiosk-key.json']);
      expect((await openWith(path)).state).toBe('kept');
    });

    it(`is made anew, and that is said, when neither its file nor its copy holds more than ${what}`, async () => {
      const dir = temporaryDir();
      const path = join(dir, 'kiosk-key.json');
      const first = await open(path);
      for (const name of ['kiosk-key.json', 'kiosk-key-copy.json']) damage(join(dir, name));
      const { key, state } = await openWith(path);
      expect(state).toBe('lost');
      expect(key.publicKey).not.toEqual(first.publicKey);
      expect(readdirSync(join(dir, 'damaged', '1'))).toHaveLength(2);
    });
  }
});
