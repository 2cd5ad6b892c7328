import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createKeyBurst,
  KEY_GAP_MS,
  MAX_HELD_KEYS,
  READER_KEYS,
  STALL_MS,
} from '../../../../electron/main/key-burst.ts';

const END = '⏎';

/** Keys sorted: what the page gets, and what readers typed with `…` where it was broken off. */
function sorter() {
  const person: string[] = [];
  const reader: string[] = [];
  const burst = createKeyBurst<string>({
    person: (keys) => void person.push(...keys),
    reader: (keys, isWhole) => void reader.push(keys.join('') + (isWhole ? '' : '…')),
  });
  return { person, reader, burst };
}

/**
 * Presses keys one after the other; `gapsMs[i]` passes before key i, and somebody looks whenever it is
 * time to, unless the process is held up, and at the end until nothing is due. An Enter that is the
 * person's goes to the person too.
 */
function typed(keys: string, gapsMs: readonly number[], isHeldUp = false) {
  const { person, reader, burst } = sorter();
  let nowMs = 1_000;
  [...keys].forEach((key, index) => {
    const nextMs = nowMs + (gapsMs[index] ?? 0);
    for (let dueMs = burst.look(nowMs); !isHeldUp && dueMs !== null && dueMs < nextMs;)
      dueMs = burst.look(dueMs + 1);
    nowMs = nextMs;
    if (key !== END) burst.press(key, nowMs);
    else if (!burst.pressEnd(key, nowMs)) person.push(key);
  });
  const lastMs = nowMs;
  if (keys.endsWith(END)) for (let dueMs = burst.look(nowMs); dueMs !== null;) dueMs = burst.look(dueMs + 1);
  return { person: person.join(''), reader, burst, nowMs: lastMs, all: person };
}
const evenly = (keys: string, gapMs: number) => typed(keys, new Array<number>(keys.length).fill(gapMs));

describe('keys', () => {
  it.each([
    ['a tag of ten digits, 8 ms a key', '0008075634⏎', 8, '', ['0008075634⏎']],
    ['a slow reader', '0008075634⏎', KEY_GAP_MS, '', ['0008075634⏎']],
    ['the shortest code', '1004⏎', 5, '', ['1004⏎']],
    ['a code and CR LF', '10042⏎⏎', 5, '', ['10042⏎']],
    ['a code with a line end within', '10042⏎10043⏎', 5, '', ['10042⏎10043⏎…']],
    ['a code with several, CR LF among them', '10042⏎⏎1⏎10043⏎⏎', 5, '', ['10042⏎1⏎10043⏎…']],
    ['a person who types fast', 'hello world⏎', 90, 'hello world⏎', []],
    ['a person who types very slowly', '1001⏎', 700, '1001⏎', []],
    ['three keys rolled, then Enter', '123⏎', 30, '123⏎', []],
    ['Enter alone, again and again', '⏎⏎⏎', 30, '⏎⏎⏎', []],
  ])('of %s find their way', (_who, keys, gapMs, person, reader) => {
    expect(evenly(keys, gapMs)).toMatchObject({ person, reader });
  });

  it('of a person are let go as soon as no reader can have typed them', () => {
    const { person, burst } = sorter();
    burst.press('a', 0);
    expect(burst.look(0)).toBe(KEY_GAP_MS);
    expect(person).toEqual([]);
    expect(burst.look(KEY_GAP_MS + 1)).toBeNull();
    expect(person).toEqual(['a']);
  });

  it('of a code that stops half way are told as broken off, not typed into the page', () => {
    const { person, reader, burst } = evenly('10042', 5);
    expect(burst.look(1_025 + STALL_MS + 1)).toBeNull();
    expect(person).toBe('');
    expect(reader).toEqual(['10042…']);
  });

  it('of a person who carries on where a code broke off are the person’s', () => {
    expect(typed('1004ab', [0, 5, 5, 5, STALL_MS + 1, 100])).toMatchObject({ reader: ['1004…'] });
    expect(typed('1004ab⏎', [0, 5, 5, 5, STALL_MS + 1, 100, 100]).person).toBe('ab⏎');
  });

  it('of two codes are two as soon as they are further apart than the keys of one', () => {
    const pauses = [0, 5, 5, 5, 5, 5, KEY_GAP_MS + 1, 5, 5, 5, 5, 5];
    expect(typed('10042⏎10043⏎', pauses)).toMatchObject({ person: '', reader: ['10042⏎', '10043⏎'] });
  });

  it('of a reader are handed on once nothing followed the Enter', () => {
    const { reader, burst } = sorter();
    for (const key of '1004') burst.press(key, 0);
    expect(burst.pressEnd(END, 5)).toBe(true);
    expect(reader).toEqual([]);
    expect(burst.look(5)).toBe(5 + KEY_GAP_MS);
    expect(burst.look(5 + KEY_GAP_MS + 1)).toBeNull();
    expect(reader).toEqual(['1004⏎']);
  });

  it('of a reader may stall while the computer is busy', () => {
    expect(typed('10042⏎', [0, 5, 5, 5, STALL_MS, STALL_MS])).toMatchObject({
      person: '',
      reader: ['10042⏎'],
    });
  });

  it('go to the page before a key that types nothing', () => {
    const { person, burst } = sorter();
    burst.press('a', 0);
    burst.pressOther(10);
    expect(person).toEqual(['a']);
  });

  it('of a reader stay together when this process was held up between them', () => {
    expect(typed('0008075634⏎', [0, 300, 5, 400, 5, 5, 5, 5, 5, 5, 900], true)).toMatchObject({
      person: '',
      reader: ['0008075634⏎'],
    });
  });

  it('are waited for once when this process was held up, and not for ever', () => {
    const { person, reader, burst } = sorter();
    burst.press('1', 0);
    // Looked 300 ms late: the reader's other keys may be waiting behind.
    expect(burst.look(350)).toBe(350 + KEY_GAP_MS);
    expect(person).toEqual([]);
    expect(burst.look(700)).toBeNull();
    expect(person).toEqual(['1']);
    expect(reader).toEqual([]);
  });

  it('of an endless burst are handed on in portions, and its tail is no code', () => {
    const { person, reader } = evenly(`${'7'.repeat(MAX_HELD_KEYS + 5)}⏎1004⏎`, 2);
    expect(person).toBe('');
    expect(reader).toEqual([`${'7'.repeat(MAX_HELD_KEYS)}…`, '77777⏎1004⏎…']);
  });

  it('of an endless burst without an end settle too', () => {
    const { reader, burst, nowMs } = evenly('7'.repeat(MAX_HELD_KEYS), 2);
    expect(burst.look(nowMs + STALL_MS + 1)).toBeNull();
    expect(burst.pressEnd(END, nowMs + 2 * STALL_MS)).toBe(false);
    expect(reader).toHaveLength(1);
  });
});

