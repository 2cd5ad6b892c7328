import { useState } from 'react';
import type { KioskState, MemberSession } from '../../shared/contract/kiosk-api.ts';
import type { Dashboard as DashboardDocument } from '../../shared/domain/dashboard/dashboard.ts';
import type { LoadedDocument } from '../bridge/use-document.ts';
import { useNotifications } from '../bridge/use-notifications.ts';
import { Attendance } from '../screens/attendance/Attendance.tsx';
import { PersonalizedDashboard } from '../screens/dashboard/PersonalizedDashboard.tsx';
import { Goals } from '../screens/goals/Goals.tsx';
import { LiveHeartRate } from '../screens/heart-rate/LiveHeartRate.tsx';
import { Pairing } from '../screens/heart-rate/Pairing.tsx';
import { Summary } from '../screens/heart-rate/Summary.tsx';
import { OwnPin } from '../screens/pin/OwnPin.tsx';
import { NotificationPreferences } from '../screens/notifications/NotificationPreferences.tsx';
import { Notifications } from '../screens/notifications/Notifications.tsx';
import { ProgressTracking } from '../screens/progress/ProgressTracking.tsx';
import { WeighIn } from '../screens/weigh-in/WeighIn.tsx';
import { WeightOffer } from '../screens/weigh-in/WeightOffer.tsx';
import { KioskTheme } from '../theme/KioskTheme.tsx';
import { DASHBOARD_PAGE, pageAfterPhase, screenOf, type MemberPage } from './member-pages.ts';

interface MemberAreaProps {
  readonly session: MemberSession;
  readonly devices: KioskState['devices'];
  readonly demo: boolean;
  readonly dashboard: LoadedDocument<DashboardDocument>;
}

/** Everything a greeted member can reach, on one level: the dashboard and one step away from it. */
export function MemberArea({ session, devices, demo, dashboard }: MemberAreaProps) {
  const heartRate = session.heart_rate;
  const [page, setPage] = useState<MemberPage>(DASHBOARD_PAGE);
  const notifications = useNotifications(session.session_id);
  const [seenPhase, setSeenPhase] = useState(heartRate.phase);
  if (seenPhase !== heartRate.phase) {
    setSeenPhase(heartRate.phase);
    setPage(pageAfterPhase(seenPhase, heartRate.phase, page));
  }
  const weighIn = session.weigh_in;
  const screen = screenOf(heartRate.phase, page, weighIn);
  const toDashboard = () => setPage(DASHBOARD_PAGE);
  return (
    <KioskTheme>
      {screen.name === 'dashboard' && (
        <PersonalizedDashboard
          session={session}
          devices={devices}
          demo={demo}
          dashboard={dashboard}
          unread={notifications.value?.unread ?? null}
          onOpenNotifications={() => setPage({ name: 'notifications' })}
          onOpenAttendance={() => setPage({ name: 'attendance' })}
          onOpenGoals={() => setPage({ name: 'goals' })}
          onOpenWeightOffer={() => setPage({ name: 'weight-offer' })}
          onOpenLive={() => setPage({ name: 'live' })}
          onOpenPin={() => setPage({ name: 'own_pin' })}
          onOpenMetric={(metricType) => setPage({ name: 'progress', metricType })}
        />
      )}
      {screen.name === 'attendance' && dashboard.value !== null && (
        <Attendance session={session} dashboard={dashboard.value} onBack={toDashboard} />
      )}
      {screen.name === 'goals' && dashboard.value !== null && (
        <Goals session={session} tiles={dashboard.value.goals} onBack={toDashboard} />
      )}
      {screen.name === 'notifications' && (
        <Notifications
          session={session}
          notifications={notifications}
          onBack={toDashboard}
          onOpenPreferences={() => setPage({ name: 'notification-preferences' })}
        />
      )}
      {screen.name === 'notification-preferences' && (
        <NotificationPreferences session={session} onBack={() => setPage({ name: 'notifications' })} />
      )}
      {screen.name === 'progress' && (
        <ProgressTracking
          session={session}
          metricType={screen.metricType}
          metrics={dashboard.value?.progress_metrics ?? null}
          onBack={toDashboard}
          onOpenGoals={() => setPage({ name: 'goals' })}
          onChooseMetric={(metricType) => setPage({ name: 'progress', metricType })}
        />
      )}
      {screen.name === 'own_pin' && <OwnPin session={session} onBack={toDashboard} />}
      {screen.name === 'live' && <LiveHeartRate session={session} onBack={toDashboard} />}
      {screen.name === 'weight-offer' && weighIn.phase === 'none' && weighIn.offer !== null && (
        <WeightOffer session={session} offer={weighIn.offer} onBack={toDashboard} />
      )}
      {weighIn.phase !== 'none' && <WeighIn session={session} view={weighIn} demo={demo} />}
      {screen.name === 'pairing' && heartRate.phase === 'pairing' && (
        <Pairing session={session} demo={demo} expiresAtMs={heartRate.expires_at} straps={heartRate.straps} />
      )}
      {screen.name === 'summary' && heartRate.phase === 'summary' && (
        <Summary session={session} summary={heartRate.summary} dashboard={dashboard.value} />
      )}
    </KioskTheme>
  );
}
