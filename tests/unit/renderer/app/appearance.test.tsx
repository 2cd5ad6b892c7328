import { fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleSession, sampleState } from '../../../../renderer/preview/sample-state.ts';
import { closeKioskPage, NOW_MS, openKioskPage, type KioskPage } from '../../../support/kiosk-page.tsx';

const LONG_STAY = { idle_prompt_at: NOW_MS + 170_000, idle_logout_at: NOW_MS + 175_000 };
const root = document.documentElement;
const scale = () => root.style.getPropertyValue('--text-scale');
const choose = (page: KioskPage, name: string) =>
  page.settle(() => fireEvent.click(screen.getByRole('radio', { name })));

let page: KioskPage;
beforeEach(async () => {
  page = await openKioskPage();
});
afterEach(closeKioskPage);

describe('how the screen looks', () => {
  it('is as the kiosk is set up, before anybody stands there and then', async () => {
    const appearance = { text_percent: 150, theme: 'light' as const };
    await page.settle(() => page.showAttract({ appearance }));
    expect([scale(), root.dataset['theme']]).toEqual(['1.5', 'light']);
    const session = { ...sampleSession(NOW_MS), ...LONG_STAY };
    await page.settle(() =>
      page.show({ ...sampleState(NOW_MS), appearance, view: { name: 'member', session } }),
    );
    expect([scale(), root.dataset['theme']]).toEqual(['1.5', 'light']);
  });

  it('is as the member wants it, and not for the next one', async () => {
    await page.signIn(LONG_STAY);
    await page.touchOn('open-display');
    await choose(page, '200%');
    await choose(page, 'High contrast');
    expect([scale(), root.dataset['theme'], root.hasAttribute('data-large-text')]).toEqual([
      '2',
      'contrast',
      true,
    ]);
    await page.signIn({ ...LONG_STAY, session_id: 's-2' });
    expect([scale(), root.dataset['theme'], root.hasAttribute('data-large-text')]).toEqual([
      '1',
      'dark',
      false,
    ]);
  });
});
