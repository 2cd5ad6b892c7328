import { MantineProvider, createTheme } from '@mantine/core';
import type { ReactNode } from 'react';
// oxlint-disable-next-line import/no-unassigned-import -- a style sheet has no value
import './mantine.css';

const theme = createTheme({
  respectReducedMotion: true,
  focusRing: 'auto',
  cursorType: 'default',
});

interface KioskThemeProps {
  readonly children: ReactNode;
}

/**
 * Mantine in the kiosk's own look. Its variables come from style sheets, never from a `<style>` that
 * script writes: the page's Content-Security-Policy refuses those.
 */
export function KioskTheme({ children }: KioskThemeProps) {
  return (
    <MantineProvider theme={theme} forceColorScheme="dark" withCssVariables={false} withGlobalClasses={false}>
      {children}
    </MantineProvider>
  );
}
