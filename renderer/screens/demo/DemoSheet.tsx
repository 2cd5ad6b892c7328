import { Drawer } from '@mantine/core';
import { IconCreditCard, IconHelpCircle, IconX } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import type { BridgeResult } from '../../../shared/contract/kiosk-bridge.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useDocument } from '../../bridge/use-document.ts';
import { Action } from '../../components/Action.tsx';
import { t } from '../../i18n/translate.ts';
import { KioskTheme } from '../../theme/KioskTheme.tsx';
import { cx } from '../../theme/cx.ts';
import { DemoMember } from './DemoMember.tsx';
import styles from './DemoSheet.module.css';
import { DemoStaffRow } from './DemoStaffRow.tsx';

interface DemoSheetProps {
  readonly onClose: () => void;
}

/** Who can walk up to a demo kiosk, and what they can do. */
export function DemoSheet({ onClose }: DemoSheetProps) {
  const bridge = useBridge();
  const cast = useDocument(useCallback(() => bridge.demo.cast(), [bridge]));
  const [failed, setFailed] = useState(false);
  const play = async (act: Promise<BridgeResult<void>>) => setFailed(!(await act).ok);
  return (
    <KioskTheme>
      <Drawer.Root
        opened
        onClose={onClose}
        position="bottom"
        // As high as the cast is long; the drawer itself only knows fixed sizes.
        styles={{ content: { height: 'auto' } }}
        classNames={{ content: cx(styles.sheet) }}
        lockScroll={false}
        transitionProps={{ transition: 'slide-up', duration: 220 }}
      >
        <Drawer.Overlay backgroundOpacity={0.6} />
        <Drawer.Content data-testid="demo-sheet">
          <header className={styles.header}>
            <div>
              <Drawer.Title className={cx(styles.title)}>{t('demo.title')}</Drawer.Title>
              <p className={styles.hint}>{t('demo.hint')}</p>
            </div>
            <button type="button" className={styles.close} onClick={onClose} aria-label={t('demo.close')}>
              <IconX aria-hidden="true" />
            </button>
          </header>
          <ul className={styles.cast}>
            {cast.value?.map((member) => (
              <DemoMember
                key={member.member_number}
                member={member}
                onTapCard={() => void play(bridge.demo.tapCard({ member_number: member.member_number }))}
                onStepOnScale={() =>
                  void play(bridge.demo.stepOnScale({ member_number: member.member_number }))
                }
                onWearStrap={(on) =>
                  void play(bridge.demo.wearStrap({ member_number: member.member_number, on }))
                }
              />
            ))}
          </ul>
          {cast.value === null && <p className={styles.hint}>{t('demo.empty')}</p>}
          <DemoStaffRow />
          <footer className={styles.footer}>
            <Action
              icon={<IconHelpCircle aria-hidden="true" />}
              onPress={() => void play(bridge.demo.tapCard({ member_number: null }))}
            >
              {t('demo.unknown_card')}
            </Action>
            {failed && (
              <p className={styles.failed} role="alert">
                <IconCreditCard aria-hidden="true" />
                {t('demo.failed')}
              </p>
            )}
          </footer>
        </Drawer.Content>
      </Drawer.Root>
    </KioskTheme>
  );
}
