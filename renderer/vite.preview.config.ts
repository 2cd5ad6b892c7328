import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** The production page's policy, so that what it would refuse is seen here first. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** Puts the fake `window.kiosk` in place before the page's own script runs. */
function fakeKiosk(): Plugin {
  return {
    name: 'fake-kiosk',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) =>
        html.replace(
          '<script type="module"',
          '<script type="module" src="./preview/install.ts"></script>\n    $&',
        ),
    },
  };
}

/** Shows the screens in a browser: `vite build` and `vite preview` with this file. Never part of the product. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), fakeKiosk()],
  build: {
    outDir: '../out/renderer-preview',
    emptyOutDir: true,
    target: 'chrome114',
    modulePreload: { polyfill: false },
  },
  preview: { port: 4173, strictPort: true, headers: { 'Content-Security-Policy': CONTENT_SECURITY_POLICY } },
});
