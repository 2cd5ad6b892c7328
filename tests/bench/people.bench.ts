import { projectUnder } from '../../shared/domain/trends/projection.ts';
import { WANDERING_BELIEFS } from '../../shared/domain/trends/wandering-beliefs.ts';
import type { WanderingBeliefs } from '../../shared/domain/trends/wandering-beliefs.ts';
import { HORIZONS, learnBeliefs, originsOf, weighOrigins } from '../support/numbers/people-calibration.ts';
import type { Origin } from '../support/numbers/people-calibration.ts';
import {
  correctedByOthers,
  countedGoals,
  learnReaching,
  visitsByOthers,
  wishedGoals,
} from '../support/numbers/people-goals.ts';
import type { Wished } from '../support/numbers/people-goals.ts';
import { readPeopleLogs } from '../support/numbers/people-logs.ts';
import type { PersonLog } from '../support/numbers/people-logs.ts';
import type { BenchOptions, BenchRow, BenchTable } from './report.ts';

/** Later days asked about, and how many of them fell into the bands. */
interface Tally {
  asked: number;
  in80: number;
  in95: number;
}

type Kind = keyof typeof WANDERING_BELIEFS;

/**
 * Bands and chances against logs of people who took no part in what they are judged by: for each person
 * the beliefs are learnt anew from everybody else, then the person's own days to come are looked up. The
 * truth is the product's own value of that day. `npm run bench -- people --logs=FOLDER`; what a folder
 * holds is said in `tests/support/numbers/people-logs.ts`. No log of anybody is part of the product.
 */
export async function people({ logs: folder }: BenchOptions): Promise<readonly BenchTable[]> {
  if (folder === null) {
    return [{ title: 'People', note: 'Not run: it needs logs of people, --logs=FOLDER.', rows: [] }];
  }
  const logs = readPeopleLogs(folder);
  const left = new Map<string, Tally[]>();
  const pooled = new Map<string, Tally[]>();
  const chances = new Map<string, Wished[]>();
  const learnt: BenchRow[] = [];
  for (const kind of Object.keys(WANDERING_BELIEFS) as Kind[]) {
    const ofKind = logs.filter(({ metric }) => metric.deviationsLast === kind);
    leaveOneOut(kind, ofKind, { left, pooled, chances, learnt });
  }
  const counted = countedGoals(logs);
  learnt.push(learntReaching('counted', counted));
  return await Promise.resolve([
    {
      title: 'Bands for days to come, by the person left out',
      note: `Later days inside the 80 % / 95 % band (asked). Each log was forecast by what all other people showed.`,
      rows: coverageRows(left),
    },
    {
      title: 'The same by metric, and by what was looked back on',
      note: 'Aim: 77-83 % and 92-98 % at every horizon of a kind.',
      rows: coverageRows(pooled),
    },
    {
      title: 'Chances of reaching a value by a date, the person left out',
      note: 'Said: mean of the chances in the bin; came true: share of those goals that were reached.',
      rows: [...chances].map(([name, wished]) => reliabilityRow(name, wished)),
    },
    {
      title: 'Chances of so many workouts by a date, the person left out',
      note: 'Read from up to eight full weeks before.',
      rows: [reliabilityRow('workouts', correctedByOthers(counted))],
    },
    {
      title: 'Chances of a visit, by what all other people do',
      note: 'As a gym learns them from its members; workouts stand for visits.',
      rows: Object.entries(visitsByOthers(logs)).map(([name, wished]) => reliabilityRow(name, wished)),
    },
    { title: 'What everybody together shows', note: 'To be kept in wandering-beliefs.ts.', rows: learnt },
  ]);
}

interface Outcome {
  readonly left: Map<string, Tally[]>;
  readonly pooled: Map<string, Tally[]>;
  readonly chances: Map<string, Wished[]>;
  readonly learnt: BenchRow[];
}

