import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openKioskKey } from '../../../../../electron/core/sync/kiosk-key.ts';
import { countedIds } from '../../../../support/core/counted-ids.ts';
import { temporaryDir } from '../../../../support/core/open-test-store.ts';
import { fakeTime } from '../../../../support/devices/fake-time.ts';

const open = (path: string) => openKioskKey(path, { clock: fakeTime(), newId: countedIds() });

describe("a kiosk's key", () => {
  it('is made once and stays the same', async () => {
    const dir = temporaryDir();
    const first = await open(join(dir, 'key.json'));
    const second = await open(join(dir, 'key.json'));
    expect(second.publicKey).toEqual(first.publicKey);
    expect(readdirSync(dir)).toEqual(['key.json']);
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

  for (const content of ['', '{}', '{"kty":"OKP","crv":"X25519","x":"a","d":"b"}']) {
    it(`is never replaced unseen when its file holds ${content === '' ? 'nothing' : content}`, async () => {
      const path = join(temporaryDir(), 'key.json');
      writeFileSync(path, content);
      await expect(open(path)).rejects.toThrow();
      expect(readFileSync(path, 'utf8')).toBe(content);
    });
  }
});
