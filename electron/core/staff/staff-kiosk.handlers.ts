import { PRODUCT_VERSION } from '../../../shared/base/version.ts';
import { auditAct } from './staff-acts.ts';
import { migrations } from '../store/migrations/all-migrations.ts';
import { readStorageSize } from '../store/storage-size.ts';
import { findHead } from '../store/tables/facts.ts';
import { staffOnly } from '../screen/procedures.ts';

/** What staff see and do of the kiosk itself. Whatever ends something is noted before it does. */
export const staffKioskProcedures = {
  kiosk: staffOnly.staff.kiosk.handler(({ context: { store, ground, startedAtMs } }) => {
    const { kioskId, gymId, epoch } = store.identity;
    const { databaseBytes, dataBytes, freeBytes } = readStorageSize(ground.settings.dataDir);
    return {
      version: PRODUCT_VERSION,
      schema: migrations.at(-1)?.version ?? 0,
      kiosk_id: kioskId,
      gym_id: gymId,
      epoch,
      records: findHead(store.db, epoch)?.seq ?? 0,
      started_at: startedAtMs,
      runtime: `Node ${process.versions.node}, ${process.platform}`,
      database_bytes: databaseBytes,
      data_bytes: dataBytes,
      free_bytes: freeBytes,
    };
  }),
  checkDatabase: staffOnly.staff.checkDatabase.handler(async ({ context: { store, jobs, who } }) => {
    auditAct(store, { staff: who, action: 'check_database' });
    const startedAt = performance.now();
    const check = await jobs.checkDatabase();
    const took_ms = Math.round(performance.now() - startedAt);
    if (check.ok) return { problem: null, facts: check.value.facts, took_ms };
    return { problem: [check.code, check.detail].filter(Boolean).join(': '), facts: 0, took_ms };
  }),
  restartDevices: staffOnly.staff.restartDevices.handler(({ context: { store, devices, who } }) => {
    auditAct(store, { staff: who, action: 'restart_devices' });
    devices.line.restart();
  }),
  restartCore: staffOnly.staff.restartCore.handler(({ context: { store, ground, who } }) => {
    auditAct(store, { staff: who, action: 'restart_core' });
    ground.exits.restart();
  }),
  leaveKiosk: staffOnly.staff.leaveKiosk.handler(({ context: { store, ground, who }, input }) => {
    auditAct(store, { staff: who, action: 'leave_kiosk', because: input.because });
    ground.exits.leave();
  }),
};
