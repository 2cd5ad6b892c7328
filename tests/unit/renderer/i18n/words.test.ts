import { describe, expect, it } from 'vitest';
import { dayName } from '../../../../renderer/i18n/day-name.ts';
import { createFormats, duration } from '../../../../renderer/i18n/formats.ts';
import { formulaName } from '../../../../renderer/i18n/formula-name.ts';
import { findMessage, speak, t } from '../../../../renderer/i18n/translate.ts';
import { words } from '../../../../shared/domain/wording/en/page/words.ts';
import { fillMessage } from '../../../../shared/domain/wording/message.ts';

speak({ language: 'en', words });

describe('messages', () => {
  it('fill in what they are given', () => {
    expect(t('welcome.greeting', { name: 'Mara' })).toBe('Hi Mara');
  });

  it('count as the language counts, with a word of their own for some numbers', () => {
    expect(t('attract.recording', { count: 1 })).toBe('1 strap is recording');
    expect(t('attract.recording', { count: 2 })).toBe('2 straps are recording');
    expect(t('next.places', { count: 0 })).toBe('full');
    expect(t('welcome.visits_this_week', { count: 9 })).toBe('9 visits this week');
  });

  it('follow the plural rules of another language', () => {
    const visits = { one: '{count} wizyta', few: '{count} wizyty', other: '{count} wizyt' };
    expect([1, 3, 5].map((count) => fillMessage(visits, 'pl', { count }))).toEqual([
      '1 wizyta',
      '3 wizyty',
      '5 wizyt',
    ]);
  });

  it('never take a name for a placeholder of their own', () => {
    expect(t('welcome.greeting', { name: '{count} $& <b>' })).toBe('Hi {count} $& <b>');
  });

  it('are found by a key made from data only where there is one', () => {
    expect(findMessage('next.booking.booked')).toBe('Booked');
    expect(findMessage('next.booking.toString')).toBeNull();
  });

  it('leave no placeholder unbalanced', () => {
    for (const message of Object.values(words)) {
      for (const text of typeof message === 'string' ? [message] : Object.values(message)) {
        expect(text.replaceAll(/\{\w+\}/g, '')).not.toMatch(/[{}]/);
      }
    }
  });
});

describe('the day of something to come', () => {
  // A Monday; a class of Tuesday week was read as one of tomorrow.
  const monday = Date.parse('2026-11-30T18:00:00Z');
  const day = (date: string): string =>
    dayName(createFormats('en', 'Europe/Berlin'), `${date}T05:45:00Z`, monday);

  it('is a weekday alone only where it is the coming one', () => {
    expect(
      ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-06', '2026-12-07', '2026-12-08', '2027-01-05'].map(
        day,
      ),
    ).toEqual(['Today', 'Tomorrow', 'Wed', 'Sun', 'Mon 7 Dec', 'Tue 8 Dec', 'Tue, 5 Jan 2027']);
  });

  it('is tomorrow on the day the clocks change too', () => {
    const evening = Date.parse('2026-10-24T22:30:00Z');
    const formats = createFormats('en', 'Europe/Berlin');
    expect(dayName(formats, '2026-10-26T06:00:00Z', evening)).toBe('Tomorrow');
    expect(dayName(formats, '2026-10-25T20:00:00Z', evening)).toBe('Today');
  });
});

describe('numbers and times of a gym', () => {
  const berlin = createFormats('en', 'Europe/Berlin');

  it('are read in the gym’s zone and language', () => {
    const evening = Date.parse('2026-03-10T23:30:00Z');
    expect(berlin.clock(evening)).toBe('00:30');
    expect(berlin.dayKey(evening)).toBe('2026-03-11');
    expect(createFormats('en', 'America/New_York').clock(evening)).toBe('19:30');
    expect(createFormats('de', 'Europe/Berlin').number(1234.5, 1)).toBe('1.234,5');
  });

  it('keep a calendar day in every zone', () => {
    for (const zone of ['Pacific/Apia', 'Europe/Berlin', 'America/Los_Angeles']) {
      expect(createFormats('en', zone).date('2026-03-10', Date.parse('2026-03-01T12:00:00Z'))).toBe('10 Mar');
    }
  });

  it('use a minus that can be seen', () => {
    expect(berlin.signed(-0.35, 2)).toBe('\u22120.35');
    expect(berlin.signed(0.35, 2)).toBe('+0.35');
    expect(berlin.number(-2)).toBe('\u22122');
  });

  it('write durations as minutes and seconds, with hours from an hour on', () => {
    expect([0, 7, 247, 3_600, 3_847, -3].map(duration)).toEqual([
      '0:00',
      '0:07',
      '4:07',
      '1:00:00',
      '1:04:07',
      '0:00',
    ]);
  });
});

describe('formula names', () => {
  it('are the ones people cite, and readable for a formula not in the list', () => {
    expect(formulaName('max-heart-rate-nes@1')).toBe('Nes 2013');
    expect(formulaName('keytel-2005@1')).toBe('Keytel 2005');
  });
});

describe('units', () => {
  const berlin = createFormats('en', 'Europe/Berlin');

  it('stand in the singular behind one of what is counted, and measures never change', () => {
    expect([
      berlin.quantity(1, 'workouts', 0),
      berlin.quantity(2, 'workouts', 0),
      berlin.quantity(1, 'kg', 0),
    ]).toEqual(['1\u00a0workout', '2\u00a0workouts', '1\u00a0kg']);
  });
});
