import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { ColumnNames } from './match-columns.ts';
import { dateReader, LineReader, readSheet, type ReadingContext } from './read-sheet.ts';
import { readTimeOfDay, readWeekday } from './read-values.ts';
import { asCount, asText } from './understand.ts';

/** A class of every week. */
export interface ClassLine {
  readonly line: number;
  readonly name: string;
  /** What kind of class it is, small: `yoga`. */
  readonly classType: string;
  readonly instructor: string;
  /** 1 for Monday to 7 for Sunday. */
  readonly weekday: number;
  readonly minuteOfDay: number;
  readonly durationMin: number;
  readonly places: number;
  /** ISO; today where the file does not say. */
  readonly from: string;
  readonly isFromToday: boolean;
  /** ISO, the last day; null for no end in sight. */
  readonly until: string | null;
}

const COLUMNS = {
  name: [
    'class',
    'class name',
    'title',
    'Kurs',
    'Kursname',
    'Bezeichnung',
    'clase',
    'nombre',
    'cours',
    'nom',
    'nom du cours',
  ],
  type: [
    'class type',
    'category',
    'Kursart',
    'Art',
    'Kategorie',
    'tipo',
    'categoría',
    'type de cours',
    'catégorie',
  ],
  instructor: [
    'trainer',
    'coach',
    'teacher',
    'Trainerin',
    'Kursleitung',
    'Kursleiter',
    'instructora',
    'monitor',
    'coach sportif',
    'professeur',
    'animateur',
    'animatrice',
  ],
  weekday: [
    'day',
    'day of week',
    'Wochentag',
    'Tag',
    'día',
    'día de la semana',
    'jour',
    'jour de la semaine',
  ],
  time: [
    'start',
    'start time',
    'starts at',
    'Uhrzeit',
    'Beginn',
    'Zeit',
    'hora',
    'inicio',
    'hora de inicio',
    'heure',
    'début',
    'heure de début',
  ],
  duration_min: [
    'duration',
    'minutes',
    'length',
    'Dauer',
    'Dauer min',
    'Minuten',
    'duración',
    'minutos',
    'durée',
    'durée min',
  ],
  places: [
    'capacity',
    'spots',
    'max',
    'Plätze',
    'Teilnehmer',
    'max. Teilnehmer',
    'plazas',
    'aforo',
    'cupo',
    'capacité',
    'nombre de places',
  ],
  from: [
    'from date',
    'first',
    'valid from',
    'ab',
    'von',
    'gültig ab',
    'desde',
    'à partir du',
    'du',
    'dès le',
  ],
  until: ['to', 'until date', 'last', 'valid until', 'bis', 'gültig bis', 'hasta', 'jusqu’au', 'au'],
} satisfies ColumnNames<string>;
type ClassColumn = keyof typeof COLUMNS;

const MAX_TYPE = 64;
const MAX_MINUTES = 1_440;
const MAX_PLACES = 10_000;
/** The last day that a fact can say. */
const LATEST_DAY = '2199-12-31';

/**
 * Reads the weekly classes of a file. Without a first day they begin today.
 * @param bytes CSV or a workbook
 */
export async function readClassLines(
  bytes: Uint8Array,
  context: ReadingContext,
): Promise<{ classes: readonly ClassLine[]; ignored: readonly string[]; read: number }> {
  const required = ['name', 'weekday', 'time', 'duration_min', 'places'] as const;
  const sheet = await readSheet(bytes, COLUMNS, [...required], context);
  const dates = {
    from: dateReader(sheet, 'from', context, LATEST_DAY),
    until: dateReader(sheet, 'until', context, LATEST_DAY),
  };
  const lines = new Map<string, number>();
  const classes: ClassLine[] = [];
  for (const line of sheet.lines) {
    const before = context.problems.count;
    const reader = new LineReader<ClassColumn>(sheet, line, context.problems);
    const read = readLine(reader, line.line, dates, context.today);
    if (read === null || context.problems.count > before) continue;
    const key = [read.name.toLowerCase(), read.weekday, read.minuteOfDay].join('/');
    const other = lines.get(key);
    if (other !== undefined) reader.problem('name', 'class_twice', { other_line: other });
    else classes.push(read);
    lines.set(key, line.line);
  }
  return { classes, ignored: sheet.ignored, read: sheet.lines.length };
}

type ReadDay = (text: string) => Result<string>;

function readLine(
  reader: LineReader<ClassColumn>,
  line: number,
  dates: { readonly from: ReadDay; readonly until: ReadDay },
  today: string,
): ClassLine | null {
  const name = reader.need('name', asText);
  const weekday = reader.need('weekday', (text) => orProblem(readWeekday(text), 'unknown_weekday'));
  const minuteOfDay = reader.need('time', (text) => orProblem(readTimeOfDay(text), 'invalid_time'));
  const durationMin = reader.need('duration_min', (text) =>
    asCount(text.replace(/\s*min\w*\.?$/i, ''), 1, MAX_MINUTES),
  );
  const places = reader.need('places', (text) => asCount(text, 0, MAX_PLACES));
  const type = reader.read('type', asText);
  const instructor = reader.read('instructor', asText) ?? '';
  const isFromToday = reader.text('from') === '';
  const from = reader.read('from', dates.from) ?? today;
  const until = reader.read('until', dates.until) ?? null;
  if (until !== null && until < from) reader.problem('until', 'ends_before_it_begins');
  if (name === undefined || weekday === undefined || minuteOfDay === undefined) return null;
  if (durationMin === undefined || places === undefined) return null;
  const classType = (type ?? name).toLowerCase().slice(0, MAX_TYPE);
  return {
    line,
    name,
    classType,
    instructor,
    weekday,
    minuteOfDay,
    durationMin,
    places,
    from,
    isFromToday,
    until,
  };
}

function orProblem<Value, Code extends string>(value: Value | null, code: Code): Result<Value, Code> {
  return value === null ? fail(code) : ok(value);
}
