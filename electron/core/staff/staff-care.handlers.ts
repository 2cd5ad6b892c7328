import { dismissSetAside, retrySetAside } from '../devices/set-reading-aside.ts';
import { auditActWith } from './staff-acts.ts';
import { readStaffCare } from './staff-care.ts';
import { markIncidentSeen } from '../store/tables/store-incidents.ts';
import { staffOnly } from '../screen/procedures.ts';

/** What staff see and do of what befell the store, and of what came in and could not be stored. */
export const staffCareProcedures = {
  care: staffOnly.staff.care.handler(({ context: { store } }) => readStaffCare(store.db)),
  putIncidentAway: staffOnly.staff.putIncidentAway.handler(({ context, input, errors }) => {
    const { store, who } = context;
    const act = { staff: who, action: 'put_incident_away', subject: String(input.id) } as const;
    if (!auditActWith(store, act, (tx) => markIncidentSeen(tx, input.id))) throw errors.NOT_FOUND();
  }),
  retryReading: staffOnly.staff.retryReading.handler(({ context, input, errors }) => {
    const { ground, who, changed } = context;
    const done = retrySetAside(ground, who, input.id);
    if (!done.ok) throw done.code === 'not_found' ? errors.NOT_FOUND() : errors.NOT_NOW();
    changed();
  }),
  dismissReading: staffOnly.staff.dismissReading.handler(({ context, input, errors }) => {
    const { store, who } = context;
    if (!dismissSetAside(store, who, input.id).ok) throw errors.NOT_FOUND();
  }),
};
