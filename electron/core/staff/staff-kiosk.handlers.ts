import { PRODUCT_VERSION } from '../../../shared/base/version.ts';
import { noteAct } from './staff-acts.ts';
import { migrations } from '../store/migrations/all-migrations.ts';
import { readStorageSize } from '../store/storage-size.ts';
import { findHead } from '../store/tables/facts.ts';
import { staffOnly } from './staff-only.ts';

/** What staff see and do of the kiosk itself. Whatever ends something is noted before it does. */
export const staffKioskProcedures = {
  kiosk: staffOnly.staff.kiosk.handler(({ context: { staff } }) => {
    const { kioskId, gymId, epoch } = staff.store.identity;
    const { databaseBytes, dataBytes, freeBytes } = readStorageSize(staff.dataDir);
    return {
      version: PRODUCT_VERSION,
      schema: migrations.at(-1)?.version ?? 0,
      kiosk_id: kioskId,
      gym_id: gymId,
      epoch,
      records: findHead(staff.store.db, epoch)?.seq ?? 0,
      started_at: staff.startedAtMs,
      runtime: `Node ${process.versions.node}, ${process.platform}`,
      database_bytes: databaseBytes,
      data_bytes: dataBytes,
      free_bytes: freeBytes,
    };
  }),
  checkDatabase: staffOnly.staff.checkDatabase.handler(async ({ context: { staff, who } }) => {
    noteAct(staff.store, { staff: who, action: 'check_database' });
    const startedAt = performance.now();
    const check = await staff.checkDatabase();
    const took_ms = Math.round(performance.now() - startedAt);
    if (check.ok) return { problem: null, facts: check.value.facts, took_ms };
    return { problem: [check.code, check.detail].filter(Boolean).join(': '), facts: 0, took_ms };
  }),
  restartDevices: staffOnly.staff.restartDevices.handler(({ context: { staff, who } }) => {
    noteAct(staff.store, { staff: who, action: 'restart_devices' });
    staff.devices.restart();
  }),
  restartCore: staffOnly.staff.restartCore.handler(({ context: { staff, who } }) => {
    noteAct(staff.store, { staff: who, action: 'restart_core' });
    staff.restartCore();
  }),
  leaveKiosk: staffOnly.staff.leaveKiosk.handler(({ context: { staff, who }, input }) => {
    noteAct(staff.store, { staff: who, action: 'leave_kiosk', because: input.because });
    staff.leaveKiosk();
  }),
};
