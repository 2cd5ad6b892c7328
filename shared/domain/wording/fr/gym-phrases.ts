import type { CommunityFinding } from '../../community/community-findings.ts';
import type { RecommendationReason } from '../../recommendations/recommendation-reason.ts';
import type { Formats } from '../formats.ts';
import type { Phrases } from '../phrases.ts';
import { onWeekday } from './weekdays.ts';

export function recommendationPhrases({ number }: Formats): Phrases<RecommendationReason> {
  return {
    usual_time: ({ weekday }) => `Tu t’entraînes souvent ${onWeekday(weekday)} à cette heure`,
    again: ({ className, weekday }) =>
      weekday === null
        ? `Tu viens souvent au cours ${className}`
        : `Tu viens souvent au cours ${className} ${onWeekday(weekday)}`,
    favourite_type: ({ className, visits }) =>
      visits === 1
        ? `Tu es venu·e récemment au cours ${className}`
        : `${number(visits, 0)} fois au cours ${className} ces derniers temps`,
    often_together: ({ className, withClassName }) =>
      `Qui suit ${withClassName} suit souvent aussi ${className}`,
    instructor: ({ instructor }) => `Avec ${instructor}, dont tu connais les cours`,
    something_new: ({ className }) => `Du nouveau\u00a0: tu n’as pas encore essayé ${className}`,
    popular: () => 'Très apprécié ici',
    soon: () => 'Commence bientôt, il reste des places',
  };
}

export function communityPhrases({ number, count, list }: Formats): Phrases<CommunityFinding> {
  const what = { visits: 'visites', effort_points: 'points d’effort' } as const;
  const forWhat = { visits: 'pour les visites', effort_points: 'pour les points d’effort' } as const;
  return {
    challenge: ({ metric, done, target }) =>
      done >= target
        ? `Ensemble\u00a0: ${number(done, 0)} ${what[metric]} cette semaine. Défi réussi\u00a0!`
        : `Ensemble\u00a0: ${number(Math.floor(done), 0)} sur ${number(target, 0)} ${what[metric]} cette semaine.`,
    leaders: ({ metric, aliases, value }) => {
      const amount =
        metric === 'visits'
          ? count(value, 'visite', 'visites')
          : count(value, 'point d’effort', 'points d’effort');
      return `${list(aliases)} ${aliases.length === 1 ? 'est' : 'sont'} en tête cette semaine avec ${amount}.`;
    },
    own_rank: ({ metric, rank, of }) =>
      `Tu es numéro ${number(rank, 0)} sur ${number(of, 0)} ${forWhat[metric]} cette semaine.`,
    achievement: ({ alias }) => `${alias} a décroché un nouveau succès.`,
  };
}
