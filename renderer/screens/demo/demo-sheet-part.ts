import { lazy } from 'react';

/** Fetched when the page is idle, or when it is first opened. */
export const importDemoSheet = () => import('./DemoSheet.tsx');

export const DemoSheet = lazy(async () => ({ default: (await importDemoSheet()).DemoSheet }));
