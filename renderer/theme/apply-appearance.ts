import type { Appearance } from '../../shared/contract/appearance.ts';

/** From here on tiles stand below each other and pages scroll. */
const LARGE_PERCENT = 150;

/** Gives a page its size of text and its colours. */
export function applyAppearance(root: HTMLElement, { text_percent, theme }: Appearance): void {
  root.style.setProperty('--text-scale', String(text_percent / 100));
  root.dataset['theme'] = theme;
  root.toggleAttribute('data-large-text', text_percent >= LARGE_PERCENT);
}
