import { dayOfDate } from '../../../base/calendar-days.ts';
import type { WordedNotification } from '../../notifications/notification.ts';
import { LEAST_TOLD_SHARE, inSentence } from '../formats.ts';
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
  const weeks = (n: number): string => count(n, 'semaine', 'semaines');
  const on = (isoDate: string, notedOn: number): string => dateOf(dayOfDate(isoDate) ?? notedOn, notedOn);
  const goal = ({ metricTitle }: { metricTitle: string }): string => inSentence(metricTitle);
  return {
    achievement_earned: ({ achievement }) => `Nouveau succès\u00a0: ${achievement}.`,
    goal_reached: (said) => `Objectif atteint\u00a0: ${goal(said)}. Bravo\u00a0!`,
    goal_close: (said) =>
      `Tu as fait ${percent(said.share)} du chemin vers ton objectif (${goal(said)}), et tu as jusqu’au ${on(said.targetDate, said.notedOn)}.`,
    goal_missed: (said) =>
      said.share >= LEAST_TOLD_SHARE
        ? `La date de ton objectif (${goal(said)}) est passée\u00a0: tu as fait ${percent(said.share)} du chemin. Une nouvelle date est un nouveau départ.`
        : `La date de ton objectif (${goal(said)}) est passée. Une nouvelle date est un nouveau départ.`,
    goal_adjusted: (said) =>
      said.why === 'too_easy'
        ? `Tu es bien en avance sur ton objectif (${goal(said)}). Il t’en demande maintenant un peu plus.`
        : said.why === 'too_far'
          ? `Ton objectif (${goal(said)}) était plus loin que ton rythme ne le permet. Il est maintenant à ta portée, d’ici le ${on(said.targetDate, said.notedOn)}.`
          : `Ton objectif (${goal(said)}) est à ta portée, juste un peu plus tard\u00a0: la nouvelle date est le ${on(said.targetDate, said.notedOn)}.`,
    good_trend: ({ metricTitle, weeks: span }) =>
      `${metricTitle}\u00a0: ${weeks(span)} dans la bonne direction. Ça marche.`,
    faster_recovery: ({ weeks: span }) =>
      `Ton cœur se calme plus vite après l’effort qu’il y a ${weeks(span)}.`,
    lower_resting_rate: ({ weeks: span }) =>
      `Ta fréquence cardiaque au repos est plus basse qu’il y a ${weeks(span)}.`,
    more_often: ({ before, now }) =>
      `Tu viens plus souvent\u00a0: ${about(now)} fois par semaine, ${about(before)} avant.`,
    class_reminder: ({ className, weekday, minuteOfDay }) =>
      `${className} a lieu ${dayName(weekday)} à ${timeOfDay(minuteOfDay)}. Ta place est réservée.`,
    absence: ({ daysAway }) =>
      `Ta dernière visite remonte à ${weeks(Math.max(1, Math.round(daysAway / 7)))}. Ce serait un plaisir de te revoir.`,
    weekly_summary: ({ visits, usualVisits, trainingMin, achievements }) =>
      [
        usualVisits === null
          ? `La semaine dernière\u00a0: ${count(visits, 'visite', 'visites')}.`
          : `La semaine dernière\u00a0: ${count(visits, 'visite', 'visites')}, ${about(usualVisits)} d’habitude.`,
        ...(trainingMin > 0 ? [`${number(trainingMin, 0)} minutes d’entraînement.`] : []),
        ...(achievements > 0 ? [`${count(achievements, 'nouveau succès', 'nouveaux succès')}.`] : []),
      ].join(' '),
  };
}

export function letterWords({ count }: Formats): LetterWords {
  return {
    subject: (messages, gymName) => `${gymName}\u00a0: ${count(messages, 'message', 'messages')} pour toi`,
    greeting: (firstName) => `Bonjour ${firstName},`,
    footer: (gymName) => `Tu reçois ceci parce que tu as demandé ces messages à ${gymName}.`,
    unsubscribe: 'Ne plus recevoir d’e-mails de ce genre :',
    unsubscribeQuestion: (gymName) => `${gymName} doit-il cesser de t’envoyer ces e-mails\u00a0?`,
    unsubscribeButton: 'Arrêter les e-mails',
    unsubscribed: (gymName) => `C’est fait. ${gymName} ne t’enverra plus ces e-mails.`,
  };
}
