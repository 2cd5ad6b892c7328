import type { CommunityFinding } from '../../community/community-findings.ts';
import type { RecommendationReason } from '../../recommendations/recommendation-reason.ts';
import type { Formats } from '../formats.ts';
import type { Phrases } from '../phrases.ts';
import { weekdayName } from './weekdays.ts';

export function recommendationPhrases({ number }: Formats): Phrases<RecommendationReason> {
  return {
    usual_time: ({ weekday }) => `You often train on ${weekdayName(weekday)}s at this time`,
    again: ({ className, weekday }) =>
      weekday === null
        ? `You often come to ${className}`
        : `You often come to ${className} on ${weekdayName(weekday)}s`,
    favourite_type: ({ className, visits }) =>
      visits === 1
        ? `You went to ${className} lately`
        : `You went to ${className} ${number(visits, 0)} times lately`,
    often_together: ({ className, withClassName }) =>
      `Members who go to ${withClassName} often go to ${className} too`,
    instructor: ({ instructor }) => `With ${instructor}, whose classes you know`,
    something_new: ({ className }) => `Something new: you have not tried ${className} yet`,
    popular: () => 'Popular with members here',
    soon: () => 'Starts soon and has places left',
  };
}

export function communityPhrases({ number, count, list }: Formats): Phrases<CommunityFinding> {
  const what = { visits: 'visits', effort_points: 'effort points' } as const;
  return {
    challenge: ({ metric, done, target }) =>
      done >= target
        ? `Together we made ${number(done, 0)} ${what[metric]} this week. Challenge done!`
        : `Together: ${number(Math.floor(done), 0)} of ${number(target, 0)} ${what[metric]} this week.`,
    leaders: ({ metric, aliases, value }) => {
      const amount =
        metric === 'visits' ? count(value, 'visit', 'visits') : count(value, 'effort point', 'effort points');
      return `${list(aliases)} ${aliases.length === 1 ? 'leads' : 'lead'} this week with ${amount}.`;
    },
    own_rank: ({ metric, rank, of }) =>
      `You are number ${number(rank, 0)} of ${number(of, 0)} in ${what[metric]} this week.`,
    achievement: ({ alias }) => `${alias} earned a new achievement.`,
  };
}
