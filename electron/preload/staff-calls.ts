import type { BridgeResult } from '../../shared/contract/kiosk-bridge.ts';
import type { StaffBridge } from '../../shared/contract/staff-bridge.ts';
import type { CoreClient } from './bridge.ts';

/** The part of the bridge that staff mode uses. @param call asks core, an error becoming its code */
export function createStaffCalls(
  call: <Value>(work: (core: CoreClient) => Promise<Value>) => Promise<BridgeResult<Value>>,
): StaffBridge {
  return {
    staffOpen: () => call((core) => core.staffDoor.open()),
    staffChoose: (session_id, name) => call((core) => core.staffDoor.choose({ session_id, name })),
    staffSignIn: (session_id, pin) => call((core) => core.staffDoor.signIn({ session_id, pin })),
    staffDevices: (session_id) => call((core) => core.staff.devices({ session_id })),
    staffTestDevice: (session_id, device) => call((core) => core.staff.testDevice({ session_id, device })),
    staffReconnectDevice: (session_id, device) =>
      call((core) => core.staff.reconnectDevice({ session_id, device })),
    staffSync: (session_id) => call((core) => core.staff.sync({ session_id })),
    staffSyncNow: (session_id) => call((core) => core.staff.syncNow({ session_id })),
    staffRetryFact: (session_id, { epoch, seq }) =>
      call((core) => core.staff.retryFact({ session_id, epoch, seq })),
    staffSetFactAside: (session_id, { epoch, seq }, because) =>
      call((core) => core.staff.setFactAside({ session_id, epoch, seq, because })),
    staffToday: (session_id) => call((core) => core.staff.today({ session_id })),
    staffOverrideRefusal: (session_id, { epoch, seq }, because) =>
      call((core) => core.staff.overrideRefusal({ session_id, epoch, seq, because })),
    staffFindMembers: (session_id, query) => call((core) => core.staff.findMembers({ session_id, query })),
    staffMember: (session_id, member_id) => call((core) => core.staff.member({ session_id, member_id })),
    staffStartCardEnrolment: (session_id, member_id) =>
      call((core) => core.staff.startCardEnrolment({ session_id, member_id })),
    staffCancelCardEnrolment: (session_id) => call((core) => core.staff.cancelCardEnrolment({ session_id })),
    staffUnlockPin: (session_id, member_id) =>
      call((core) => core.staff.unlockPin({ session_id, member_id })),
    staffForgetPin: (session_id, member_id, because) =>
      call((core) => core.staff.forgetPin({ session_id, member_id, because })),
    staffKiosk: (session_id) => call((core) => core.staff.kiosk({ session_id })),
    staffCheckDatabase: (session_id) => call((core) => core.staff.checkDatabase({ session_id })),
    staffRestartDevices: (session_id) => call((core) => core.staff.restartDevices({ session_id })),
    staffRestartCore: (session_id) => call((core) => core.staff.restartCore({ session_id })),
    staffLeaveKiosk: (session_id, because) => call((core) => core.staff.leaveKiosk({ session_id, because })),
    staffFreeStraps: (session_id) => call((core) => core.staff.freeStraps({ session_id })),
    staffEnrolStrap: (session_id, member_id, sensor_id) =>
      call((core) => core.staff.enrolStrap({ session_id, member_id, sensor_id })),
    staffJobs: (session_id) => call((core) => core.staff.jobs({ session_id })),
    staffRunJob: (session_id, job) => call((core) => core.staff.runJob({ session_id, job })),
  };
}
