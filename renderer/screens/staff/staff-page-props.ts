import type { StaffSession } from '../../../shared/contract/staff-views.ts';

/** What every page of staff mode is given. */
export interface StaffPageProps {
  readonly session: StaffSession;
}
