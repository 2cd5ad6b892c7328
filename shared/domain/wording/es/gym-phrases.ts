import type { CommunityFinding } from '../../community/community-findings.ts';
import type { RecommendationReason } from '../../recommendations/recommendation-reason.ts';
import type { Formats } from '../formats.ts';
import type { Phrases } from '../phrases.ts';
import { onWeekday } from './weekdays.ts';

export function recommendationPhrases({ number }: Formats): Phrases<RecommendationReason> {
  return {
    usual_time: ({ weekday }) => `Sueles entrenar ${onWeekday(weekday)} a esta hora`,
    again: ({ className, weekday }) =>
      weekday === null ? `Sueles venir a ${className}` : `Sueles venir a ${className} ${onWeekday(weekday)}`,
    favourite_type: ({ className, visits }) =>
      visits === 1
        ? `Fuiste a ${className} hace poco`
        : `Has ido ${number(visits, 0)} veces a ${className} últimamente`,
    often_together: ({ className, withClassName }) =>
      `Quienes van a ${withClassName} suelen ir también a ${className}`,
    instructor: ({ instructor }) => `Con ${instructor}, cuyas clases ya conoces`,
    something_new: ({ className }) => `Algo nuevo: aún no has probado ${className}`,
    popular: () => 'Muy popular en este gimnasio',
    soon: () => 'Empieza pronto y quedan plazas',
  };
}

export function communityPhrases({ number, count, list }: Formats): Phrases<CommunityFinding> {
  const what = { visits: 'visitas', effort_points: 'puntos de esfuerzo' } as const;
  return {
    challenge: ({ metric, done, target }) =>
      done >= target
        ? `Entre todos hemos logrado ${number(done, 0)} ${what[metric]} esta semana. ¡Reto conseguido!`
        : `Entre todos: ${number(Math.floor(done), 0)} de ${number(target, 0)} ${what[metric]} esta semana.`,
    leaders: ({ metric, aliases, value }) => {
      const amount =
        metric === 'visits'
          ? count(value, 'visita', 'visitas')
          : count(value, 'punto de esfuerzo', 'puntos de esfuerzo');
      return `${list(aliases)} ${aliases.length === 1 ? 'va' : 'van'} por delante esta semana con ${amount}.`;
    },
    own_rank: ({ metric, rank, of }) =>
      `Esta semana ocupas el puesto ${number(rank, 0)} de ${number(of, 0)} en ${what[metric]}.`,
    achievement: ({ alias }) => `${alias} ha conseguido un logro nuevo.`,
  };
}
