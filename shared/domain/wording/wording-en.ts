import type { AttendanceHabits, UsualTime } from '../attendance/habits.ts';
import type { CommunityFinding } from '../community/community-findings.ts';
import type { GoalOutlook } from '../goals/goal-outlook.ts';
import type { RecommendationReason } from '../recommendations/recommendation-reason.ts';
import type { Formats } from './formats.ts';
import type { Wording } from './wording.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** English, as a British gym would write it. */
export function englishWording(formats: Formats): Wording {
  const { number, quantity, clock, list, date } = formats;
  const count = (n: number, one: string, many: string): string =>
    `${number(n, 0)} ${Math.round(n) === 1 ? one : many}`;
  const weekday = (day: number): string => WEEKDAYS[day - 1] ?? '';

  const usualTime = ({ weekdays, minuteOfDay }: UsualTime): string => {
    const on = list(weekdays.map((day) => `${weekday(day)}s`));
    return minuteOfDay === null ? on : `${on} around ${clock(minuteOfDay)}`;
  };

  return {
    metricTitle: (metric) => metric.title,
    metricUnit: (unit) => unit,
    metricChange(change, metric) {
      switch (change.kind) {
        case 'first':
          return 'First reading';
        case 'unclear':
          return 'No clear trend yet';
        case 'flat':
          return `About the same for ${count(change.weeks, 'week', 'weeks')}`;
        case 'changed':
          return `${quantity(change.change, metric.unit, metric.decimals, true)} in ${count(change.weeks, 'week', 'weeks')}`;
        case 'weekly':
          return `${number(change.thisWeek, metric.decimals)} so far this week, ${number(change.lastWeek, metric.decimals)} last week`;
      }
    },
    attendance: (habits) => attendance(habits),
    goalOutlook: (outlook, today) => goalOutlook(outlook, today),
    recommendation: (reason) => recommendation(reason),
    community: (finding) => community(finding),
  };

  function attendance(habits: AttendanceHabits): string {
    switch (habits.kind) {
      case 'never':
        return 'Welcome! After a few visits you will see your pattern here.';
      case 'new':
        return `${count(habits.visits, 'visit', 'visits')} so far. After a few more you will see your pattern here.`;
      case 'away':
        return `Your last visit was ${count(habits.weeksAway, 'week', 'weeks')} ago.`;
      case 'irregular':
        return `You come about ${perWeek(habits.visitsPerWeek)}, on changing days.`;
      case 'regular': {
        if (habits.times.flatMap((time) => time.weekdays).length < 6) {
          return `You usually come on ${list(habits.times.map(usualTime))}.`;
        }
        const [only] = habits.times;
        const minute = habits.times.length === 1 ? only?.minuteOfDay : null;
        return minute == null
          ? 'You come almost every day.'
          : `You come almost every day, usually around ${clock(minute)}.`;
      }
    }
  }

  function perWeek(visits: number): string {
    if (visits < 0.75) return 'every other week';
    const rounded = Math.round(visits);
    return rounded <= 1
      ? 'once a week'
      : rounded === 2
        ? 'twice a week'
        : `${number(rounded, 0)} times a week`;
  }

  function goalOutlook(outlook: GoalOutlook, today: number): string {
    switch (outlook.kind) {
      case 'achieved':
        return 'You reached this goal.';
      case 'missed':
        return outlook.share > 0
          ? `The date has passed; you came ${formats.percent(outlook.share)} of the way.`
          : 'The date has passed. A new date is a fresh start.';
      case 'unclear':
        return 'No clear trend yet: a few more readings will tell.';
      case 'in_time': {
        const earliest = date(outlook.earliestDay, today);
        const latest = date(outlook.latestDay, today);
        return earliest === latest
          ? `At this pace you get there around ${earliest}, in time.`
          : `At this pace you get there between ${earliest} and ${latest}, in time.`;
      }
      case 'close':
        return `At this pace you get there around ${date(outlook.expectedDay, today)}. It may be close.`;
      case 'late':
        return `At this pace it takes until about ${date(outlook.expectedDay, today)}, later than planned.`;
    }
  }

  function recommendation(reason: RecommendationReason): string {
    switch (reason.kind) {
      case 'usual_time':
        return `You often train on ${weekday(reason.weekday)}s around ${clock(reason.minuteOfDay)}`;
      case 'favourite_type':
        return reason.visits === 1
          ? `You went to ${reason.className} lately`
          : `You went to ${reason.className} ${number(reason.visits, 0)} times lately`;
      case 'often_together':
        return `Members who go to ${reason.withClassName} often go to ${reason.className} too`;
      case 'instructor':
        return `With ${reason.instructor}, whose classes you know`;
      case 'something_new':
        return `Something new: you have not tried ${reason.className} yet`;
      case 'popular':
        return 'Popular with members here';
      case 'soon':
        return 'Starts soon and has places left';
    }
  }

  function community(finding: CommunityFinding): string {
    switch (finding.kind) {
      case 'challenge': {
        const what = finding.metric === 'visits' ? 'visits' : 'effort points';
        return finding.done >= finding.target
          ? `Together we made ${number(finding.done, 0)} ${what} this week. Challenge done!`
          : `Together: ${number(finding.done, 0)} of ${number(finding.target, 0)} ${what} this week.`;
      }
      case 'leaders': {
        const value =
          finding.metric === 'visits'
            ? count(finding.value, 'visit', 'visits')
            : count(finding.value, 'effort point', 'effort points');
        return `${list(finding.aliases)} ${finding.aliases.length === 1 ? 'leads' : 'lead'} this week with ${value}.`;
      }
      case 'own_rank':
        return `You are number ${number(finding.rank, 0)} of ${number(finding.of, 0)} in ${
          finding.metric === 'visits' ? 'visits' : 'effort points'
        } this week.`;
      case 'achievement':
        return `${finding.alias} earned a new achievement.`;
    }
  }
}
