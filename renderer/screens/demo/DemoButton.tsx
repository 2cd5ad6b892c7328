import { IconWand } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { t } from '../../i18n/translate.ts';
import { DemoSheet } from './demo-sheet-part.ts';
import styles from './DemoButton.module.css';

/** Opens the sheet that plays the gym's people where there is no reader and no strap. */
export function DemoButton() {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <button type="button" className={styles.demo} onClick={() => setOpened(true)} data-testid="demo-open">
        <IconWand className={styles.icon} aria-hidden="true" />
        {t('demo.open')}
      </button>
      {opened && (
        <Suspense fallback={null}>
          <DemoSheet onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}
