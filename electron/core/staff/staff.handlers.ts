import { noteAct, retryFact, setFactAside } from './staff-acts.ts';
import { readStaffDevices, readStaffSync } from './staff-pages.ts';
import { staffCareProcedures } from './staff-care.handlers.ts';
import { staffKioskProcedures } from './staff-kiosk.handlers.ts';
import { staffMemberProcedures } from './staff-members.handlers.ts';
import { staffOnly } from './staff-only.ts';

/** What staff may ask for. */
export const staffHandlers = staffOnly.staff.router({
  ...staffMemberProcedures,
  ...staffKioskProcedures,
  ...staffCareProcedures,
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
  jobs: staffOnly.staff.jobs.handler(({ context: { staff } }) => staff.jobs.list()),
  runJob: staffOnly.staff.runJob.handler(({ context: { staff, who }, input }) => {
    noteAct(staff.store, { staff: who, action: 'run_job', subject: input.job });
    staff.jobs.request(input.job);
  }),
});
