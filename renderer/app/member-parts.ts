import { lazy } from 'react';
import { importDemoSheet } from '../screens/demo/demo-sheet-part.ts';

/**
 * The parts of the page that only a signed-in member, staff or the demo need. They stay out of the first
 * paint and are fetched once the page is idle, so that they are there before the first card is.
 */
const importMemberArea = () => import('./MemberArea.tsx');
const importStaffArea = () => import('../screens/staff/StaffArea.tsx');
const importStaffSignIn = () => import('../screens/staff/StaffSignIn.tsx');
const importKeypadEntry = () => import('../screens/pin/KeypadEntry.tsx');
const importChartLibrary = () => import('../components/chart/chart-library.ts');

export const MemberArea = lazy(async () => ({ default: (await importMemberArea()).MemberArea }));
export const StaffArea = lazy(async () => ({ default: (await importStaffArea()).StaffArea }));
export const StaffSignIn = lazy(async () => ({ default: (await importStaffSignIn()).StaffSignIn }));
export const KeypadEntry = lazy(async () => ({ default: (await importKeypadEntry()).KeypadEntry }));

/** Idle or not, the parts are fetched this long after the first paint. */
const IDLE_DEADLINE_MS = 2_000;

async function fetchMemberParts(): Promise<void> {
  await importMemberArea();
  await importKeypadEntry();
  await importChartLibrary();
  await importDemoSheet();
  await importStaffSignIn();
  await importStaffArea();
}

/** Fetches the members' parts as soon as the page has nothing better to do. */
export function loadMemberPartsWhenIdle(): void {
  requestIdleCallback(() => void fetchMemberParts(), { timeout: IDLE_DEADLINE_MS });
}
