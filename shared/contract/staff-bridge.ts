import type { BridgeResult } from './kiosk-bridge.ts';
import type { JobId, JobList } from './job-documents.ts';
import type {
  DatabaseCheck,
  FoundMembers,
  StaffKiosk,
  StaffDevices,
  StaffMember,
  StaffStraps,
  StaffSync,
  StaffToday,
} from './staff-documents.ts';

/** A fact in this kiosk's log. */
export interface FactRef {
  readonly epoch: number;
  readonly seq: number;
}

/** What the page may ask on behalf of staff. Core decides every time whether it may. */
export interface StaffBridge {
  staffOpen(): Promise<BridgeResult<void>>;
  staffChoose(sessionId: string, name: string | null): Promise<BridgeResult<void>>;
  staffSignIn(sessionId: string, pin: string): Promise<BridgeResult<void>>;
  staffDevices(sessionId: string): Promise<BridgeResult<StaffDevices>>;
  staffTestDevice(sessionId: string, device: string): Promise<BridgeResult<void>>;
  staffReconnectDevice(sessionId: string, device: string): Promise<BridgeResult<void>>;
  staffSync(sessionId: string): Promise<BridgeResult<StaffSync>>;
  staffSyncNow(sessionId: string): Promise<BridgeResult<void>>;
  staffRetryFact(sessionId: string, fact: FactRef): Promise<BridgeResult<void>>;
  staffSetFactAside(sessionId: string, fact: FactRef, because: string): Promise<BridgeResult<void>>;
  staffToday(sessionId: string): Promise<BridgeResult<StaffToday>>;
  staffOverrideRefusal(sessionId: string, refusal: FactRef, because: string): Promise<BridgeResult<void>>;
  staffFindMembers(sessionId: string, query: string): Promise<BridgeResult<FoundMembers>>;
  staffMember(sessionId: string, memberId: string): Promise<BridgeResult<StaffMember>>;
  staffStartCardEnrolment(sessionId: string, memberId: string): Promise<BridgeResult<void>>;
  staffCancelCardEnrolment(sessionId: string): Promise<BridgeResult<void>>;
  staffUnlockPin(sessionId: string, memberId: string): Promise<BridgeResult<void>>;
  staffForgetPin(sessionId: string, memberId: string, because: string): Promise<BridgeResult<void>>;
  staffKiosk(sessionId: string): Promise<BridgeResult<StaffKiosk>>;
  staffCheckDatabase(sessionId: string): Promise<BridgeResult<DatabaseCheck>>;
  staffRestartDevices(sessionId: string): Promise<BridgeResult<void>>;
  staffRestartCore(sessionId: string): Promise<BridgeResult<void>>;
  staffLeaveKiosk(sessionId: string, because: string): Promise<BridgeResult<void>>;
  staffFreeStraps(sessionId: string): Promise<BridgeResult<StaffStraps>>;
  staffEnrolStrap(sessionId: string, memberId: string, sensorId: string): Promise<BridgeResult<void>>;
  staffJobs(sessionId: string): Promise<BridgeResult<JobList>>;
  staffRunJob(sessionId: string, job: JobId): Promise<BridgeResult<void>>;
}

export const STAFF_BRIDGE_FUNCTIONS = [
  'staffOpen',
  'staffChoose',
  'staffSignIn',
  'staffDevices',
  'staffTestDevice',
  'staffReconnectDevice',
  'staffSync',
  'staffSyncNow',
  'staffRetryFact',
  'staffSetFactAside',
  'staffToday',
  'staffOverrideRefusal',
  'staffFindMembers',
  'staffMember',
  'staffStartCardEnrolment',
  'staffCancelCardEnrolment',
  'staffUnlockPin',
  'staffForgetPin',
  'staffFreeStraps',
  'staffEnrolStrap',
  'staffJobs',
  'staffRunJob',
  'staffKiosk',
  'staffCheckDatabase',
  'staffRestartDevices',
  'staffRestartCore',
  'staffLeaveKiosk',
] as const satisfies readonly (keyof StaffBridge)[];
