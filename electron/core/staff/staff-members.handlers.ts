import type { MemberId } from '../../../shared/base/ids.ts';
import { MAX_FOUND_MEMBERS } from '../../../shared/contract/staff-documents.ts';
import { overrideRefusal } from '../check-in/override-refusal.ts';
import { forgetPin, unlockPin } from '../members/set-pin.ts';
import { noteLook } from './staff-acts.ts';
import { enrolStrap, findMembers } from './staff-members.ts';
import { readStaffMember, readStaffToday, shownMembers } from './staff-member-pages.ts';
import { findMember } from '../store/tables/users.ts';
import type { StaffParts } from '../screen/core-context.ts';
import { staffOnly } from './staff-only.ts';

/** Most free straps offered at once; the strongest are the nearest. */
const MAX_STRAPS_OFFERED = 12;

/** What staff see and do of members. Each look and each act leaves exactly one fact that names who. */
export const staffMemberProcedures = {
  today: staffOnly.staff.today.handler(({ context: { staff, who } }) => {
    noteLook(staff.store, { staff: who, page: 'today' });
    return readStaffToday(staff.store.db, staff.zone, staff.store.nowMs());
  }),
  overrideRefusal: staffOnly.staff.overrideRefusal.handler(({ context, input, errors }) => {
    const { staff, who } = context;
    const refusal = { epoch: input.epoch, seq: input.seq };
    const done = overrideRefusal(staff, { staff: who, because: input.because, refusal });
    if (done.ok) context.changed();
    else throw done.code === 'already_in' ? errors.NOT_NOW() : errors.NOT_FOUND();
  }),
  findMembers: staffOnly.staff.findMembers.handler(({ context: { staff, who }, input }) => {
    noteLook(staff.store, { staff: who, page: 'members', query: input.query });
    return shownMembers(
      findMembers(staff.store.db, staff.store.gym.language, input.query, MAX_FOUND_MEMBERS),
    );
  }),
  member: staffOnly.staff.member.handler(({ context: { staff, who }, input, errors }) => {
    const member = findMember(staff.store.db, input.member_id as MemberId);
    if (member === null) throw errors.NOT_FOUND();
    noteLook(staff.store, { staff: who, page: 'member', memberId: member.id });
    return readStaffMember(staff.store.db, member, staff.store.nowMs());
  }),
  startCardEnrolment: staffOnly.staff.startCardEnrolment.handler(({ context, input, errors }) => {
    const { staff, who, staffSessionId } = context;
    const member = findMember(staff.store.db, input.member_id as MemberId);
    if (member === null) throw errors.NOT_FOUND();
    staff.enrolment.start({ sessionId: staffSessionId, staff: who, memberId: member.id });
    context.changed();
  }),
  cancelCardEnrolment: staffOnly.staff.cancelCardEnrolment.handler(({ context }) => {
    context.staff.enrolment.cancel();
    context.changed();
  }),
  unlockPin: staffOnly.staff.unlockPin.handler(({ context: { staff, who }, input, errors }) => {
    const member = findMember(staff.store.db, input.member_id as MemberId);
    if (member === null) throw errors.NOT_FOUND();
    unlockPin(staff.store, { staff: who, memberId: member.id });
  }),
  forgetPin: staffOnly.staff.forgetPin.handler(({ context, input, errors }) => {
    const { staff, who } = context;
    const member = findMember(staff.store.db, input.member_id as MemberId);
    if (member === null) throw errors.NOT_FOUND();
    forgetPin(staff.store, { staff: who, memberId: member.id, because: input.because });
    // The last PIN of all may be gone, and with it the way in by number.
    context.changed();
  }),
  freeStraps: staffOnly.staff.freeStraps.handler(({ context: { staff } }) => {
    staff.choosingStrap();
    return freeStraps(staff)
      .slice(0, MAX_STRAPS_OFFERED)
      .map(({ sensorId, sensor, rssiDbm }) => ({ sensor_id: sensorId, sensor, rssi_dbm: rssiDbm }));
  }),
  enrolStrap: staffOnly.staff.enrolStrap.handler(({ context: { staff, who }, input, errors }) => {
    const member = findMember(staff.store.db, input.member_id as MemberId);
    if (member === null) throw errors.NOT_FOUND();
    const isFree = freeStraps(staff).some(({ sensorId }) => sensorId === input.sensor_id);
    const strap = { staff: who, memberId: member.id, sensorId: input.sensor_id };
    if (!isFree || !enrolStrap(staff.store, strap).ok) throw errors.STRAP_NOT_AVAILABLE();
    staff.strapEnrolled(strap.sensorId, strap.memberId);
  }),
};

/** Straps in range that nobody owns and nobody wears. */
function freeStraps({ radar, store, wearerOf, ownerOf }: StaffParts) {
  return radar
    .inRange(store.nowMs())
    .filter(({ sensorId }) => ownerOf(sensorId) === null && wearerOf(sensorId) === null);
}
