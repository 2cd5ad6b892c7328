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
  const weeks = (n: number): string => count(n, 'semana', 'semanas');
  const on = (isoDate: string, notedOn: number): string => dateOf(dayOfDate(isoDate) ?? notedOn, notedOn);
  const goal = ({ metricTitle }: { metricTitle: string }): string => inSentence(metricTitle);
  return {
    achievement_earned: ({ achievement }) => `Has conseguido un logro: ${achievement}.`,
    goal_reached: (said) => `Objetivo alcanzado: ${goal(said)}. ¡Enhorabuena!`,
    goal_close: (said) =>
      `Llevas el ${percent(said.share)} del camino hacia tu objetivo (${goal(said)}) y tienes tiempo hasta el ${on(said.targetDate, said.notedOn)}.`,
    goal_missed: (said) =>
      said.share >= LEAST_TOLD_SHARE
        ? `La fecha de tu objetivo (${goal(said)}) ha pasado: hiciste el ${percent(said.share)} del camino. Una nueva fecha es un nuevo comienzo.`
        : `La fecha de tu objetivo (${goal(said)}) ha pasado. Una nueva fecha es un nuevo comienzo.`,
    goal_adjusted: (said) =>
      said.why === 'too_easy'
        ? `Vas muy por delante de tu objetivo (${goal(said)}). Ahora te pide un poco más.`
        : said.why === 'too_far'
          ? `Tu objetivo (${goal(said)}) estaba más lejos de lo que permite tu ritmo. Ahora está a tu alcance para el ${on(said.targetDate, said.notedOn)}.`
          : `Tu objetivo (${goal(said)}) está a tu alcance, solo que más tarde: la fecha es ahora el ${on(said.targetDate, said.notedOn)}.`,
    good_trend: ({ metricTitle, weeks: span }) =>
      `${metricTitle}: ${weeks(span)} en la buena dirección. Funciona.`,
    faster_recovery: ({ weeks: span }) =>
      `Tu pulso baja más rápido tras el esfuerzo que hace ${weeks(span)}.`,
    lower_resting_rate: ({ weeks: span }) => `Tu pulso en reposo es más bajo que hace ${weeks(span)}.`,
    more_often: ({ before, now }) =>
      `Vienes más a menudo: ${about(now)} ${about(now) === '1' ? 'vez' : 'veces'} por semana, antes ${about(before)}.`,
    class_reminder: ({ className, weekday, minuteOfDay }) =>
      `${className} es el ${dayName(weekday)} ${at(minuteOfDay)} ${timeOfDay(minuteOfDay)}. Tu plaza está reservada.`,
    absence: ({ daysAway }) =>
      `Tu última visita fue hace ${weeks(Math.max(1, Math.round(daysAway / 7)))}. Nos encantará verte de nuevo.`,
    weekly_summary: ({ visits, usualVisits, trainingMin, achievements }) =>
      [
        usualVisits === null
          ? `La semana pasada: ${count(visits, 'visita', 'visitas')}.`
          : `La semana pasada: ${count(visits, 'visita', 'visitas')}, normalmente ${about(usualVisits)}.`,
        ...(trainingMin > 0 ? [`${number(trainingMin, 0)} minutos de entrenamiento.`] : []),
        ...(achievements > 0 ? [`${count(achievements, 'logro nuevo', 'logros nuevos')}.`] : []),
      ].join(' '),
  };
}

/** "a la 1:30" in the hour that is singular, "a las" in every other. */
function at(minuteOfDay: number): string {
  return minuteOfDay >= 60 && minuteOfDay < 120 ? 'a la' : 'a las';
}

export function letterWords({ count }: Formats): LetterWords {
  return {
    subject: (messages, gymName) => `${gymName}: ${count(messages, 'mensaje', 'mensajes')} para ti`,
    greeting: (firstName) => `Hola, ${firstName}:`,
    footer: (gymName) => `Recibes esto porque pediste a ${gymName} estos mensajes.`,
    unsubscribe: 'No más correos como este:',
    unsubscribeQuestion: (gymName) => `¿Quieres que ${gymName} deje de enviarte estos correos?`,
    unsubscribeButton: 'No más correos',
    unsubscribed: (gymName) => `Hecho. ${gymName} ya no te enviará estos correos.`,
  };
}
