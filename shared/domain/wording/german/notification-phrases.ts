import { dayOfDate } from '../../../base/calendar-days.ts';
import type { WordedNotification } from '../../notifications/notification.ts';
import type { Formats } from '../formats.ts';
import type { Phrases } from '../phrases.ts';
import type { LetterWords } from '../wording.ts';
import { dayName } from './weekdays.ts';

export function notificationPhrases({
  number,
  count,
  percent,
  date,
  clock,
}: Formats): Phrases<WordedNotification> {
  const weeks = (n: number): string => count(n, 'Woche', 'Wochen');
  const on = (isoDate: string): string => date(dayOfDate(isoDate) ?? 0, dayOfDate(isoDate) ?? 0);
  return {
    achievement_earned: ({ achievement }) => `Neuer Erfolg: ${achievement}.`,
    goal_reached: ({ metricTitle }) => `Ziel erreicht: ${metricTitle}. Stark!`,
    goal_close: ({ metricTitle, share, targetDate }) =>
      `${percent(share)} des Weges zu deinem Ziel (${metricTitle}) sind geschafft, Zeit ist noch bis ${on(targetDate)}.`,
    goal_missed: ({ metricTitle, share }) =>
      share > 0
        ? `Das Datum deines Ziels (${metricTitle}) ist vorbei: ${percent(share)} des Weges hast du geschafft. Ein neues Datum ist ein neuer Anfang.`
        : `Das Datum deines Ziels (${metricTitle}) ist vorbei. Ein neues Datum ist ein neuer Anfang.`,
    goal_adjusted: ({ metricTitle, why, targetDate }) =>
      why === 'too_easy'
        ? `Du bist deinem Ziel (${metricTitle}) weit voraus. Es verlangt jetzt etwas mehr von dir.`
        : why === 'too_far'
          ? `Dein Ziel (${metricTitle}) war weiter weg, als dein Tempo erlaubt. Jetzt ist es bis ${on(targetDate)} erreichbar.`
          : `Dein Ziel (${metricTitle}) ist erreichbar, nur später: Das Datum ist jetzt der ${on(targetDate)}.`,
    good_trend: ({ metricTitle, weeks: span }) =>
      `${metricTitle}: seit ${weeks(span)} in die richtige Richtung. Es wirkt.`,
    faster_recovery: ({ weeks: span }) =>
      `Dein Puls beruhigt sich nach Belastung schneller als vor ${weeks(span)}.`,
    lower_resting_rate: ({ weeks: span }) => `Dein Ruhepuls ist niedriger als vor ${weeks(span)}.`,
    more_often: ({ before, now }) =>
      `Du kommst öfter: ${number(now, 1)}-mal pro Woche, davor ${number(before, 1)}-mal.`,
    class_reminder: ({ className, weekday, minuteOfDay }) =>
      `${className} ist am ${dayName(weekday)} um ${clock(minuteOfDay)} Uhr. Dein Platz ist gebucht.`,
    absence: ({ daysAway }) =>
      `Dein letzter Besuch ist ${weeks(Math.max(1, Math.round(daysAway / 7)))} her. Wir freuen uns, wenn du wiederkommst.`,
    weekly_summary: ({ visits, usualVisits, trainingMin, achievements }) =>
      [
        usualVisits === null
          ? `Letzte Woche: ${count(visits, 'Besuch', 'Besuche')}.`
          : `Letzte Woche: ${count(visits, 'Besuch', 'Besuche')}, sonst ${number(usualVisits, usualVisits % 1 === 0 ? 0 : 1)}.`,
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
