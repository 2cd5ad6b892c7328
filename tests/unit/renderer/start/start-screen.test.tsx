import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { sampleState } from '../../../../renderer/preview/sample-state.ts';
import { fillStartScreen } from '../../../../renderer/start/start-screen.ts';
import type { KioskState } from '../../../../shared/contract/kiosk-api.ts';
import { LANGUAGES } from '../../../../shared/domain/wording/languages.ts';
import { NOW_MS, closeKioskPage, openKioskPage } from '../../../support/kiosk-page.tsx';

const INDEX = readFileSync(join(import.meta.dirname, '../../../../renderer/index.html'), 'utf8');

afterEach(closeKioskPage);

/** Elements below the start screen with their classes and words; its foot, which waits for the page, left out. */
function drawn(root: Document): readonly string[] {
  const screen = root.querySelector('.attract')!;
  return [...screen.querySelectorAll('*')]
    .filter((element) => element.closest('.attract-footer, [hidden], svg') === null)
    .map((element) => {
      const classes = element.getAttribute('class');
      const said = element.children.length === 0 ? element.textContent : '';
      const state = ['data-calm', 'data-invitation', 'datetime', 'dir']
        .map((name) => `${name}=${element.getAttribute(name)}`)
        .join(' ');
      return `${element.tagName} ${classes} ${state} ${said}`;
    });
}

function beforeThePage(state: KioskState): Document {
  const page = new DOMParser().parseFromString(INDEX, 'text/html');
  fillStartScreen(page, state, NOW_MS);
  return page;
}

const away = sampleState(NOW_MS).devices.map((device) => ({ ...device, state: 'lost' as const }));
const STATES: Readonly<Record<string, Partial<KioskState>>> = {
  'while a card is asked for': {},
  'while the reader is away': { devices: away },
  'while nothing can be stored': { storage: 'failing' },
  'where nobody has a PIN': { takes_pins: false },
};

describe('the start screen that is painted before the page is there', () => {
  it('says nothing in any language before core has spoken', () => {
    const page = new DOMParser().parseFromString(INDEX, 'text/html');
    expect(page.body.textContent.trim()).toBe('');
    expect(page.querySelector('.emblem')?.hasAttribute('data-calm')).toBe(true);
  });

  it.each(Object.keys(STATES))('is the very one that the page then shows, %s', async (name) => {
    const state = { ...sampleState(NOW_MS), ...STATES[name] };
    const kiosk = await openKioskPage();
    await kiosk.settle(() => kiosk.showAttract(STATES[name]));
    expect(drawn(beforeThePage(state))).toEqual(drawn(document));
  });

  it.each(LANGUAGES)('speaks the gym’s language: %s', async (locale) => {
    const kiosk = await openKioskPage();
    await kiosk.settle(() => kiosk.showAttract({ locale }));
    const before = beforeThePage({ ...sampleState(NOW_MS), locale });
    expect(before.documentElement.lang).toBe(locale);
    expect(drawn(before)).toEqual(drawn(document));
  });

  it('has the gym’s colours and size of text at once', () => {
    const appearance = { text_percent: 200, theme: 'light' } as const;
    const { documentElement: root } = beforeThePage({ ...sampleState(NOW_MS), appearance });
    expect([root.dataset['theme'], root.style.getPropertyValue('--text-scale')]).toEqual(['light', '2']);
    expect(root.hasAttribute('data-large-text')).toBe(true);
  });
});
