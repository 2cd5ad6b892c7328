import { dashboardHandlers } from './dashboard.handlers.ts';
import { demoHandlers } from './demo.handlers.ts';
import { goalsHandlers } from './goals.handlers.ts';
import { heartRateHandlers } from './heart-rate.handlers.ts';
import { kioskHandlers, sessionHandlers } from './kiosk.handlers.ts';
import { keypadHandlers, pinHandlers } from './pin.handlers.ts';
import { notificationHandlers } from './notifications.handlers.ts';
import { weighInHandlers } from './weigh-in.handlers.ts';
import { api } from './procedures.ts';
import { progressHandlers } from './progress.handlers.ts';
import { staffDoorHandlers } from './staff-door.handlers.ts';
import { staffHandlers } from './staff.handlers.ts';

/** The whole contract, implemented. */
export const router = api.router({
  kiosk: kioskHandlers,
  session: sessionHandlers,
  keypad: keypadHandlers,
  pin: pinHandlers,
  dashboard: dashboardHandlers,
  progress: progressHandlers,
  goals: goalsHandlers,
  notifications: notificationHandlers,
  heartRate: heartRateHandlers,
  weighIn: weighInHandlers,
  staffDoor: staffDoorHandlers,
  staff: staffHandlers,
  demo: demoHandlers,
});
