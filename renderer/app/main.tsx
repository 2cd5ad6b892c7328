import { createRoot } from 'react-dom/client';
import { BridgeProvider } from '../bridge/BridgeProvider.tsx';
import { App } from './App.tsx';
import { Recovery } from './Recovery.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

createRoot(root).render(
  <BridgeProvider bridge={window.kiosk}>
    <Recovery>
      <App />
    </Recovery>
  </BridgeProvider>,
);
