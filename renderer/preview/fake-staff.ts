import type { KioskView } from '../../shared/contract/kiosk-api.ts';
import type { BridgeResult } from '../../shared/contract/kiosk-bridge.ts';
import type { StaffBridge } from '../../shared/contract/staff-bridge.ts';
import { sampleStaffJobs } from './sample-jobs.ts';
import {
  SAMPLE_FOUND_MEMBERS,
  sampleSignIn,
  sampleStaffDevices,
  sampleStaffKiosk,
  sampleStaffMember,
  sampleStaffSession,
  sampleStaffSync,
  sampleStaffToday,
} from './sample-staff.ts';

async function ok(): Promise<BridgeResult<void>> {
  return { ok: true, value: undefined };
}

/** Staff mode without a core: any PIN but 0000 is right. */
export function createFakeStaff(startMs: number, show: (view: KioskView) => void): StaffBridge {
  const signIn = (changes: Partial<ReturnType<typeof sampleSignIn>>) =>
    show({ name: 'staff_sign_in', sign_in: { ...sampleSignIn(Date.now()), ...changes } });
  return {
    async staffOpen() {
      signIn({});
      return ok();
    },
    async staffChoose(_session, chosen) {
      signIn({ chosen });
      return ok();
    },
    async staffSignIn(_session, pin) {
      if (pin === '0000') {
        signIn({ chosen: 'Kim', tries_left: 3 });
        return { ok: false, code: 'WRONG_PIN' };
      }
      show({ name: 'staff', session: sampleStaffSession(Date.now()) });
      return ok();
    },
    staffDevices: async () => ({ ok: true, value: sampleStaffDevices(startMs) }),
    staffTestDevice: ok,
    staffReconnectDevice: ok,
    staffSync: async () => ({ ok: true, value: sampleStaffSync(startMs) }),
    staffSyncNow: ok,
    staffRetryFact: ok,
    staffSetFactAside: ok,
    staffToday: async () => ({ ok: true, value: sampleStaffToday(startMs) }),
    staffOverrideRefusal: ok,
    staffFindMembers: async () => ({ ok: true, value: SAMPLE_FOUND_MEMBERS }),
    staffMember: async () => ({ ok: true, value: sampleStaffMember(startMs) }),
    async staffStartCardEnrolment(_session, member_id) {
      const enrolment = { member_id, until: Date.now() + 30_000, state: 'waiting' } as const;
      show({ name: 'staff', session: { ...sampleStaffSession(Date.now()), enrolment } });
      return ok();
    },
    async staffCancelCardEnrolment() {
      show({ name: 'staff', session: sampleStaffSession(Date.now()) });
      return ok();
    },
    staffFreeStraps: async () => ({
      ok: true,
      value: [
        { sensor_id: '86453', sensor: '20917', rssi_dbm: -52 },
        { sensor_id: '48802', sensor: '48802', rssi_dbm: -84 },
      ],
    }),
    staffUnlockPin: ok,
    staffForgetPin: ok,
    staffEnrolStrap: ok,
    staffJobs: async () => ({ ok: true, value: sampleStaffJobs(startMs) }),
    staffRunJob: ok,
    staffKiosk: async () => ({ ok: true, value: sampleStaffKiosk(startMs) }),
    staffCheckDatabase: async () => ({
      ok: true,
      value: { problem: null, facts: 18_220, took_ms: 1_420 },
    }),
    staffRestartDevices: ok,
    staffRestartCore: ok,
    staffLeaveKiosk: ok,
  };
}

/** `?view=staff`, or `?view=staff_sign_in` with `chosen` or `locked`. */
export function staffView(address: URLSearchParams, nowMs: number): KioskView {
  if (address.get('view') === 'staff') return { name: 'staff', session: sampleStaffSession(nowMs) };
  const isLocked = address.has('locked');
  return {
    name: 'staff_sign_in',
    sign_in: {
      ...sampleSignIn(nowMs),
      chosen: isLocked || address.has('chosen') ? 'Kim' : null,
      locked_until: isLocked ? nowMs + 118_000 : null,
    },
  };
}
