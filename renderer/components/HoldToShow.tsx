import { IconEye } from '@tabler/icons-react';
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { t } from '../i18n/translate.ts';
import styles from './HoldToShow.module.css';

/** Whether something is held open, and what a hand does about it. */
export interface Hold {
  readonly shown: boolean;
  readonly onChange: (shown: boolean) => void;
}

/** Whether what is private may be seen at the moment: only while a finger (or a key) holds it open. */
export function useHold(): Hold {
  const [shown, onChange] = useState(false);
  return { shown, onChange };
}

/** The button to hold. Letting go, sliding off or losing focus hides again. */
export function HoldToShow({ shown, onChange }: Hold) {
  const hide = () => onChange(false);
  const onPointerDown = (event: PointerEvent<HTMLButtonElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    onChange(true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === ' ' || event.key === 'Enter') onChange(true);
  };
  return (
    <button
      type="button"
      className={styles.hold}
      aria-pressed={shown}
      onPointerDown={onPointerDown}
      onPointerUp={hide}
      onPointerCancel={hide}
      onLostPointerCapture={hide}
      onKeyDown={onKeyDown}
      onKeyUp={hide}
      onBlur={hide}
      onContextMenu={(event) => event.preventDefault()}
      data-testid="hold-to-show"
    >
      <IconEye className={styles.icon} aria-hidden="true" />
      {t('private.hold')}
    </button>
  );
}
