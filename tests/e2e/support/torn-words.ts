import type { Page } from '@playwright/test';

/** Longer ones are addresses and ids, which may be cut where they must. */
const LONGEST_WORD = 24;

/** Words on the page whose letters stand on more than one line; a hyphen is a fair place to break at. */
export function tornWords(page: Page): Promise<string[]> {
  return page.evaluate((longest) => {
    const torn: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      for (const { 0: word, index } of (node.textContent ?? '').matchAll(/[^\s\u00ad\u2010\u2013/-]+/gu)) {
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1 && word.length <= longest) torn.push(word);
      }
    }
    return torn;
  }, LONGEST_WORD);
}
