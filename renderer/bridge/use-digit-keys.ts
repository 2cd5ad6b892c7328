import { useEffect, useRef } from 'react';

interface DigitKeys {
  readonly onDigit: (digit: string) => void;
  readonly onErase: () => void;
  readonly onEnter: () => void;
}

/** Lets the digits, Backspace and Enter of a keyboard do what the keys on the screen do. */
export function useDigitKeys(keys: DigitKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const { onDigit, onErase, onEnter } = latest.current;
      if (/^[0-9]$/.test(event.key)) onDigit(event.key);
      else if (event.key === 'Backspace') onErase();
      else if (event.key === 'Enter') onEnter();
      else return;
      // Enter would press whatever key on the screen was touched last as well.
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
