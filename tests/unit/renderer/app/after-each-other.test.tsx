import { afterEach, beforeEach, expect, it } from 'vitest';
import { sampleDashboard } from '../../../../renderer/preview/sample-dashboard.ts';
import { sampleNotifications } from '../../../../renderer/preview/sample-notifications.ts';
import { sampleSession } from '../../../../renderer/preview/sample-state.ts';
import { NOW_MS, closeKioskPage, openKioskPage, type KioskPage } from '../../../support/kiosk-page.tsx';

const MEMBERS = 50;
/** What a member opens before the next card is held to the reader. */
const OPENED = ['open-attendance', 'open-goals', 'open-notifications', 'open-display'];

let page: KioskPage;
beforeEach(async () => {
  page = await openKioskPage();
});
afterEach(closeKioskPage);

const markOf = (member: number): string => `Quill${String(member).padStart(3, '0')}x`;

/** The document of one member: every word of it that only this member may read bears a mark. */
function markedAs<Value>(document: Value, mark: string): Value {
  return JSON.parse(JSON.stringify(document), (key, value: unknown) =>
    typeof value === 'string' && ['title', 'text', 'description', 'class_name', 'reason'].includes(key)
      ? `${value} ${mark}`
      : value,
  ) as Value;
}

/** Everything that the page holds and that outlives a screen: elements with their names, stores, marks. */
function held(): string {
  return [
    document.documentElement.outerHTML,
    JSON.stringify({ ...localStorage }),
    JSON.stringify({ ...sessionStorage }),
    JSON.stringify(performance.getEntries().map((entry) => [entry.name, (entry as PerformanceMark).detail])),
    document.title,
    location.href,
    JSON.stringify(history.state),
  ].join('\n');
}

it(`${MEMBERS} members one after the other find nothing of those before them`, async () => {
  for (let member = 0; member < MEMBERS; member += 1) {
    const mark = markOf(member);
    page.answer('dashboard.get', { ok: true, value: markedAs(sampleDashboard(NOW_MS), mark) });
    page.answer('notifications.list', { ok: true, value: markedAs(sampleNotifications(NOW_MS), mark) });
    await page.signIn({
      session_id: `session-${mark}`,
      first_name: mark,
      idle_prompt_at: NOW_MS + 3_600_000,
      idle_logout_at: NOW_MS + 3_600_000,
      ends_at: NOW_MS + 3_600_000,
      heart_rate: sampleSession(NOW_MS).heart_rate,
    });
    expect(page.text()).toContain(mark);
    await page.touchOn(OPENED[member % OPENED.length]!);
    const found = held();
    const ofOthers = Array.from({ length: member }, (_, before) => markOf(before)).filter((other) =>
      found.includes(other),
    );
    expect([mark, ofOthers]).toEqual([mark, []]);
  }
  await page.settle(() => page.showAttract());
  expect(held()).not.toContain('Quill');
});
