import type { KioskView } from '../../shared/contract/kiosk-api.ts';
import { Refused, type FakeAnswers } from './fake-contract.ts';
import { sampleStaffJobs } from './sample-jobs.ts';
import {
  SAMPLE_FOUND_MEMBERS,
  sampleSignIn,
  sampleStaffDevices,
  sampleStaffKiosk,
  sampleStaffMember,
  sampleStaffSession,
  sampleStaffSync,
  sampleStaffToday,
} from './sample-staff.ts';

/** Staff mode without a core: any PIN but 0000 is right. */
export function createFakeStaff(startMs: number, show: (view: KioskView) => void): FakeAnswers {
  const signIn = (changes: Partial<ReturnType<typeof sampleSignIn>>) =>
    show({ name: 'staff_sign_in', sign_in: { ...sampleSignIn(Date.now()), ...changes } });
  return {
    'staffDoor.open': () => signIn({}),
    'staffDoor.choose': ({ name }) => signIn({ chosen: name }),
    'staffDoor.signIn'({ pin }) {
      if (pin === '0000') {
        signIn({ chosen: 'Kim', tries_left: 3 });
        return new Refused('WRONG_PIN');
      }
      return show({ name: 'staff', session: sampleStaffSession(Date.now()) });
    },
    'staff.devices': () => sampleStaffDevices(startMs),
    'staff.sync': () => sampleStaffSync(startMs),
    'staff.today': () => sampleStaffToday(startMs),
    'staff.findMembers': () => SAMPLE_FOUND_MEMBERS,
    'staff.member': () => sampleStaffMember(startMs),
    'staff.startCardEnrolment'({ member_id }) {
      const enrolment = { member_id, until: Date.now() + 30_000, state: 'waiting' } as const;
      show({ name: 'staff', session: { ...sampleStaffSession(Date.now()), enrolment } });
    },
    'staff.cancelCardEnrolment': () => show({ name: 'staff', session: sampleStaffSession(Date.now()) }),
    'staff.freeStraps': () => SAMPLE_FREE_STRAPS,
    'staff.jobs': () => sampleStaffJobs(startMs),
    'staff.kiosk': () => sampleStaffKiosk(startMs),
    'staff.care': () => ({ incidents: [], readings_total: 0, readings: [] }),
    'staff.putIncidentAway': () => undefined,
    'staff.retryReading': () => undefined,
    'staff.dismissReading': () => undefined,
    'staff.checkDatabase': () => ({ problem: null, facts: 18_220, took_ms: 1_420 }),
  };
}

const SAMPLE_FREE_STRAPS = [
  { sensor_id: '86453', sensor: '20917', rssi_dbm: -52 },
  { sensor_id: '48802', sensor: '48802', rssi_dbm: -84 },
];

/** `?view=staff`, or `?view=staff_sign_in` with `chosen` or `locked`. */
export function staffView(address: URLSearchParams, nowMs: number): KioskView {
  if (address.get('view') === 'staff') return { name: 'staff', session: sampleStaffSession(nowMs) };
  const isLocked = address.has('locked');
  return {
    name: 'staff_sign_in',
    sign_in: {
      ...sampleSignIn(nowMs),
      chosen: isLocked || address.has('chosen') ? 'Kim' : null,
      locked_until: isLocked ? nowMs + 118_000 : null,
    },
  };
}
