import { screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  sampleStaffDevices,
  sampleStaffMember,
  sampleStaffToday,
} from '../../../../renderer/preview/sample-staff.ts';
import { closeKioskPage, NOW_MS, openKioskPage, type KioskPage } from '../../../support/kiosk-page.tsx';

/** fluux-messenger#358: a long name lost its beginning, which is on the right. */
const NAME = 'عبد الرحمن محمد بن عبد العزيز آل الشيخ';

let page: KioskPage;
beforeEach(async () => {
  page = await openKioskPage();
});
afterEach(closeKioskPage);

/** Every place where the name stands: it begins where it begins, by an element or a sign of its own. */
function expectOwnDirection(): void {
  const holders = [...document.querySelectorAll('*')].filter((element) =>
    [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.includes(NAME) === true,
    ),
  );
  expect(holders).not.toEqual([]);
  for (const holder of holders) {
    const isIsolated = holder.textContent.includes(`\u2068${NAME}\u2069`);
    expect([holder.outerHTML, isIsolated || holder.closest('[dir="auto"], bdi') !== null]).toEqual([
      holder.outerHTML,
      true,
    ]);
  }
}

describe('a name that is written from right to left', () => {
  it('keeps its beginning in the greeting', async () => {
    await page.settle(() => page.showMember({ first_name: NAME }));
    expect(page.screenName()).toBe('welcome');
    expectOwnDirection();
  });

  it('keeps it on the dashboard', async () => {
    await page.signIn({ first_name: NAME });
    expect(page.screenName()).toBe('dashboard');
    expectOwnDirection();
  });

  it('keeps it wherever staff see it: today, a search, one member, their own', async () => {
    const today = sampleStaffToday(NOW_MS);
    page.answer('staff.today', {
      ok: true,
      value: {
        ...today,
        visits: today.visits.map((visit) => ({ ...visit, name: NAME })),
        refusals: today.refusals.map((refusal) => ({
          ...refusal,
          member: refusal.member === null ? null : { ...refusal.member, name: NAME },
        })),
      },
    });
    page.answer('staff.findMembers', {
      ok: true,
      value: [{ member_id: 'm-1', member_number: '1001', name: NAME, status: 'active' }],
    });
    page.answer('staff.member', { ok: true, value: { ...sampleStaffMember(NOW_MS), name: NAME } });
    const devices = sampleStaffDevices(NOW_MS);
    const readings = (devices.test?.readings ?? []).map((reading) => ({
      ...reading,
      card: { whose: 'member', name: NAME, member_number: '1001' } as const,
    }));
    page.answer('staff.devices', {
      ok: true,
      value: { ...devices, test: devices.test === null ? null : { ...devices.test, readings } },
    });
    await page.settle(() => page.showStaff({ name: NAME }));
    expect(page.text()).toContain(`${NAME}\u2069 · 1001`);
    expectOwnDirection();
    await page.settle(() => screen.getByLabelText('Today').click());
    expectOwnDirection();
    await page.settle(() => screen.getByLabelText('Members').click());
    for (const key of ['A', 'D']) await page.touchOn(`name-key-${key}`);
    await page.touchOn('find-members');
    expectOwnDirection();
    await page.touchOn('member-1001');
    expect(screen.getByTestId('staff-member')).toBeTruthy();
    expectOwnDirection();
  });
});
