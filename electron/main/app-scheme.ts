import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { protocol, type Session } from 'electron';

/** The page's origin. A scheme of its own: no `file://`, no web server, no other origin can be it. */
export const APP_ORIGIN = 'kiosk://app';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
};

/** Only what the page needs; no network at all, no evaluated code, no frames, no plugins. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  // No policy may be made: nothing turns a text into markup or script.
  "trusted-types 'none'",
  // No forms, pop-ups, downloads and, without allow-modals, no alert, prompt or print dialog.
  'sandbox allow-scripts allow-same-origin',
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), bluetooth=(), camera=(), clipboard-read=(), clipboard-write=(), display-capture=(), ' +
    'fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), ' +
    'magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), screen-wake-lock=(), serial=(), ' +
    'storage-access=(), usb=(), window-management=(), xr-spatial-tracking=()',
};

/** Must run before the app is ready: Chromium learns of schemes only then. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'kiosk', privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/**
 * Serves the built page from a list made once: a request is a look-up, never a path. A file is read
 * when it is first asked for, and kept.
 * @param folder the renderer's build
 */
export function serveApp(session: Session, folder: string): void {
  const paths = new Map<string, string>();
  for (const path of listFiles(folder)) {
    if (CONTENT_TYPES[extname(path)] !== undefined)
      paths.set(`/${relative(folder, path).split(sep).join('/')}`, path);
  }
  const bodies = new Map<string, Uint8Array<ArrayBuffer>>();
  const bodyOf = (path: string): Uint8Array<ArrayBuffer> => {
    const body = bodies.get(path) ?? new Uint8Array(readFileSync(path));
    bodies.set(path, body);
    return body;
  };
  session.protocol.handle('kiosk', (request) => {
    const url = new URL(request.url);
    const path =
      url.host === 'app' ? paths.get(url.pathname === '/' ? '/index.html' : url.pathname) : undefined;
    if (path === undefined || request.method !== 'GET')
      return new Response('not found', { status: 404, headers: HEADERS });
    return new Response(bodyOf(path), {
      headers: { ...HEADERS, 'content-type': CONTENT_TYPES[extname(path)]! },
    });
  });
}

/** Every file below a folder. By hand: the oldest runtime's `readdir` knows no `recursive`. */
function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listFiles(path);
    return entry.isFile() ? [path] : [];
  });
}
