import { dayOfDate } from '../../../base/calendar-days.ts';
import type { WordedNotification } from '../../notifications/notification.ts';
import { LEAST_TOLD_SHARE } from '../formats.ts';
import type { Formats } from '../formats.ts';
import type { Phrases } from '../phrases.ts';
import type { LetterWords } from '../wording.ts';
import { dayName } from './weekdays.ts';

export function notificationPhrases({
  number,
  about,
  count,
  percent,
  dateOf,
  timeOfDay,
}: Formats): Phrases<WordedNotification> {
  const weeks = (n: number): string => count(n, 'Woche', 'Wochen');
  const on = (isoDate: string, notedOn: number): string => dateOf(dayOfDate(isoDate) ?? notedOn, notedOn);
  return {
    achievement_earned: ({ achievement }) => `Neuer Erfolg: ${achievement}.`,
    goal_reached: ({ metricTitle }) => `Ziel erreicht: ${metricTitle}. Stark!`,
    goal_close: ({ metricTitle, share, targetDate, notedOn }) =>
      `${percent(share)} des Weges zu deinem Ziel (${metricTitle}) sind geschafft, Zeit ist noch bis ${on(targetDate, notedOn)}.`,
    goal_missed: ({ metricTitle, share }) =>
      share >= LEAST_TOLD_SHARE
        ? `Das Datum deines Ziels (${metricTitle}) ist vorbei: ${percent(share)} des Weges hast du geschafft. Ein neues Datum ist ein neuer Anfang.`
        : `Das Datum deines Ziels (${metricTitle}) ist vorbei. Ein neues Datum ist ein neuer Anfang.`,
    goal_adjusted: ({ metricTitle, why, targetDate, notedOn }) =>
      why === 'too_easy'
        ? `Du bist deinem Ziel (${metricTitle}) weit voraus. Es verlangt jetzt etwas mehr von dir.`
        : why === 'too_far'
          ? `Dein Ziel (${metricTitle}) war weiter weg, als dein Tempo erlaubt. Jetzt ist es bis ${on(targetDate, notedOn)} erreichbar.`
          : `Dein Ziel (${metricTitle}) ist erreichbar, nur etwas später: Der neue Termin ist der ${on(targetDate, notedOn)}.`,
    good_trend: ({ metricTitle, weeks: span }) =>
      `${metricTitle}: seit ${weeks(span)} in die richtige Richtung. Es wirkt.`,
    faster_recovery: ({ weeks: span }) =>
      `Dein Puls beruhigt sich nach Belastung schneller als vor ${weeks(span)}.`,
    lower_resting_rate: ({ weeks: span }) => `Dein Ruhepuls ist niedriger als vor ${weeks(span)}.`,
    more_often: ({ before, now }) =>
      `Du kommst öfter: ${about(now)}-mal pro Woche, davor ${about(before)}-mal.`,
    class_reminder: ({ className, weekday, minuteOfDay }) =>
      `${className} ist am ${dayName(weekday)} um ${timeOfDay(minuteOfDay)} Uhr. Dein Platz ist gebucht.`,
    absence: ({ daysAway }) =>
      `Dein letzter Besuch ist ${weeks(Math.max(1, Math.round(daysAway / 7)))} her. Wir freuen uns, wenn du wiederkommst.`,
    weekly_summary: ({ visits, usualVisits, trainingMin, achievements }) =>
      [
        usualVisits === null
          ? `Letzte Woche: ${count(visits, 'Besuch', 'Besuche')}.`
          : `Letzte Woche: ${count(visits, 'Besuch', 'Besuche')}, sonst ${about(usualVisits)}.`,
        ...(trainingMin > 0 ? [`${number(trainingMin, 0)} Minuten Training.`] : []),
        ...(achievements > 0 ? [`${count(achievements, 'neuer Erfolg', 'neue Erfolge')}.`] : []),
      ].join(' '),
  };
}

export function letterWords({ count }: Formats): LetterWords {
  return {
    subject: (messages, gymName) => `${gymName}: ${count(messages, 'Nachricht', 'Nachrichten')} für dich`,
    greeting: (firstName) => `Hallo ${firstName},`,
    footer: (gymName) => `Du bekommst das, weil du diese Nachrichten von ${gymName} wolltest.`,
    unsubscribe: 'Keine E-Mails dieser Art mehr:',
    unsubscribeQuestion: (gymName) => `Soll ${gymName} dir diese E-Mails nicht mehr schicken?`,
    unsubscribeButton: 'Keine E-Mails mehr',
    unsubscribed: (gymName) => `Erledigt. ${gymName} schickt dir diese E-Mails nicht mehr.`,
  };
}
