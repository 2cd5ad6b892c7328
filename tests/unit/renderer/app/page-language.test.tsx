import { screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KioskState } from '../../../../shared/contract/kiosk-api.ts';
import type { Language } from '../../../../shared/domain/wording/languages.ts';
import type { Message } from '../../../../shared/domain/wording/message.ts';
import { sampleDashboard } from '../../../../renderer/preview/sample-dashboard.ts';
import { SAMPLE_SUMMARY, sampleSession, sampleState } from '../../../../renderer/preview/sample-state.ts';
import { startWordsOf } from '../../../../renderer/start/start-words.ts';
import { WELCOME_MS } from '../../../../renderer/screens/check-in/Welcome.tsx';
import { OTHER_LANGUAGES, PAGE_CATALOGUES } from '../../../support/wording/page-catalogues.ts';
import { NOW_MS, closeKioskPage, openKioskPage, type KioskPage } from '../../../support/kiosk-page.tsx';

const { en } = PAGE_CATALOGUES;

let page: KioskPage;
beforeEach(async () => {
  page = await openKioskPage();
});
afterEach(closeKioskPage);

const textsOf = (message: Message): string[] =>
  typeof message === 'string' ? [message] : Object.values(message);

/** What core sends comes in the gym's language by itself; the sample happens to be English. */
const FROM_CORE = JSON.stringify(sampleDashboard(NOW_MS));

/** English messages that the other language says in another way, as patterns of what they become. */
function onlyEnglish(language: Language): RegExp[] {
  const said = new Set(Object.values(PAGE_CATALOGUES[language]).flatMap(textsOf));
  return Object.values(en)
    .flatMap((message: Message) => textsOf(message))
    .filter((text) => !said.has(text) && /\p{L}/u.test(text.replaceAll(/\{\w+\}/g, '')))
    .map((text) => new RegExp(`^${text.replaceAll(/[.?()+*]/g, '\\$&').replaceAll(/\{\w+\}/g, '.+')}$`, 'u'));
}

/** Every text of the page, and what it says to screen readers alone. */
function shownTexts(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode() !== null) texts.push(walker.currentNode.textContent ?? '');
  const labels = [...document.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label')!);
  return [...texts, ...labels];
}

function leftInEnglish(language: Language): string[] {
  const patterns = onlyEnglish(language);
  return shownTexts().filter(
    (text) => !FROM_CORE.includes(`"${text}"`) && patterns.some((pattern) => pattern.test(text)),
  );
}

const member = (locale: KioskState['locale'], heartRate = sampleSession(NOW_MS).heart_rate): KioskState => ({
  ...sampleState(NOW_MS),
  locale,
  view: { name: 'member', session: { ...sampleSession(NOW_MS), heart_rate: heartRate } },
});

describe.each(OTHER_LANGUAGES)('a gym that speaks %s', (locale) => {
  const expectNoEnglish = (screenName: string) => {
    expect(page.screenName()).toBe(screenName);
    expect(leftInEnglish(locale)).toEqual([]);
  };

  it('invites in its language, and says which one it is', async () => {
    await page.settle(() => page.showAttract({ locale }));
    expect(page.text()).toContain(startWordsOf(locale)['attract.tap']);
    expect(document.documentElement.lang).toBe(locale);
    expectNoEnglish('attract');
  });

  it('greets and shows the dashboard with no word of English', async () => {
    await page.settle(() => page.show(member(locale)));
    expectNoEnglish('welcome');
    await page.pass(WELCOME_MS);
    expectNoEnglish('dashboard');
  });

  it.each([
    ['open-metric', 'progress'],
    ['open-attendance', 'attendance'],
    ['open-goals', 'goals'],
  ])('shows what %s opens with no word of English', async (testId, screenName) => {
    await page.settle(() => page.show(member(locale)));
    await page.pass(WELCOME_MS);
    await page.touchOn(testId);
    expectNoEnglish(screenName);
  });

  it('shows a workout by heart rate and its summary with no word of English', async () => {
    await page.settle(() =>
      page.show(member(locale, { phase: 'live', sensor: '20917', started_at: NOW_MS })),
    );
    await page.pass(WELCOME_MS);
    await page.touchOn('open-live');
    expectNoEnglish('live');
    await page.settle(() => page.show(member(locale, { phase: 'summary', summary: SAMPLE_SUMMARY })));
    expectNoEnglish('summary');
  });
});

describe('a gym whose language changes', () => {
  it('shows nothing in the former language, and comes back to it', async () => {
    await page.settle(() => page.showAttract({ locale: 'de' }));
    expect(screen.queryByText(startWordsOf('en')['attract.tap'])).toBeNull();
    await page.settle(() => page.showAttract({ locale: 'en' }));
    expect(screen.getByText(startWordsOf('en')['attract.tap'])).toBeTruthy();
    expect(document.documentElement.lang).toBe('en');
  });
});
