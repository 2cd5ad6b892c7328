import { describe, expect, it } from 'vitest';
import { createMemberPins } from '../../../../../electron/core/members/member-pins.ts';

const pins = createMemberPins(Buffer.alloc(32, 1));

describe("what is kept of a member's PIN", () => {
  it('fits that PIN and no other', async () => {
    const record = await pins.recordOf('8206');
    await expect(pins.isPinOf('8206', record)).resolves.toBe(true);
    await expect(pins.isPinOf('8207', record)).resolves.toBe(false);
    await expect(pins.isPinOf('8206', null)).resolves.toBe(false);
  });

  it('is different each time, and names how it was made', async () => {
    const [first, second] = await Promise.all([pins.recordOf('8206'), pins.recordOf('8206')]);
    expect(first).not.toBe(second);
    expect(first).toMatch(/^scrypt\$16384\$8\$1\$/);
  });

  it('fits nothing on a kiosk with another key: a stolen database alone cannot be guessed at', async () => {
    const elsewhere = createMemberPins(Buffer.alloc(32, 2));
    await expect(elsewhere.isPinOf('8206', await pins.recordOf('8206'))).resolves.toBe(false);
    expect(elsewhere.hashOfNumber('1042')).not.toBe(pins.hashOfNumber('1042'));
  });

  it('was made with less work once, and still takes nobody less time to be told no', async () => {
    const cheap = (await pins.recordOf('8206')).replace('$16384$', '$256$');
    await expect(pins.isPinOf('8206', cheap)).resolves.toBe(false);
  });

  it('that was damaged is no wrong PIN', async () => {
    expect(() => pins.isPinOf('8206', 'scrypt$')).toThrow('damaged');
  });
});
