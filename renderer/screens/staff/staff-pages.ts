import type { ComponentType } from 'react';
import type { StaffProcedure } from '../../../shared/contract/staff-api.ts';
import { DevicesPage } from './DevicesPage.tsx';
import { KioskPage } from './KioskPage.tsx';
import { MembersPage } from './MembersPage.tsx';
import { JobsPage } from './JobsPage.tsx';
import type { StaffPageProps } from './staff-page-props.ts';
import { SyncPage } from './SyncPage.tsx';
import { TodayPage } from './TodayPage.tsx';

export type StaffPageName = 'devices' | 'sync' | 'jobs' | 'today' | 'members' | 'kiosk';

/** The pages of staff mode in order. One is shown to a role that may call what it needs. */
export const STAFF_PAGES: readonly {
  readonly name: StaffPageName;
  readonly needs: StaffProcedure;
  readonly page: ComponentType<StaffPageProps>;
}[] = [
  { name: 'devices', needs: 'devices', page: DevicesPage },
  { name: 'sync', needs: 'sync', page: SyncPage },
  { name: 'today', needs: 'today', page: TodayPage },
  { name: 'members', needs: 'findMembers', page: MembersPage },
  { name: 'jobs', needs: 'jobs', page: JobsPage },
  { name: 'kiosk', needs: 'kiosk', page: KioskPage },
];
