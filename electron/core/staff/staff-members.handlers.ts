import type { MemberId } from '../../../shared/base/ids.ts';
import { MAX_FOUND_MEMBERS } from '../../../shared/contract/staff-documents.ts';
import { overrideRefusal } from '../check-in/override-refusal.ts';
import { forgetPin, unlockPin } from '../members/set-pin.ts';
import { auditLook } from './staff-acts.ts';
import { enrolStrap, findMembers } from './staff-members.ts';
import { readStaffMember, readStaffToday, shownMembers } from './staff-member-pages.ts';
import { findMember } from '../store/tables/users.ts';
import type { HeardStrap } from '../heart-rate/strap-radar.ts';
import type { HeartRate } from '../heart-rate/build-heart-rate.ts';
import { staffOnly } from '../screen/procedures.ts';

/** Most free straps offered at once; the strongest are the nearest. */
const MAX_STRAPS_OFFERED = 12;

/** What staff see and do of members. Each look and each act leaves exactly one fact that names who. */
export const staffMemberProcedures = {
  today: staffOnly.staff.today.handler(({ context: { store, who } }) => {
    auditLook(store, { staff: who, page: 'today' });
    return readStaffToday(store.db, store.gym.zone, store.nowMs());
  }),
  overrideRefusal: staffOnly.staff.overrideRefusal.handler(({ context, input, errors }) => {
    const { ground, who, changed } = context;
    const refusal = { epoch: input.epoch, seq: input.seq };
    const done = overrideRefusal(ground, { staff: who, because: input.because, refusal });
    if (done.ok) changed();
    else throw done.code === 'already_in' ? errors.NOT_NOW() : errors.NOT_FOUND();
  }),
  findMembers: staffOnly.staff.findMembers.handler(async ({ context: { store, who }, input }) => {
    auditLook(store, { staff: who, page: 'members', query: input.query });
    // Other scripts come with a table of half a megabyte: it is loaded when staff first look for somebody.
    const { memberMatcher } = await import('../../../shared/domain/members/match-name.ts');
    const isMeant = memberMatcher(input.query);
    return shownMembers(findMembers(store.db, store.gym.language, isMeant, MAX_FOUND_MEMBERS));
  }),
  member: staffOnly.staff.member.handler(({ context: { store, who }, input, errors }) => {
    const member = findMember(store.db, input.member_id as MemberId);
    if (member === null) throw errors.NOT_FOUND();
    auditLook(store, { staff: who, page: 'member', memberId: member.id });
    return readStaffMember(store.db, member, store.nowMs());
  }),
  startCardEnrolment: staffOnly.staff.startCardEnrolment.handler(({ context, input, errors }) => {
    const { store, staff, who, staffSessionId, changed } = context;
    const member = findMember(store.db, input.member_id as MemberId);
    if (member === null) throw errors.NOT_FOUND();
    staff.enrolment.start({ sessionId: staffSessionId, staff: who, memberId: member.id });
    changed();
  }),
  cancelCardEnrolment: staffOnly.staff.cancelCardEnrolment.handler(({ context: { staff, changed } }) => {
    staff.enrolment.cancel();
    changed();
  }),
  unlockPin: staffOnly.staff.unlockPin.handler(({ context: { store, who }, input, errors }) => {
    const member = findMember(store.db, input.member_id as MemberId);
    if (member === null) throw errors.NOT_FOUND();
    unlockPin(store, { staff: who, memberId: member.id });
  }),
  forgetPin: staffOnly.staff.forgetPin.handler(({ context, input, errors }) => {
    const { store, who, changed } = context;
    const member = findMember(store.db, input.member_id as MemberId);
    if (member === null) throw errors.NOT_FOUND();
    forgetPin(store, { staff: who, memberId: member.id, because: input.because });
    // The last PIN of all may be gone, and with it the way in by number.
    changed();
  }),
  freeStraps: staffOnly.staff.freeStraps.handler(({ context: { store, heartRate } }) => {
    heartRate.staffChoose();
    return freeStraps(heartRate, store.nowMs())
      .slice(0, MAX_STRAPS_OFFERED)
      .map(({ sensorId, sensor, rssiDbm }) => ({ sensor_id: sensorId, sensor, rssi_dbm: rssiDbm }));
  }),
  enrolStrap: staffOnly.staff.enrolStrap.handler(({ context, input, errors }) => {
    const { store, heartRate, who } = context;
    const member = findMember(store.db, input.member_id as MemberId);
    if (member === null) throw errors.NOT_FOUND();
    const isFree = freeStraps(heartRate, store.nowMs()).some(({ sensorId }) => sensorId === input.sensor_id);
    const strap = { staff: who, memberId: member.id, sensorId: input.sensor_id };
    if (!isFree || !enrolStrap(store, strap).ok) throw errors.STRAP_NOT_AVAILABLE();
    heartRate.owners.enrolled(strap.sensorId, strap.memberId);
  }),
};

/** Straps in range that nobody owns and nobody wears. */
function freeStraps({ radar, recorder, owners }: HeartRate, nowMs: number): HeardStrap[] {
  return radar
    .inRange(nowMs)
    .filter(({ sensorId }) => owners.ownerOf(sensorId) === null && recorder.wearerOf(sensorId) === null);
}
