import fc from 'fast-check';
import { checkIn } from '../../../electron/core/check-in/check-in.ts';
import { adjustOwnGoal, endGoal, setGoal } from '../../../electron/core/goals/set-goal.ts';
import { finishHeartRateSession } from '../../../electron/core/heart-rate/finish-heart-rate-session.ts';
import {
  startHeartRateSession,
  storeHeartRateBlocks,
} from '../../../electron/core/heart-rate/record-heart-rate.ts';
import { excuse } from '../../../electron/core/members/excuse-absence.ts';
import { setNotificationPreferences } from '../../../electron/core/notifications/member-notifications.ts';
import { enterReading, takeBackEntry } from '../../../electron/core/progress/enter-reading.ts';
import { openDashboard } from '../../../electron/core/progress/open-dashboard.ts';
import { enrolStrap } from '../../../electron/core/staff/staff-members.ts';
import type { Store } from '../../../electron/core/store/store.ts';
import { MINUTE_MS } from '../../../shared/base/clock.ts';
import type { NewId } from '../../../shared/base/ids.ts';
import type { Member } from '../../../shared/domain/members/member.ts';

/** What happens next: to whom, at which kiosk, and which of a few things it is about. */
export interface Step {
  readonly what: (typeof HAPPENINGS)[number];
  readonly kiosk: number;
  readonly member: number;
  readonly which: number;
  readonly isOn: boolean;
}

const HAPPENINGS = [
  'check_in',
  'enter',
  'take_back',
  'set_goal',
  'change_goal',
  'end_goal',
  'prefer',
  'open_dashboard',
  'freeze',
  'enrol_strap',
  'train',
] as const;

/** Few members, entries and goals, so that what happens meets. */
export const anyHistory: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    what: fc.constantFrom(...HAPPENINGS),
    kiosk: fc.nat(2),
    member: fc.nat(1),
    which: fc.nat(2),
    isOn: fc.boolean(),
  }),
  { minLength: 3, maxLength: 24 },
);

export interface LivingKiosk {
  readonly store: Store;
  readonly newId: NewId;
}

/** Lets one thing happen at a kiosk, through the flow that a member or staff would go through. */
export function live(
  { store, newId }: LivingKiosk,
  { what, which, isOn }: Step,
  person: { readonly member: Member; readonly card: string },
  atMs: number,
): void {
  const { member, card } = person;
  const { kioskId } = store.identity;
  /** Ids are made at the kiosk where something begins. */
  const id = `${kioskId.slice(-6)}-${member.id}-${which}`;
  const goal = { id, member, metricType: 'body_weight', targetDate: '2027-03-01', autoAdjust: isOn, atMs };
  const enter = (entry: string, value: number) =>
    enterReading(store, {
      id: entry,
      member,
      metricType: 'body_weight',
      value,
      isConfirmed: true,
      recordedOn: null,
      atMs,
    });
  const happen: Record<Step['what'], () => void> = {
    check_in: () => void checkIn({ store, newId }, { code: card, device: 'door', atMs }, () => undefined),
    enter: () => void enter(`entry-${id}`, 80 + which),
    take_back: () => void takeBackEntry(store, { id: `entry-${id}`, member, atMs }),
    set_goal() {
      enter(`start-${id}`, 84);
      setGoal(store, { ...goal, targetValue: 74 });
    },
    change_goal: () => void adjustOwnGoal(store, { ...goal, targetValue: 75 + which }),
    end_goal: () => void endGoal(store, goal),
    prefer: () =>
      void setNotificationPreferences(
        store,
        member.id,
        [{ topic: 'goals', channel: which === 0 ? 'email' : 'in_app', enabled: isOn }],
        atMs,
      ),
    open_dashboard: () => void openDashboard(store, member, atMs),
    freeze: () =>
      store.write((tx) =>
        excuse(tx, store, member.id, { from: `2026-12-0${which + 1}`, to: '2026-12-24' }, atMs),
      ),
    enrol_strap: () =>
      void enrolStrap(store, { staff: 'Kim', memberId: member.id, sensorId: `${member.id}-${which}` }),
    train: () => train({ store, newId }, member, atMs),
  };
  happen[what]();
}

function train({ store, newId }: LivingKiosk, member: Member, atMs: number): void {
  const worn = { memberId: member.id, sensorId: `loan-${member.id}`, device: 'stick', atMs };
  const session = startHeartRateSession({ store, newId }, worn);
  const { startedAtMs } = session;
  const bpm = new Uint8Array(60).fill(120);
  store.write((tx) => storeHeartRateBlocks(tx, store.facts, session, [{ startedAtMs, bpm }]));
  const trace = { startedAtMs, bpm };
  const endedAtMs = startedAtMs + MINUTE_MS;
  finishHeartRateSession(store, { session, trace, blocks: [], endedAtMs, reason: 'finished' });
}
