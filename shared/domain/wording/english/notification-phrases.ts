import { dayOfDate } from '../../../base/calendar-days.ts';
import type { WordedNotification } from '../../notifications/notification.ts';
import type { Formats } from '../formats.ts';
import type { Phrases } from '../phrases.ts';
import type { LetterWords } from '../wording.ts';
import { weekdayName } from './weekdays.ts';

export function notificationPhrases({
  number,
  count,
  percent,
  date,
  clock,
}: Formats): Phrases<WordedNotification> {
  const weeks = (n: number): string => count(n, 'week', 'weeks');
  const on = (isoDate: string): string => date(dayOfDate(isoDate) ?? 0, dayOfDate(isoDate) ?? 0);
  const goal = ({ metricTitle }: { metricTitle: string }): string => metricTitle.toLowerCase();
  return {
    achievement_earned: ({ achievement }) => `You earned an achievement: ${achievement}.`,
    goal_reached: (said) => `Goal reached: ${goal(said)}. Well done!`,
    goal_close: (said) =>
      `You are ${percent(said.share)} of the way to your goal, ${goal(said)}, with time until ${on(said.targetDate)}.`,
    goal_missed: (said) =>
      said.share > 0
        ? `The date of your goal, ${goal(said)}, has passed: you came ${percent(said.share)} of the way. A new date is a fresh start.`
        : `The date of your goal, ${goal(said)}, has passed. A new date is a fresh start.`,
    goal_adjusted: (said) =>
      said.why === 'too_easy'
        ? `You are well ahead of your goal, ${goal(said)}. It now asks a little more of you.`
        : said.why === 'too_far'
          ? `Your goal, ${goal(said)}, was further away than your pace allows. It is now within reach, by ${on(said.targetDate)}.`
          : `Your goal, ${goal(said)}, is within reach, only later: its date is now ${on(said.targetDate)}.`,
    good_trend: ({ metricTitle, weeks: span }) =>
      `${metricTitle}: ${weeks(span)} in the right direction. It is working.`,
    faster_recovery: ({ weeks: span }) =>
      `Your heart slows down faster after effort than ${weeks(span)} ago.`,
    lower_resting_rate: ({ weeks: span }) => `Your resting heart rate is lower than ${weeks(span)} ago.`,
    more_often: ({ before, now }) =>
      `You come more often: ${number(now, 1)} times a week, ${number(before, 1)} before.`,
    class_reminder: ({ className, weekday, minuteOfDay }) =>
      `${className} is on ${weekdayName(weekday)} at ${clock(minuteOfDay)}. Your place is booked.`,
    absence: ({ daysAway }) =>
      `Your last visit was ${weeks(Math.max(1, Math.round(daysAway / 7)))} ago. We would be glad to see you again.`,
    weekly_summary: ({ visits, usualVisits, trainingMin, achievements }) =>
      [
        usualVisits === null
          ? `Last week: ${count(visits, 'visit', 'visits')}.`
          : `Last week: ${count(visits, 'visit', 'visits')}, usually ${number(usualVisits, usualVisits % 1 === 0 ? 0 : 1)}.`,
        ...(trainingMin > 0 ? [`${number(trainingMin, 0)} minutes of training.`] : []),
        ...(achievements > 0 ? [`${count(achievements, 'new achievement', 'new achievements')}.`] : []),
      ].join(' '),
  };
}

export function letterWords({ count }: Formats): LetterWords {
  return {
    subject: (messages, gymName) => `${gymName}: ${count(messages, 'message', 'messages')} for you`,
    greeting: (firstName) => `Hi ${firstName},`,
    footer: (gymName) => `You get this because you asked ${gymName} for these messages.`,
    unsubscribe: 'No more e-mails like this:',
    unsubscribeQuestion: (gymName) => `Should ${gymName} stop sending you these e-mails?`,
    unsubscribeButton: 'Stop the e-mails',
    unsubscribed: (gymName) => `Done. ${gymName} sends you no more of these e-mails.`,
  };
}
