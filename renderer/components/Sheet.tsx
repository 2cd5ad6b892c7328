import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { cx } from '../theme/cx.ts';
import styles from './Sheet.module.css';

interface SheetProps {
  readonly title: string;
  readonly testId: string;
  /** `wide` where it holds a list, `broad` where two things stand side by side in landscape. */
  readonly size?: 'narrow' | 'wide' | 'broad';
  /** Stands opposite the title. */
  readonly corner?: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A sheet over the page, which has the focus until it is closed. What does not fit it scrolls. */
export function Sheet({ title, testId, size = 'narrow', corner, onClose, children }: SheetProps) {
  return (
    <Modal.Root
      opened
      onClose={onClose}
      centered
      lockScroll={false}
      size="auto"
      classNames={{ content: cx(styles.sheet, styles[size]) }}
    >
      <Modal.Overlay backgroundOpacity={0.8} />
      <Modal.Content data-testid={testId}>
        <div className={styles.head}>
          <Modal.Title className={cx(styles.title)}>{title}</Modal.Title>
          {corner}
        </div>
        {children}
      </Modal.Content>
    </Modal.Root>
  );
}

interface SheetActionsProps {
  readonly children: ReactNode;
}

/** The buttons at the foot of a sheet, side by side where there is room. */
export function SheetActions({ children }: SheetActionsProps) {
  return <div className={styles.actions}>{children}</div>;
}
