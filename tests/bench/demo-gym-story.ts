/**
 * Prints the lives of two demo members and the shape of their gym as text, for a person to judge
 * whether anybody would believe them.
 *
 *   node tests/bench/demo-gym-story.ts [seed] [memberIndex …]
 */
import { dateOfDay, weekdayOfDay } from '../../shared/base/calendar-days.ts';
import { DAY_MS } from '../../shared/base/clock.ts';
import type { GymId } from '../../shared/base/ids.ts';
import { localDays } from '../../shared/base/local-days.ts';
import type { DemoGym } from '../../shared/domain/demo-gym/demo-gym.ts';
import { generateDemoGym } from '../../shared/domain/demo-gym/generate-demo-gym.ts';

const ZONE = 'Europe/Berlin';
const NOW_MS = Date.parse('2026-11-22T17:30:00Z');
const BARS = ' ▁▂▃▄▅▆▇█';
const local = localDays(ZONE);

const [seed = 1, ...chosen] = process.argv.slice(2).map(Number);
const startedAt = performance.now();
const generated = generateDemoGym({ gymId: 'demo-gym' as GymId, seed, nowMs: NOW_MS, zone: ZONE });
if (!generated.ok) throw new Error(generated.code);
console.log(`generated in ${Math.round(performance.now() - startedAt)} ms`);
printGym(generated.value);
for (const index of chosen.length > 0 ? chosen : [0, 37]) printMember(generated.value, index);

function bars(values: readonly number[], most = Math.max(...values, 1)): string {
  return values.map((value) => BARS[Math.round((value / most) * (BARS.length - 1))]).join('');
}

function printGym(gym: DemoGym): void {
  const weeks = new Map<number, number>();
  const hours = Array.from({ length: 24 }, () => 0);
  const weekdays = Array.from({ length: 7 }, () => 0);
  for (const { checkedInAtMs } of gym.visits) {
    const week = local.weekOf(checkedInAtMs);
    weeks.set(week, (weeks.get(week) ?? 0) + 1);
    hours[Math.floor(local.minuteOfDay(checkedInAtMs) / 60)]! += 1;
    weekdays[weekdayOfDay(local.dayOf(checkedInAtMs)) - 1]! += 1;
  }
  const started = gym.classes.filter(({ startsAtMs }) => startsAtMs < NOW_MS);
  const taken = started.reduce((sum, { placesTaken }) => sum + placesTaken, 0);
  const places = started.reduce((sum, { places: all }) => sum + all, 0);
  const full = started.filter((gymClass) => gymClass.placesTaken === gymClass.places).length;
  console.log(
    `${gym.visits.length} visits, ${gym.readings.length} readings, closed on ${gym.closedDates.join(', ')}`,
  );
  console.log(`weeks     ${bars([...weeks.values()])}  (most ${Math.max(...weeks.values())})`);
  console.log(`hours     ${bars(hours)}  busiest ${hours.indexOf(Math.max(...hours))} h`);
  console.log(`weekdays  ${bars(weekdays)}  ${weekdays.join(' ')}`);
  console.log(
    `classes   ${started.length} held, ${Math.round((100 * taken) / places)} % of places taken, ${full} full`,
  );
  for (const side of ['classType', 'instructor'] as const) {
    const counts = Map.groupBy(started, (gymClass) => gymClass[side]);
    const words = [...counts].map(
      ([name, list]) => `${name} ${list.reduce((sum, { placesTaken }) => sum + placesTaken, 0)}`,
    );
    console.log(`          ${words.join(', ')}`);
  }
  const statuses = Map.groupBy(gym.bookings, ({ status }) => status);
  console.log(`bookings  ${[...statuses].map(([status, list]) => `${status} ${list.length}`).join(', ')}`);
  const standing = Map.groupBy(gym.members, ({ membershipStatus }) => membershipStatus);
  console.log(`members   ${[...standing].map(([status, list]) => `${status} ${list.length}`).join(', ')}`);
}

