import { describe, expect, test } from 'vitest';
import { localDays } from '../../../../shared/base/local-days.ts';
import { chooseClass } from '../../../../shared/demo/class-choice.ts';
import { drawPerson } from '../../../../shared/demo/people.ts';
import type { Person } from '../../../../shared/demo/person.ts';
import { createRandomStream } from '../../../../shared/demo/random-stream.ts';
import { classesOfDay } from '../../../../shared/demo/timetable.ts';
import { NOW_MS, ZONE } from './sample-gym.ts';

const local = localDays(ZONE);
const today = local.dayOf(NOW_MS);
/** A Wednesday, on which a large gym has several classes in the evening. */
const DAY = today - 4;
const span = { seed: 5, local, startDay: today - 300, today, endDay: today + 14, nowMs: NOW_MS };
const classes = classesOfDay(createRandomStream(5, 0, 0), 5, DAY, 400, local);
const people: Person[] = Array.from({ length: 300 }, (_, index) => drawPerson(index + 10, -1, span));

function choices(friendsIn: readonly number[], weather = 0, wantedMin = 18 * 60): number[] {
  const counts = classes.map(() => 0);
  for (const person of people) {
    const random = createRandomStream(9, 0, person.index);
    const chosen = chooseClass(random, person, DAY, wantedMin, classes, friendsIn, weather);
    if (chosen !== null) counts[chosen]! += 1;
  }
  return counts;
}

const alone = classes.map(() => 0);

describe('choosing a class', () => {
  test('a friend who goes makes a class more wanted', () => {
    const yoga = classes.findIndex(({ type }) => type.classType === 'yoga');
    const withFriend = alone.map((_, index) => (index === yoga ? 1 : 0));
    expect(choices(withFriend)[yoga]!).toBeGreaterThan(1.5 * choices(alone)[yoga]!);
  });

  test('nobody goes to a class far from their time of day', () => {
    const morning = classes.flatMap(({ startMin }, index) => (startMin < 12 * 60 ? [index] : []));
    expect(morning.length).toBeGreaterThan(0);
    expect(morning.map((index) => choices(alone)[index])).toEqual(morning.map(() => 0));
  });

  test('foul weather favours calm classes', () => {
    const calm = (weather: number): number =>
      choices(alone, weather).reduce(
        (sum, count, index) => sum + (classes[index]!.type.intensity < 0.35 ? count : 0),
        0,
      );
    expect(calm(2)).toBeGreaterThan(calm(-2));
  });

  test('tastes differ: no class takes everybody', () => {
    const counts = choices(alone);
    expect(Math.max(...counts)).toBeLessThan(0.6 * people.length);
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(3);
  });
});
