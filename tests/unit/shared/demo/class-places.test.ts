import { describe, expect, test } from 'vitest';
import { givePlaces } from '../../../../shared/demo/class-places.ts';
import type { BookingWish } from '../../../../shared/demo/class-places.ts';

const START = 1_000;
const TARDY_UNTIL = 1_010;
const comes = (bookedAtMs: number, arrivesAtMs = 990): BookingWish => ({
  bookedAtMs,
  outcome: 'come',
  cancelledAtMs: 0,
  arrivesAtMs,
});
const cancels = (bookedAtMs: number, cancelledAtMs: number): BookingWish => ({
  bookedAtMs,
  outcome: 'cancel',
  cancelledAtMs,
  arrivesAtMs: 990,
});
const staysAway = (bookedAtMs: number): BookingWish => ({
  bookedAtMs,
  outcome: 'no_show',
  cancelledAtMs: 0,
  arrivesAtMs: 990,
});

describe('giving out the places of a class', () => {
  test('places go to those who book first, the others wait', () => {
    const { statuses, placesTaken } = givePlaces([comes(30), comes(10), comes(20)], 2, 2_000, TARDY_UNTIL);
    expect(statuses).toEqual(['waitlisted', 'attended', 'attended']);
    expect(placesTaken).toBe(2);
  });

  test('a cancelled place goes to the first who waits', () => {
    const { statuses, placesTaken } = givePlaces(
      [cancels(10, 500), comes(20), comes(30)],
      1,
      2_000,
      TARDY_UNTIL,
    );
    expect(statuses).toEqual(['cancelled', 'attended', 'waitlisted']);
    expect(placesTaken).toBe(1);
  });

  test('somebody who waits and gives up frees no place', () => {
    const { statuses, placesTaken } = givePlaces(
      [comes(10), cancels(20, 500), comes(30)],
      1,
      2_000,
      TARDY_UNTIL,
    );
    expect(statuses).toEqual(['attended', 'cancelled', 'waitlisted']);
    expect(placesTaken).toBe(1);
  });

  test('a place cancelled with nobody waiting is free again', () => {
    expect(givePlaces([cancels(10, 500)], 3, 2_000, TARDY_UNTIL)).toEqual({
      statuses: ['cancelled'],
      placesTaken: 0,
    });
  });

  test('who does not come is a no-show once nobody may enter any more, and keeps the place', () => {
    expect(givePlaces([staysAway(10)], 3, TARDY_UNTIL, TARDY_UNTIL).statuses).toEqual(['booked']);
    expect(givePlaces([staysAway(10)], 3, TARDY_UNTIL + 1, TARDY_UNTIL)).toEqual({
      statuses: ['no_show'],
      placesTaken: 1,
    });
  });

  test('what lies ahead has not happened', () => {
    const wishes = [comes(10), cancels(20, 900), comes(800)];
    expect(givePlaces(wishes, 3, 500, TARDY_UNTIL)).toEqual({
      statuses: ['booked', 'booked', null],
      placesTaken: 2,
    });
    expect(givePlaces(wishes, 3, START, TARDY_UNTIL).statuses).toEqual(['attended', 'cancelled', 'attended']);
  });
});
