import { createFakeKiosk } from './fake-kiosk.ts';

Object.defineProperty(window, 'kiosk', {
  value: Object.freeze(createFakeKiosk(new URLSearchParams(window.location.search))),
});
