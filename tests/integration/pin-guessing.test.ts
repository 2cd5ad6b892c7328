import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { addMember, cardOf } from '../support/core/open-test-store.ts';
import { openTestFloor } from '../support/core/test-floor.ts';
import { givePin, typePin } from '../support/core/type-pin.ts';
import { seededRandom } from '../support/seeded-random.ts';

const TRIES = 10_000;
const LONGEST_PAUSE_MS = 90_000;

it(
  'tells whoever tries ten thousand PINs with one number at most ten times whether they fit',
  { timeout: 300_000 },
  async () => {
    const seed = randomInt(2 ** 31);
    const random = seededRandom(seed);
    const test = openTestFloor();
    const member = addMember(test.store, 1042);
    await givePin(test, member, '8206');
    const answers = new Map<string, number>();
    for (let guess = 0; guess < TRIES; guess += 1) {
      test.time.pass(Math.floor(random() * LONGEST_PAUSE_MS));
      test.keypad.tick();
      // Every PIN but the right one, which comes last: by then nobody may be told any more.
      const pin = guess === TRIES - 1 ? '8206' : String((8_207 + guess) % 10_000).padStart(4, '0');
      const answer = await typePin(test.keypad, '1042', pin);
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    }
    process.stdout.write(
      `${TRIES} PINs tried (seed ${seed}): ${JSON.stringify(Object.fromEntries(answers))}\n`,
    );
    expect(answers.get('ok') ?? 0).toBe(0);
    expect(answers.get('wrong_pin') ?? 0).toBeLessThanOrEqual(10);
    expect(answers.get('wrong_pin')).toBe(10);
    // The member is not locked out: the card works.
    test.scan(cardOf(1042));
    expect(test.sessions.current()?.member.id).toBe(member.id);
  },
);
