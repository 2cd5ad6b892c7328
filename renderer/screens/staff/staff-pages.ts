import type { ComponentType } from 'react';
import type { StaffProcedure } from '../../../shared/contract/staff-api.ts';
import type { StaffSession } from '../../../shared/contract/staff-views.ts';
import { DevicesPage } from './DevicesPage.tsx';
import { SyncPage } from './SyncPage.tsx';

export interface StaffPageProps {
  readonly session: StaffSession;
}

export type StaffPageName = 'devices' | 'sync';

/** The pages of staff mode in order. One is shown to a role that may call what it needs. */
export const STAFF_PAGES: readonly {
  readonly name: StaffPageName;
  readonly needs: StaffProcedure;
  readonly page: ComponentType<StaffPageProps>;
}[] = [
  { name: 'devices', needs: 'devices', page: DevicesPage },
  { name: 'sync', needs: 'sync', page: SyncPage },
];
