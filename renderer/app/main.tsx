import { createRoot } from 'react-dom/client';
import type { Language } from '../../shared/domain/wording/languages.ts';
import { BridgeProvider } from '../bridge/BridgeProvider.tsx';
import { speakFirst } from '../i18n/use-page-language.ts';
import { App } from './App.tsx';
import { Recovery } from './Recovery.tsx';

/**
 * Puts the page in the place of what `index.html` shows until then.
 * @param language the gym's: its words are there before the first screen is
 */
export async function openApp(language: Language): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  await speakFirst(language);
  createRoot(root).render(
    <BridgeProvider bridge={window.kiosk}>
      <Recovery>
        <App />
      </Recovery>
    </BridgeProvider>,
  );
}
