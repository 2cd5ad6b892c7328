import { createContext, useContext, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import type { Appearance } from '../../shared/contract/appearance.ts';
import { applyAppearance } from '../theme/apply-appearance.ts';

interface AppearanceInUse {
  readonly appearance: Appearance;
  /** What the member who stands here wants; it is gone with the session. */
  readonly choose: (own: Appearance) => void;
}

const AppearanceContext = createContext<AppearanceInUse | null>(null);

interface AppearanceProviderProps {
  /** The kiosk's own. */
  readonly usual: Appearance;
  /** The running session; null where nobody is signed in. */
  readonly sessionId: string | null;
  readonly children: ReactNode;
}

/** Gives the whole page its size of text and its colours: the kiosk's, or those of the member at the screen. */
export function AppearanceProvider({ usual, sessionId, children }: AppearanceProviderProps) {
  const [own, setOwn] = useState<{ readonly sessionId: string; readonly appearance: Appearance } | null>(
    null,
  );
  const appearance = own !== null && own.sessionId === sessionId ? own.appearance : usual;
  useLayoutEffect(() => applyAppearance(document.documentElement, appearance), [appearance]);
  const value = useMemo(
    () => ({
      appearance,
      choose: (chosen: Appearance) => {
        if (sessionId !== null) setOwn({ sessionId, appearance: chosen });
      },
    }),
    [appearance, sessionId],
  );
  return <AppearanceContext value={value}>{children}</AppearanceContext>;
}

/** How the page looks, and the way to change it. Throws outside an `AppearanceProvider`. */
export function useAppearance(): AppearanceInUse {
  const value = useContext(AppearanceContext);
  if (value === null) throw new Error('useAppearance needs an AppearanceProvider above');
  return value;
}
