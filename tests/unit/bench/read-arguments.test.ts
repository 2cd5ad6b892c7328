import { describe, expect, it } from 'vitest';
import { readArguments } from '../../bench/read-arguments.ts';

const NAMES = ['ant-decode', 'ant-integrity', 'push'];
const QUICK = { long: false, minutes: null, logs: null };

describe('what is asked of the benchmarks', () => {
  it('is all of them where no word picks one', () => {
    expect(readArguments([], NAMES)).toEqual({ benches: NAMES, options: QUICK });
  });

  it('is those whose name begins with one of the words', () => {
    expect(readArguments(['ant'], NAMES)).toEqual({
      benches: ['ant-decode', 'ant-integrity'],
      options: QUICK,
    });
    expect(readArguments(['push', 'ant-i'], NAMES)).toMatchObject({ benches: ['ant-integrity', 'push'] });
  });

  it('has a size, a time and a folder', () => {
    const options = { long: true, minutes: 1.5, logs: 'logs' };
    for (const words of [
      ['--long', '--minutes=1.5', '--logs=logs', 'push'],
      ['push', '--minutes', '1.5', '--logs', 'logs', '--long'],
    ])
      expect(readArguments(words, NAMES)).toEqual({ benches: ['push'], options });
  });

  it.each(['--help', '-h'])('starts nothing for %s, and says what there is', (word) => {
    expect(readArguments(['push', word], NAMES)).toEqual({
      usage: expect.stringMatching(/^npm run bench .*\nThere are: ant-decode, ant-integrity, push$/s),
    });
  });

  it.each([
    [['--fast'], '--fast'],
    [['pusj'], '"pusj"'],
    [['push', 'ant-x'], '"ant-x"'],
    [['--minutes=many'], 'many'],
    [['--minutes=0'], '0'],
    [['--minutes'], '--minutes'],
    [['--long=yes'], '--long'],
  ])('starts nothing for %j, and says why and what there is', (words, told) => {
    const asked = readArguments(words, NAMES);
    const [reason, ...usage] = ('usage' in asked ? asked.usage : '').split('\n');
    expect(reason).toContain(told);
    expect(usage.at(-1)).toBe('There are: ant-decode, ant-integrity, push');
  });
});
