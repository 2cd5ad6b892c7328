import type { Devices } from '../devices/build-devices.ts';
import { auditAct, retryFact, setFactAside } from './staff-acts.ts';
import { readStaffDevices, readStaffSync } from './staff-pages.ts';
import { staffCareProcedures } from './staff-care.handlers.ts';
import { staffKioskProcedures } from './staff-kiosk.handlers.ts';
import { staffMemberProcedures } from './staff-members.handlers.ts';
import { staffOnly } from '../screen/procedures.ts';

/** What staff may ask for. */
export const staffHandlers = staffOnly.staff.router({
  ...staffMemberProcedures,
  ...staffKioskProcedures,
  ...staffCareProcedures,
  devices: staffOnly.staff.devices.handler(({ context: { devices, staff, ground } }) =>
    readStaffDevices(devices.line, ground.settings.config.devices, staff.deviceTest),
  ),
  testDevice: staffOnly.staff.testDevice.handler(({ context, input, errors }) => {
    const { store, devices, staff, who } = context;
    if (!hasDevice(devices, input.device)) throw errors.NOT_FOUND();
    auditAct(store, { staff: who, action: 'test_device', subject: input.device });
    staff.deviceTest.start(input.device);
  }),
  reconnectDevice: staffOnly.staff.reconnectDevice.handler(({ context, input, errors }) => {
    const { store, devices, who } = context;
    if (!hasDevice(devices, input.device)) throw errors.NOT_FOUND();
    auditAct(store, { staff: who, action: 'reconnect_device', subject: input.device });
    devices.line.reopen(input.device);
  }),
  sync: staffOnly.staff.sync.handler(({ context: { store, sync } }) => readStaffSync(store.db, sync)),
  syncNow: staffOnly.staff.syncNow.handler(({ context: { store, sync, who }, errors }) => {
    if (sync.centralUrl === null) throw errors.NOT_NOW();
    auditAct(store, { staff: who, action: 'sync_now' });
    sync.push.now();
    sync.pull.now();
  }),
  retryFact: staffOnly.staff.retryFact.handler(({ context, input, errors }) => {
    const { store, sync, who, changed } = context;
    const key = { epoch: input.epoch, seq: input.seq };
    if (!retryFact(store, who, key).ok) throw errors.NOT_FOUND();
    sync.push.now();
    sync.pull.now();
    changed();
  }),
  setFactAside: staffOnly.staff.setFactAside.handler(({ context, input, errors }) => {
    const { store, who, changed } = context;
    const key = { epoch: input.epoch, seq: input.seq };
    if (!setFactAside(store, who, key, input.because).ok) throw errors.NOT_FOUND();
    changed();
  }),
  jobs: staffOnly.staff.jobs.handler(({ context: { jobs } }) => jobs.runner.list()),
  runJob: staffOnly.staff.runJob.handler(({ context: { store, jobs, who }, input }) => {
    auditAct(store, { staff: who, action: 'run_job', subject: input.job });
    jobs.runner.request(input.job);
  }),
});

const hasDevice = ({ line }: Devices, id: string): boolean =>
  line.statuses().some(({ device }) => device === id);
