import { z } from 'zod';
import { jobIdSchema, jobListSchema } from './job-documents.ts';
import { procedure, sessionRef } from './kiosk-procedure.ts';
import { sensorIdSchema } from './readings.ts';
import { reasonFor } from './staff-reasons.ts';
import { staffPinSchema, type StaffRole } from './staff-account.ts';
import {
  databaseCheckSchema,
  staffCareSchema,
  foundMembersSchema,
  staffKioskSchema,
  staffDevicesSchema,
  staffMemberSchema,
  staffStrapsSchema,
  staffSyncSchema,
  staffTodaySchema,
} from './staff-documents.ts';

/** The way into staff mode, for anybody at the start screen. */
export const staffDoorApi = {
  /** Shows the sign-in screen. */
  open: procedure.output(z.void()),
  choose: procedure.input(sessionRef.extend({ name: z.string().max(40).nullable() })).output(z.void()),
  /** The state shows staff mode when this succeeds. */
  signIn: procedure.input(sessionRef.extend({ pin: staffPinSchema })).output(z.void()),
};

const factRef = sessionRef.extend({
  epoch: z.number().int().positive(),
  seq: z.number().int().positive(),
});
const numberRef = sessionRef.extend({ id: z.number().int().positive() });
const deviceRef = sessionRef.extend({ device: z.string().min(1).max(64) });
const memberRef = sessionRef.extend({ member_id: z.string().min(1).max(64) });

/** What staff may ask for. Core checks the session and `STAFF_RIGHTS` before any of it. */
export const staffApi = {
  devices: procedure.input(sessionRef).output(staffDevicesSchema),
  /** Shows for half a minute what the device says. */
  testDevice: procedure.input(deviceRef).output(z.void()),
  /** Closes the device's line and opens it anew. */
  reconnectDevice: procedure.input(deviceRef).output(z.void()),
  sync: procedure.input(sessionRef).output(staffSyncSchema),
  /** Tries central at once, whatever it was waiting for. */
  syncNow: procedure.input(sessionRef).output(z.void()),
  /** Puts a record that central refused back into the queue. */
  retryFact: procedure.input(factRef).output(z.void()),
  /** Takes it out of the queue for good; it stays in the kiosk's own log. */
  setFactAside: procedure.input(factRef.extend({ because: reasonFor('setFactAside') })).output(z.void()),
  /** Who came today and who was refused. Each look is noted. */
  today: procedure.input(sessionRef).output(staffTodaySchema),
  /** Makes a visit of a refusal. */
  overrideRefusal: procedure
    .input(factRef.extend({ because: reasonFor('overrideRefusal') }))
    .output(z.void()),
  /** By whole number or beginnings of names. Each look is noted. */
  findMembers: procedure
    .input(sessionRef.extend({ query: z.string().trim().min(2).max(40) }))
    .output(foundMembersSchema),
  member: procedure.input(memberRef).output(staffMemberSchema),
  /** The next card that is nobody's becomes this member's, for half a minute. */
  startCardEnrolment: procedure.input(memberRef).output(z.void()),
  cancelCardEnrolment: procedure.input(sessionRef).output(z.void()),
  /** Lets the member try PINs again. */
  unlockPin: procedure.input(memberRef).output(z.void()),
  /** Takes the PIN away; the member sets a new one with the card. */
  forgetPin: procedure.input(memberRef.extend({ because: reasonFor('forgetPin') })).output(z.void()),
  freeStraps: procedure.input(sessionRef).output(staffStrapsSchema),
  kiosk: procedure.input(sessionRef).output(staffKioskSchema),
  /** Reads the whole database; answers when done. */
  checkDatabase: procedure.input(sessionRef).output(databaseCheckSchema),
  /** Damage that was found in the store, and what came in and could not be stored. */
  care: procedure.input(sessionRef).output(staffCareSchema),
  /** Staff know of an incident: it is shown no longer. */
  putIncidentAway: procedure.input(numberRef).output(z.void()),
  /** Tries once more to store what was set aside. */
  retryReading: procedure.input(numberRef).output(z.void()),
  /** Puts it away for good; the fact that it came stays. */
  dismissReading: procedure.input(numberRef).output(z.void()),
  restartDevices: procedure.input(sessionRef).output(z.void()),
  /** Ends staff mode with it. */
  restartCore: procedure.input(sessionRef).output(z.void()),
  /** Ends the whole app. */
  leaveKiosk: procedure.input(sessionRef.extend({ because: reasonFor('leaveKiosk') })).output(z.void()),
  enrolStrap: procedure.input(memberRef.extend({ sensor_id: sensorIdSchema })).output(z.void()),
  /** What is done in the background: when it was, how it went, when it is due. */
  jobs: procedure.input(sessionRef).output(jobListSchema),
  /** Has a job done as soon as the kiosk gets to it, whatever its schedule says. */
  runJob: procedure.input(sessionRef.extend({ job: jobIdSchema })).output(z.void()),
};

export type StaffProcedure = keyof typeof staffApi;

const EVERYBODY = ['trainer', 'owner'] as const;

/** Who may call what. Every procedure has an entry; the screen leaves out what a role may not do. */
export const STAFF_RIGHTS = {
  devices: EVERYBODY,
  testDevice: EVERYBODY,
  reconnectDevice: EVERYBODY,
  sync: EVERYBODY,
  syncNow: EVERYBODY,
  retryFact: EVERYBODY,
  setFactAside: ['owner'],
  today: EVERYBODY,
  overrideRefusal: EVERYBODY,
  findMembers: EVERYBODY,
  member: EVERYBODY,
  startCardEnrolment: EVERYBODY,
  cancelCardEnrolment: EVERYBODY,
  unlockPin: EVERYBODY,
  forgetPin: ['owner'],
  freeStraps: EVERYBODY,
  enrolStrap: EVERYBODY,
  jobs: EVERYBODY,
  runJob: ['owner'],
  kiosk: EVERYBODY,
  checkDatabase: EVERYBODY,
  care: EVERYBODY,
  putIncidentAway: EVERYBODY,
  retryReading: EVERYBODY,
  dismissReading: EVERYBODY,
  restartDevices: EVERYBODY,
  restartCore: ['owner'],
  leaveKiosk: ['owner'],
} as const satisfies Readonly<Record<StaffProcedure, readonly StaffRole[]>>;

/** Whether a role may call a procedure. */
export function mayCall(role: StaffRole, name: StaffProcedure): boolean {
  return (STAFF_RIGHTS[name] as readonly StaffRole[]).includes(role);
}
