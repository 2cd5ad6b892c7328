import { useEffect } from 'react';

/** `ready_for_card` is the start screen once it asks for a card. */
type Mark = ScreenName | 'ready_for_card';

export type ScreenName =
  | 'preparing'
  | 'attract'
  | 'refused'
  | 'welcome'
  | 'dashboard'
  | 'attendance'
  | 'notifications'
  | 'notification-preferences'
  | 'pairing'
  | 'live'
  | 'summary'
  | 'progress'
  | 'goals'
  | 'keypad'
  | 'own_pin'
  | 'weigh-in'
  | 'staff_sign_in'
  | 'staff';

/**
 * Marks in the performance timeline when a screen has reached the display: two animation frames
 * after it was put into the page, the first frame after which its pixels are certain to be out.
 * Only the newest mark of a screen is kept: a kiosk shows thousands a day, and a former member's
 * session id has no business in the page.
 * @param name null marks nothing
 * @param sessionId noted with the mark, so that a measurement finds its own check-in; null outside a session
 */
export function useScreenPainted(name: Mark | null, sessionId: string | null): void {
  useEffect(() => {
    if (name === null) return undefined;
    let second = 0;
    const first = requestAnimationFrame(() => {
      second = requestAnimationFrame(() => {
        performance.clearMarks(`screen:${name}`);
        performance.mark(`screen:${name}`, { detail: { session_id: sessionId } });
      });
    });
    return () => {
      cancelAnimationFrame(first);
      cancelAnimationFrame(second);
    };
  }, [name, sessionId]);
}
