import { mayCall, type StaffProcedure, STAFF_RIGHTS } from '../../../shared/contract/staff-api.ts';
import { noteAct, retryFact, setFactAside } from '../flows/staff-acts.ts';
import { readStaffDevices, readStaffSync } from '../floor/staff-pages.ts';
import { running } from './procedures.ts';

export const staffDoorHandlers = running.staffDoor.router({
  open: running.staffDoor.open.handler(({ context, errors }) => {
    // A member in front of the kiosk is not pushed aside by a button.
    if (context.sessions.current() !== null || !context.staff.desk.open()) throw errors.NOT_NOW();
  }),
  choose: running.staffDoor.choose.handler(({ context, input, errors }) => {
    if (!context.staff.desk.choose(input.session_id, input.name)) throw errors.NOT_NOW();
  }),
  signIn: running.staffDoor.signIn.handler(async ({ context, input, errors }) => {
    const outcome = await context.staff.desk.signIn(input.session_id, input.pin);
    if (outcome.ok) return;
    const refusals = {
      session_over: errors.SESSION_OVER,
      not_now: errors.NOT_NOW,
      wrong_pin: errors.WRONG_PIN,
      locked: errors.LOCKED,
    } as const;
    throw refusals[outcome.code]();
  }),
});

const isStaffProcedure = (name: string | undefined): name is StaffProcedure =>
  name !== undefined && Object.hasOwn(STAFF_RIGHTS, name);

/**
 * Everything staff may ask for goes through here, so that no procedure can forget to look who asks:
 * the session must be the one that core holds, and its role one that `STAFF_RIGHTS` names.
 */
const staffOnly = running.use(({ context, path, next, errors }, input) => {
  const name = path.at(-1);
  const sessionId = (input as { session_id?: unknown } | undefined)?.session_id;
  const staff = typeof sessionId === 'string' ? context.staff.desk.find(sessionId) : null;
  if (staff === null) throw errors.STAFF_ONLY();
  if (!isStaffProcedure(name) || !mayCall(staff.role, name)) throw errors.ROLE_NOT_ALLOWED();
  return next({ context: { who: staff.name } });
});

export const staffHandlers = staffOnly.staff.router({
  devices: staffOnly.staff.devices.handler(({ context: { staff } }) =>
    readStaffDevices(staff.devices, staff.configuredDevices, staff.deviceTest),
  ),
  testDevice: staffOnly.staff.testDevice.handler(({ context: { staff, who }, input, errors }) => {
    if (!staff.devices.statuses().some(({ device }) => device === input.device)) throw errors.NOT_FOUND();
    noteAct(staff.store, { staff: who, action: 'test_device', subject: input.device });
    staff.deviceTest.start(input.device);
  }),
  reconnectDevice: staffOnly.staff.reconnectDevice.handler(({ context: { staff, who }, input, errors }) => {
    if (!staff.devices.statuses().some(({ device }) => device === input.device)) throw errors.NOT_FOUND();
    noteAct(staff.store, { staff: who, action: 'reconnect_device', subject: input.device });
    staff.devices.reopen(input.device);
  }),
  sync: staffOnly.staff.sync.handler(({ context: { staff } }) =>
    readStaffSync(staff.store.db, staff.push, staff.centralUrl),
  ),
  syncNow: staffOnly.staff.syncNow.handler(({ context: { staff, who }, errors }) => {
    if (staff.centralUrl === null) throw errors.NOT_NOW();
    noteAct(staff.store, { staff: who, action: 'sync_now' });
    staff.push.now();
  }),
  retryFact: staffOnly.staff.retryFact.handler(({ context, input, errors }) => {
    const { staff, who } = context;
    const key = { epoch: input.epoch, seq: input.seq };
    if (!retryFact(staff.store, who, key).ok) throw errors.NOT_FOUND();
    staff.push.now();
    context.changed();
  }),
  setFactAside: staffOnly.staff.setFactAside.handler(({ context, input, errors }) => {
    const { staff, who } = context;
    const key = { epoch: input.epoch, seq: input.seq };
    if (!setFactAside(staff.store, who, key, input.because).ok) throw errors.NOT_FOUND();
    context.changed();
  }),
});
