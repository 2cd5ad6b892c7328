import { dayOfDate } from '../../../base/calendar-days.ts';
import type { WordedNotification } from '../../notifications/notification.ts';
import { LEAST_TOLD_SHARE, inSentence } from '../formats.ts';
import type { Formats } from '../formats.ts';
import type { Phrases } from '../phrases.ts';
import type { LetterWords } from '../wording.ts';
import { weekdayName } from './weekdays.ts';

export function notificationPhrases({
  number,
  about,
  count,
  percent,
  dateOf,
  timeOfDay,
}: Formats): Phrases<WordedNotification> {
  const weeks = (n: number): string => count(n, 'week', 'weeks');
  const on = (isoDate: string, notedOn: number): string => dateOf(dayOfDate(isoDate) ?? notedOn, notedOn);
  const goal = ({ metricTitle }: { metricTitle: string }): string => inSentence(metricTitle);
  return {
    achievement_earned: ({ achievement }) => `You earned an achievement: ${achievement}.`,
    goal_reached: (said) => `Goal reached: ${goal(said)}. Well done!`,
    goal_close: (said) =>
      `You are ${percent(said.share)} of the way to your goal for ${goal(said)}, and you have until ${on(said.targetDate, said.notedOn)}.`,
    goal_missed: (said) =>
      said.share >= LEAST_TOLD_SHARE
        ? `The date of your goal for ${goal(said)} has passed: you got ${percent(said.share)} of the way. A new date is a fresh start.`
        : `The date of your goal for ${goal(said)} has passed. A new date is a fresh start.`,
    goal_adjusted: (said) =>
      said.why === 'too_easy'
        ? `You are well ahead of your goal for ${goal(said)}. It now asks a little more of you.`
        : said.why === 'too_far'
          ? `Your goal for ${goal(said)} was further away than your pace allows. It is now within reach, by ${on(said.targetDate, said.notedOn)}.`
          : `Your goal for ${goal(said)} is within reach, only a little later: its date is now ${on(said.targetDate, said.notedOn)}.`,
    good_trend: ({ metricTitle, weeks: span }) =>
      `${metricTitle}: ${weeks(span)} in the right direction. It is working.`,
    faster_recovery: ({ weeks: span }) =>
      `Your heart slows down faster after effort than ${weeks(span)} ago.`,
    lower_resting_rate: ({ weeks: span }) => `Your resting heart rate is lower than ${weeks(span)} ago.`,
    more_often: ({ before, now }) =>
      `You come more often: ${about(now)} ${about(now) === '1' ? 'time' : 'times'} a week, ${about(before)} before.`,
    class_reminder: ({ className, weekday, minuteOfDay }) =>
      `${className} is on ${weekdayName(weekday)} at ${timeOfDay(minuteOfDay)}. Your place is booked.`,
    absence: ({ daysAway }) =>
      `Your last visit was ${weeks(Math.max(1, Math.round(daysAway / 7)))} ago. We would be glad to see you again.`,
    weekly_summary: ({ visits, usualVisits, trainingMin, achievements }) =>
      [
        usualVisits === null
          ? `Last week: ${count(visits, 'visit', 'visits')}.`
          : `Last week: ${count(visits, 'visit', 'visits')}, usually ${about(usualVisits)}.`,
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
    unsubscribed: (gymName) => `Done. ${gymName} will not send you these e-mails any more.`,
  };
}
