import { dashboardHandlers } from './progress/dashboard.handlers.ts';
import { demoHandlers } from './demo/demo.handlers.ts';
import { goalsHandlers } from './goals/goals.handlers.ts';
import { heartRateHandlers } from './heart-rate/heart-rate.handlers.ts';
import { kioskHandlers, sessionHandlers } from './screen/kiosk.handlers.ts';
import { keypadHandlers } from './check-in/keypad.handlers.ts';
import { pinHandlers } from './members/pin.handlers.ts';
import { notificationHandlers } from './notifications/notifications.handlers.ts';
import { weighInHandlers } from './weigh-in/weigh-in.handlers.ts';
import { api } from './screen/procedures.ts';
import { progressHandlers } from './progress/progress.handlers.ts';
import { staffDoorHandlers } from './staff/staff-door.handlers.ts';
import { staffHandlers } from './staff/staff.handlers.ts';

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
