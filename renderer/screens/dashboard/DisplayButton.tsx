import { IconTextSize } from '@tabler/icons-react';
import { useState } from 'react';
import { TEXT_PERCENTS, THEMES } from '../../../shared/contract/appearance.ts';
import { useAppearance } from '../../app/Appearance.tsx';
import { Action } from '../../components/Action.tsx';
import { ChoiceChips } from '../../components/ChoiceChips.tsx';
import { Sheet } from '../../components/Sheet.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import styles from './DisplayButton.module.css';

/** The way to larger words and other colours. */
export function DisplayButton() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Action
        icon={<IconTextSize aria-hidden="true" />}
        onPress={() => setIsOpen(true)}
        testId="open-display"
      >
        {t('display.open')}
      </Action>
      {isOpen && <DisplaySheet onClose={() => setIsOpen(false)} />}
    </>
  );
}

function DisplaySheet({ onClose }: { readonly onClose: () => void }) {
  const { appearance, choose } = useAppearance();
  const formats = useFormats();
  return (
    <Sheet title={t('display.title')} testId="display-sheet" size="wide" onClose={onClose}>
      <div className={styles.choices}>
        <p>{t('display.text')}</p>
        <ChoiceChips
          label={t('display.text')}
          choices={TEXT_PERCENTS.map((percent) => ({
            value: String(percent),
            label: formats.percent(percent / 100),
          }))}
          chosen={String(appearance.text_percent)}
          onChoose={(percent) => choose({ ...appearance, text_percent: Number(percent) })}
        />
        <p>{t('display.theme')}</p>
        <ChoiceChips
          label={t('display.theme')}
          choices={THEMES.map((theme) => ({ value: theme, label: t(`display.theme_${theme}`) }))}
          chosen={appearance.theme}
          onChoose={(theme) => choose({ ...appearance, theme })}
        />
        <p className={styles.note}>{t('display.note')}</p>
        <Action fullWidth tone="primary" onPress={onClose} testId="display-done">
          {t('entry.list_done')}
        </Action>
      </div>
    </Sheet>
  );
}
