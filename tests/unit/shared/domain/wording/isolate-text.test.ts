import { describe, expect, it } from 'vitest';
import { fillMessage } from '../../../../../shared/domain/wording/message.ts';
import { wordingFor } from '../../../../../shared/domain/wording/wording-for.ts';
import { isolateText } from '../../../../../shared/domain/wording/isolate-text.ts';
import { phraseOf } from '../../../../../shared/domain/wording/phrases.ts';

describe('a name within a sentence', () => {
  it.each(['محمد عبد الرحمن', 'דוד בן־גוריון', 'آرش', 'ߒߞߏ'])(
    'that is written from right to left moves nothing around it: %s',
    (name) => {
      expect(isolateText(name)).toBe(`\u2068${name}\u2069`);
      expect(fillMessage('Hello, {name}!', 'en', { name })).toBe(`Hello, \u2068${name}\u2069!`);
      expect(
        phraseOf(wordingFor('en').community, { kind: 'achievement', alias: name, achievementType: 'x' }),
      ).toBe(`\u2068${name}\u2069 earned a new achievement.`);
    },
  );

  it.each(['Mara', 'Öztürk', 'Đương', '김민준', 'Ефим', '1042'])(
    'of any other script stays as it is: %s',
    (name) => {
      expect(isolateText(name)).toBe(name);
    },
  );
});
