import type { InsightFinding } from '../../insights/insight.ts';
import { inSentence } from '../formats.ts';
import type { Formats } from '../formats.ts';
import type { Phrases } from '../phrases.ts';
import { frenchTitle } from './metric-names.ts';
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
  const weeks = (n: number): string => count(n, 'semaine', 'semaines');
  const perWeek = (visits: number): string => `${about(visits)} fois par semaine`;
  return {
    welcome_back: (found) => `Content de te revoir après ${weeks(found.weeks)}. Reprends en douceur.`,
    more_often: (found) =>
      `Tu viens plus souvent\u00a0: ${perWeek(found.now)} depuis ${weeks(found.weeks)}, ${perWeek(found.before)} avant.`,
    less_often: (found) =>
      `Tu viens moins souvent\u00a0: ${perWeek(found.now)} depuis ${weeks(found.weeks)}, ${perWeek(found.before)} avant.`,
    streak_step: ({ next, week }) =>
      week === 'this'
        ? `Viens cette semaine, et cela fera ${weeks(next)} d’affilée.`
        : `Viens aussi la semaine prochaine, et cela fera ${weeks(next)} d’affilée.`,
    big_week: ({ points, usual }) =>
      `La semaine dernière a été ta plus forte en deux mois\u00a0: ${number(points, 0)} points d’effort, environ ${number(usual, 0)} d’habitude.`,
    load_jump: ({ times }) =>
      `Tes sept derniers jours ont été ${number(times, 1)} fois plus durs que d’habitude. Le repos fait partie de l’entraînement.`,
    unusual_reading: ({ metric, value, low, high }) =>
      `${frenchTitle(metric)}\u00a0: ${quantity(value, metric.unit, metric.decimals)}, c’est inhabituel pour toi (attendu de ${amount(low, metric.unit, metric.decimals)} à ${amount(high, metric.unit, metric.decimals)}). Mesurer à nouveau\u00a0?`,
    personal_record: ({ metric, value }) =>
      `Nouveau record personnel\u00a0: ${quantity(value, metric.unit, metric.decimals)} (${inSentence(frenchTitle(metric))}).`,
    goal_near: ({ metric, share }) =>
      `${percent(share)} du chemin vers ton objectif\u00a0: ${inSentence(frenchTitle(metric))}.`,
    goal_behind: ({ metric }) =>
      `À ce rythme, tu atteindras ton objectif (${inSentence(frenchTitle(metric))}) après sa date. Une date plus lointaine te conviendrait peut-être mieux.`,
    plateau: ({ metric, weeks: still }) =>
      `${frenchTitle(metric)}\u00a0: presque rien n’a bougé depuis ${weeks(still)}. Essayer autre chose peut aider.`,
    good_trend: ({ metric, change, weeks: span }) =>
      `${frenchTitle(metric)}\u00a0: ${quantity(change, metric.unit, metric.decimals, true)} en ${weeks(span)}. Ça marche.`,
    faster_recovery: ({ change, weeks: span }) =>
      `Ton cœur se calme plus vite après l’effort\u00a0: ${count(change, 'battement', 'battements')} de plus en une minute qu’il y a ${weeks(span)}.`,
    lower_resting_rate: ({ change, weeks: span }) =>
      `Ta fréquence cardiaque au repos est plus basse de ${count(change, 'battement', 'battements')} qu’il y a ${weeks(span)}.`,
    best_weekday: ({ weekday, points, others }) =>
      `C’est ${onWeekday(weekday)} que tu donnes le plus\u00a0: ${number(points, 0)} points d’effort d’habitude, ${number(others, 0)} les autres jours.`,
    new_time: ({ from, to }) => `Tu viens maintenant vers ${timeOfDay(to)} au lieu de ${timeOfDay(from)}.`,
    tried_new: ({ className }) => `Tu as essayé quelque chose de nouveau\u00a0: ${className}.`,
  };
}
