import type { InsightFinding } from '../../insights/insight.ts';
import type { Formats } from '../formats.ts';
import type { Phrases } from '../phrases.ts';
import { germanTitle } from './metric-names.ts';
import { onWeekday } from './weekdays.ts';

export function insightPhrases({
  number,
  amount,
  about,
  count,
  quantity,
  percent,
  timeOfDay,
}: Formats): Phrases<InsightFinding> {
  const weeks = (n: number): string => count(n, 'Woche', 'Wochen');
  const perWeek = (visits: number): string => `${about(visits)}-mal pro Woche`;
  return {
    welcome_back: (found) => `Schön, dass du nach ${weeks(found.weeks)} wieder da bist. Fang locker an.`,
    more_often: (found) =>
      `Du kommst öfter: seit ${weeks(found.weeks)} ${perWeek(found.now)}, davor ${perWeek(found.before)}.`,
    less_often: (found) =>
      `Du kommst seltener: seit ${weeks(found.weeks)} ${perWeek(found.now)}, davor ${perWeek(found.before)}.`,
    streak_step: ({ next, week }) =>
      week === 'this'
        ? `Komm diese Woche, dann sind es ${weeks(next)} in Folge.`
        : `Komm nächste Woche wieder, dann sind es ${weeks(next)} in Folge.`,
    big_week: ({ points, usual }) =>
      `Letzte Woche war deine stärkste seit zwei Monaten: ${number(points, 0)} Effort-Punkte, sonst etwa ${number(usual, 0)}.`,
    load_jump: ({ times }) =>
      `Deine letzten sieben Tage waren ${number(times, 1)}-mal so hart wie sonst. Pausen gehören zum Training.`,
    unusual_reading: ({ metric, value, low, high }) =>
      `${germanTitle(metric)} ${quantity(value, metric.unit, metric.decimals)} ist ungewöhnlich für dich (erwartet ${amount(low, metric.unit, metric.decimals)} bis ${amount(high, metric.unit, metric.decimals)}). Noch einmal messen?`,
    personal_record: ({ metric, value }) =>
      `Neue persönliche Bestleistung: ${quantity(value, metric.unit, metric.decimals)} (${germanTitle(metric)}).`,
    goal_near: ({ metric, share }) =>
      `${percent(share)} des Weges zu deinem Ziel geschafft: ${germanTitle(metric)}.`,
    goal_behind: ({ metric }) =>
      `In diesem Tempo erreichst du dein Ziel (${germanTitle(metric)}) erst nach dem Termin. Vielleicht passt ein späteres Datum besser.`,
    plateau: ({ metric, weeks: still }) =>
      `${germanTitle(metric)}: seit ${weeks(still)} kaum verändert. Vielleicht hilft etwas Neues.`,
    good_trend: ({ metric, change, weeks: span }) =>
      `${germanTitle(metric)}: ${quantity(change, metric.unit, metric.decimals, true)} in ${weeks(span)}. Es wirkt.`,
    faster_recovery: ({ change, weeks: span }) =>
      `Dein Puls beruhigt sich schneller: ${number(change, 0)} Schläge mehr in einer Minute als vor ${weeks(span)}.`,
    lower_resting_rate: ({ change, weeks: span }) =>
      `Dein Ruhepuls ist ${count(change, 'Schlag', 'Schläge')} niedriger als vor ${weeks(span)}.`,
    best_weekday: ({ weekday, points, others }) =>
      `Du bist ${onWeekday(weekday)} am stärksten: ${number(points, 0)} Effort-Punkte, an anderen Tagen ${number(others, 0)}.`,
    new_time: ({ from, to }) => `Du kommst jetzt gegen ${timeOfDay(to)} statt gegen ${timeOfDay(from)} Uhr.`,
    tried_new: ({ className }) => `Du hast etwas Neues probiert: ${className}.`,
  };
}