function printMember(gym: DemoGym, index: number): void {
  const member = gym.members[index];
  if (member === undefined) throw new Error(`there is no member ${index}`);
  const visits = gym.visits.filter(({ memberId }) => memberId === member.id);
  const readings = gym.readings.filter(({ memberId }) => memberId === member.id);
  const classes = new Map<string, DemoGym['classes'][number]>(
    gym.classes.map((gymClass) => [gymClass.id, gymClass]),
  );
  console.log(
    `\n${member.firstName} ${member.lastName} ("${member.alias}"), ${member.sex}, born ${member.birthDate}, number ${member.memberNumber}`,
  );
  console.log(
    `  ${member.membershipStatus}, joined ${local.dateOf(member.joinedAtMs)}, ${visits.length} visits`,
  );
  const firstWeek = local.weekOf(gym.visits[0]!.checkedInAtMs);
  const weeks = Array.from({ length: (local.weekOf(NOW_MS) - firstWeek) / 7 + 1 }, () => 0);
  for (const { checkedInAtMs } of visits) weeks[(local.weekOf(checkedInAtMs) - firstWeek) / 7]! += 1;
  console.log(`  visits a week  ${weeks.join('')}`);

  const kinds = Map.groupBy(visits, ({ classId }) =>
    classId === null ? 'open gym' : classes.get(classId)!.classType,
  );
  console.log(`  goes to        ${[...kinds].map(([kind, list]) => `${kind} ${list.length}`).join(', ')}`);
  console.log('  last visits');
  for (const { checkedInAtMs, classId } of visits.slice(-8)) {
    const minute = local.minuteOfDay(checkedInAtMs);
    const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    const gymClass = classId === null ? undefined : classes.get(classId);
    const what =
      gymClass === undefined
        ? 'open gym'
        : `${gymClass.name} with ${gymClass.instructor} (${gymClass.placesTaken}/${gymClass.places})`;
    console.log(`    ${local.dateOf(checkedInAtMs)} ${time}  ${what}`);
  }
  printMetrics(readings);
  for (const goal of gym.goals.filter(({ memberId }) => memberId === member.id)) {
    const { metricType, startValue, targetValue, currentValue, startDate, targetDate, status } = goal;
    console.log(
      `  goal           ${metricType} ${startValue.toFixed(1)} → ${targetValue} by ${targetDate} (since ${startDate}): ${currentValue.toFixed(1)}, ${status}`,
    );
  }
  const earned = gym.achievements.filter(({ memberId }) => memberId === member.id);
  console.log(`  ${earned.length} achievements, the latest:`);
  for (const { description, achievedAtMs } of earned.slice(-6))
    console.log(`    ${local.dateOf(achievedAtMs)}  ${description}`);
}

function printMetrics(readings: readonly DemoGym['readings'][number][]): void {
  for (const [metricType, list] of Map.groupBy(readings, (reading) => reading.metricType)) {
    const values = list.map(({ value }) => value);
    const low = Math.min(...values);
    // A month a character: the mean of the readings of thirty days.
    const months = Map.groupBy(list, ({ recordedAtMs }) => Math.floor(recordedAtMs / (30 * DAY_MS)));
    const means = [...months.values()].map(
      (month) => month.reduce((sum, { value }) => sum + value, 0) / month.length,
    );
    const span = bars(
      means.map((mean) => mean - low + 0.05 * (Math.max(...values) - low)),
      Math.max(...values) - low || 1,
    );
    const last = list.at(-1)!;
    console.log(
      `  ${metricType.padEnd(24)} ${String(list.length).padStart(4)}  ${low.toFixed(1).padStart(6)} … ${Math.max(
        ...values,
      )
        .toFixed(1)
        .padStart(
          6,
        )}  ${span}  last ${last.value.toFixed(1)} on ${dateOfDay(local.dayOf(last.recordedAtMs))} (${last.source}, ${last.formula ?? 'direct'})`,
    );
  }
}