const character = fc.constantFrom(...'0123456789ABCxyz-./');
/** What comes between a person's keys: at least every third pause is longer than a reader's. */
const personsPause = fc
  .array(fc.tuple(fc.nat(KEY_GAP_MS), fc.nat(KEY_GAP_MS), fc.integer({ min: KEY_GAP_MS + 1, max: 2_000 })))
  .map((triples) => triples.flat());

describe('whoever types', () => {
  it('gets every key to the page when it is a person, in order, whatever the rhythm', () => {
    fc.assert(
      fc.property(
        personsPause,
        fc.infiniteStream(fc.oneof(character, fc.constant(END))),
        (pauses, letters) => {
          const keys = pauses.map(() => letters.next().value).join('');
          const { person, reader, burst, nowMs, all } = typed(keys, pauses);
          burst.look(nowMs + KEY_GAP_MS + 1);
          expect(person.length).toBeLessThanOrEqual(keys.length);
          expect(all.join('')).toBe(keys);
          expect(reader).toEqual([]);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('gets no key to the page when it is a reader, and the whole code to where it belongs', () => {
    const code = fc.string({ unit: character, minLength: READER_KEYS, maxLength: 128 });
    const gaps = fc.infiniteStream(fc.nat(KEY_GAP_MS));
    fc.assert(
      fc.property(code, gaps, (keys, gap) => {
        const pauses = [...keys, END].map(() => gap.next().value);
        expect(typed(keys + END, pauses)).toMatchObject({ person: '', reader: [keys + END] });
      }),
      { numRuns: 1_000 },
    );
  });

  it('loses no key and gets none twice, whatever is pressed when', () => {
    const press = fc.tuple(
      fc.constantFrom('press', 'end', 'other', 'look'),
      fc.oneof(fc.nat(20), fc.nat(KEY_GAP_MS * 4)),
    );
    fc.assert(
      fc.property(fc.array(press, { maxLength: 600 }), (presses) => {
        const out: number[] = [];
        const burst = createKeyBurst<number>({
          person: (keys) => void out.push(...keys),
          reader: (keys) => void out.push(...keys),
        });
        const pressed: number[] = [];
        /** Ends that are the reader's; the second of CR LF goes nowhere. */
        const ends = new Set<number>();
        let nowMs = 0;
        presses.forEach(([what, pauseMs], index) => {
          nowMs += pauseMs;
          if (what === 'look') burst.look(nowMs);
          else if (what === 'other') burst.pressOther(nowMs);
          else if (what === 'press') {
            pressed.push(index);
            burst.press(index, nowMs);
          } else if (burst.pressEnd(index, nowMs)) {
            pressed.push(index);
            ends.add(index);
          }
        });
        burst.pressOther(nowMs);
        const arrived = new Set(out);
        expect(out).toEqual(pressed.filter((key) => arrived.has(key) || !ends.has(key)));
      }),
      { numRuns: 1_000 },
    );
  });
});