function leaveOneOut(
  kind: Kind,
  logs: readonly PersonLog[],
  { left, pooled, chances, learnt }: Outcome,
): void {
  const known = WANDERING_BELIEFS[kind];
  const { assumptions } = known;
  const origins = logs.flatMap((log) => originsOf(log));
  const weighed = weighOrigins(origins, assumptions);
  const learn = (without: string | null): WanderingBeliefs => {
    const others = weighed.filter(({ person }) => person !== without);
    const beliefs = learnBeliefs(others, assumptions.length);
    return { ...known, assumptions: assumptions.map((one, i) => ({ ...one, belief: beliefs[i] ?? 0 })) };
  };
  const all = learn(null);
  learnt.push({
    name: kind,
    values: { beliefs: all.assumptions.map(({ belief }) => belief.toFixed(2)).join(' ') },
  });
  const goals: Wished[] = [];
  for (const [person, own] of Map.groupBy(origins, ({ log }) => log.person)) {
    const beliefs = learn(person);
    for (const origin of own) {
      const { log } = origin;
      coverOrigin(origin, beliefs, [
        tallyOf(left, `${log.name} (${log.evidence.length})`),
        tallyOf(pooled, log.metric.type),
        tallyOf(pooled, `${kind}, ${origin.lookedBack} days`),
        tallyOf(pooled, kind),
      ]);
      if (log.metric.perWeek !== 'sum') goals.push(...wishedGoals(origin, beliefs));
    }
  }
  if (goals.length === 0) return;
  learnt.push(learntReaching(kind, goals));
  for (const goal of correctedByOthers(goals)) {
    for (const name of [kind, `${kind}, ${goal.days} days`]) {
      const list = chances.get(name) ?? [];
      chances.set(name, list);
      list.push(goal);
    }
  }
}

function coverOrigin(
  origin: Origin,
  beliefs: WanderingBeliefs,
  tallies: readonly (readonly Tally[])[],
): void {
  const projection = projectUnder(origin.used, beliefs);
  for (const [horizon, values] of origin.later.entries()) {
    for (const { day, value } of values) {
      const at = projection.at(day - origin.firstDay);
      for (const tally of tallies) {
        const one = tally[horizon]!;
        one.asked += 1;
        if (value >= at.low80 && value <= at.high80) one.in80 += 1;
        if (value >= at.low95 && value <= at.high95) one.in95 += 1;
      }
    }
  }
}

function tallyOf(tallies: Map<string, Tally[]>, name: string): readonly Tally[] {
  const known = tallies.get(name) ?? HORIZONS.map(() => ({ asked: 0, in80: 0, in95: 0 }));
  tallies.set(name, known);
  return known;
}

function coverageRows(tallies: ReadonlyMap<string, readonly Tally[]>): readonly BenchRow[] {
  const percent = (share: number): string => (100 * share).toFixed(0);
  return [...tallies].map(([name, tally]) => ({
    name,
    values: Object.fromEntries(
      HORIZONS.map((horizon, i) => {
        const { asked, in80, in95 } = tally[i]!;
        return [
          horizon.name,
          asked === 0 ? '-' : `${percent(in80 / asked)} / ${percent(in95 / asked)} (${asked})`,
        ];
      }),
    ),
  }));
}

function learntReaching(name: string, goals: readonly Wished[]): BenchRow {
  const { intercept, slope } = learnReaching(goals);
  return {
    name: `${name}, reaching`,
    values: { beliefs: `intercept ${intercept.toFixed(2)}, slope ${slope.toFixed(2)}` },
  };
}

const BIN = 0.2;

function reliabilityRow(name: string, wished: readonly Wished[]): BenchRow {
  const bins = Array.from({ length: 1 / BIN }, (_, i) => {
    const inside = wished.filter(({ chance }) => Math.min(1 / BIN - 1, Math.floor(chance / BIN)) === i);
    const mean = (of: (goal: Wished) => number): string =>
      ((100 * inside.reduce((sum, goal) => sum + of(goal), 0)) / inside.length).toFixed(0);
    const label = `${100 * BIN * i}-${(100 * BIN * (i + 1)).toFixed(0)} %`;
    const cell =
      inside.length === 0
        ? '-'
        : `${mean(({ chance }) => chance)} > ${mean(({ reached }) => Number(reached))} (${inside.length})`;
    return [label, cell] as const;
  });
  return { name, values: Object.fromEntries(bins) };
}
