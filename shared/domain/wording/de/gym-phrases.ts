import type { CommunityFinding } from '../../community/community-findings.ts';
import type { RecommendationReason } from '../../recommendations/recommendation-reason.ts';
import type { Formats } from '../formats.ts';
import type { Phrases } from '../phrases.ts';
import { onWeekday } from './weekdays.ts';

export function recommendationPhrases({ number }: Formats): Phrases<RecommendationReason> {
  return {
    usual_time: ({ weekday }) => `Du trainierst oft ${onWeekday(weekday)} um diese Zeit`,
    again: ({ className, weekday }) =>
      weekday === null
        ? `Du kommst oft zu ${className}`
        : `Du kommst oft ${onWeekday(weekday)} zu ${className}`,
    favourite_type: ({ className, visits }) =>
      visits === 1
        ? `Du warst neulich bei ${className}`
        : `Du warst in letzter Zeit ${number(visits, 0)}-mal bei ${className}`,
    often_together: ({ className, withClassName }) =>
      `Wer zu ${withClassName} geht, geht oft auch zu ${className}`,
    instructor: ({ instructor }) => `Mit ${instructor}: diese Kurse kennst du`,
    something_new: ({ className }) => `Etwas Neues: ${className} hast du noch nicht probiert`,
    popular: () => 'Hier im Studio beliebt',
    soon: () => 'Beginnt bald und hat freie Plätze',
  };
}

export function communityPhrases({ number, count, list }: Formats): Phrases<CommunityFinding> {
  const what = { visits: 'Besuche', effort_points: 'Effort-Punkte' } as const;
  const outOfWhat = { visits: 'Besuchen', effort_points: 'Effort-Punkten' } as const;
  const ofWhat = { visits: 'den Besuchen', effort_points: 'den Effort-Punkten' } as const;
  return {
    challenge: ({ metric, done, target }) =>
      done >= target
        ? `Gemeinsam haben wir diese Woche ${number(done, 0)} ${what[metric]} geschafft. Challenge erfüllt!`
        : `Gemeinsam: ${number(Math.floor(done), 0)} von ${number(target, 0)} ${outOfWhat[metric]} diese Woche.`,
    leaders: ({ metric, aliases, value }) => {
      const amount =
        metric === 'visits'
          ? count(value, 'Besuch', 'Besuchen')
          : count(value, 'Effort-Punkt', 'Effort-Punkten');
      return `${list(aliases)} ${aliases.length === 1 ? 'liegt' : 'liegen'} diese Woche mit ${amount} vorn.`;
    },
    own_rank: ({ metric, rank, of }) =>
      `Du bist diese Woche Nummer ${number(rank, 0)} von ${number(of, 0)} bei ${ofWhat[metric]}.`,
    achievement: ({ alias }) => `${alias} hat einen neuen Erfolg.`,
  };
}
