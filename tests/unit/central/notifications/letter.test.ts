import { describe, expect, it } from 'vitest';
import { writeLetter } from '../../../../central/notifications/letter.ts';

const NOTIFICATION = {
  id: 'n-1',
  topic: 'progress',
  createdAtMs: 1_771_416_000_000,
  expiresAtMs: null,
  reason: { kind: 'achievement_earned', achievementType: 'visits_total_10', earnedOn: '2026-02-18' },
} as unknown as Parameters<typeof writeLetter>[0][number];

const letterTo = (firstName: string, gymName: string) =>
  writeLetter([NOTIFICATION], {
    messageId: 'm-1',
    email: 'mara@mail.example',
    firstName,
    gymName,
    language: 'en',
    unsubscribeUrl: 'https://gym.example/api/unsubscribe/t',
    unsubscribePageUrl: 'https://gym.example/unsubscribe/t',
  });

describe('a letter', () => {
  // fluux-messenger#358: a name from right to left took the marks around it along.
  it('keeps the comma behind a name that is written from right to left, in every sentence', () => {
    const { subject, text } = letterTo('محمد', 'نادي الشمال');
    expect(text).toContain('Hi \u2068محمد\u2069,');
    for (const said of [subject, text.slice(text.indexOf('-- '))])
      expect(said).toContain('\u2068نادي الشمال\u2069');
  });

  it('adds nothing to any other name', () => {
    const { subject, text } = letterTo('Öztürk', 'Gym North');
    expect(`${subject}${text}`).not.toMatch(/[\u2066-\u2069]/);
  });
});
