import { MantineProvider, createTheme } from '@mantine/core';
import type { ReactNode } from 'react';
import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/global.css';
import '@mantine/core/styles/UnstyledButton.css';
import '@mantine/core/styles/Button.css';
import '@mantine/core/styles/CloseButton.css';
import '@mantine/core/styles/Overlay.css';
import '@mantine/core/styles/ModalBase.css';
import '@mantine/core/styles/Modal.css';
import '@mantine/core/styles/Drawer.css';
import '@mantine/core/styles/Paper.css';
import '@mantine/core/styles/SegmentedControl.css';
import '@mantine/core/styles/RingProgress.css';
import '@mantine/core/styles/Progress.css';
import './mantine-variables.css';

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
