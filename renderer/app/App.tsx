import { Suspense, useEffect } from 'react';
import type { KioskState } from '../../shared/contract/kiosk-api.ts';
import { useConnection, useKioskState } from '../bridge/use-kiosk-state.ts';
import { Reconnecting } from '../components/Reconnecting.tsx';
import { StorageBanner } from '../components/StorageBanner.tsx';
import { Emblem } from '../components/Emblem.tsx';
import { FormatsProvider } from '../i18n/FormatsProvider.tsx';
import { usePageLanguage } from '../i18n/use-page-language.ts';
import { AppearanceProvider } from './Appearance.tsx';
import { Attract } from '../screens/attract/Attract.tsx';
import { Preparing } from '../screens/attract/Preparing.tsx';
import { Refused } from '../screens/check-in/Refused.tsx';
import { MemberSession } from './MemberSession.tsx';
import { KeypadEntry, loadMemberPartsWhenIdle, StaffArea, StaffSignIn } from './member-parts.ts';
import styles from './App.module.css';

/** The whole page: the screen that core's state asks for, and what lies over every screen. */
export function App() {
  const state = useKioskState();
  const connection = useConnection();
  const speaksGymsLanguage = usePageLanguage(state?.locale ?? null);
  useEffect(loadMemberPartsWhenIdle, []);
  if (state === null || !speaksGymsLanguage) {
    return (
      <div className="starting">
        <Emblem calm />
      </div>
    );
  }
  return (
    // Another language builds every screen anew, words that a screen keeps included.
    <FormatsProvider key={state.locale} locale={state.locale} timezone={state.timezone}>
      <AppearanceProvider
        usual={
          isTypedUpClose(state.view.name) ? { ...state.appearance, text_percent: 100 } : state.appearance
        }
        sessionId={state.view.name === 'member' ? state.view.session.session_id : null}
      >
        <main className={styles.app} data-connection={connection}>
          {state.storage === 'failing' && <StorageBanner />}
          <div className={styles.view}>
            <View state={state} />
          </div>
          {connection === 'reconnecting' && <Reconnecting />}
        </main>
      </AppearanceProvider>
    </FormatsProvider>
  );
}

/** Keys and staff's tables are made for somebody who stands before them, and large enough as they are. */
function isTypedUpClose(view: KioskState['view']['name']): boolean {
  return view === 'keypad' || view === 'staff_sign_in' || view === 'staff';
}

function View({ state }: { readonly state: KioskState }) {
  const { view } = state;
  if (view.name === 'preparing') {
    return <Preparing gymName={state.gym_name} step={view.step} progress={view.progress} />;
  }
  if (view.name === 'attract') return <Attract state={state} recording={view.recording} />;
  if (view.name === 'refused') return <Refused kind={view.kind} untilMs={view.until} />;
  if (view.name === 'keypad') {
    return (
      <Suspense fallback={null}>
        <KeypadEntry key={view.entry.session_id} entry={view.entry} demo={state.demo} />
      </Suspense>
    );
  }
  if (view.name === 'staff_sign_in') {
    return (
      <Suspense fallback={null}>
        <StaffSignIn key={view.sign_in.session_id} signIn={view.sign_in} />
      </Suspense>
    );
  }
  if (view.name === 'staff') {
    return (
      <Suspense fallback={null}>
        <StaffArea key={view.session.session_id} session={view.session} />
      </Suspense>
    );
  }
  const { session } = view;
  // The key drops everything of the former member when another session begins.
  return (
    <MemberSession key={session.session_id} session={session} devices={state.devices} demo={state.demo} />
  );
}
