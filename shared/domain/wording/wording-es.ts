import type { AttendanceHabits, UsualTime } from '../attendance/habits.ts';
import type { CommunityFinding } from '../community/community-findings.ts';
import type { GoalOutlook } from '../goals/goal-outlook.ts';
import type { RecommendationReason } from '../recommendations/recommendation-reason.ts';
import type { Formats } from './formats.ts';
import { spanishMetricTitles, spanishUnits } from './metric-names-es.ts';
import type { Wording } from './wording.ts';

const WEEKDAYS = ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábados', 'domingos'] as const;

/** Spanish, with the informal "tú" of gym floors. */
export function spanishWording(formats: Formats): Wording {
  const { number, quantity, clock, list, date } = formats;
  const count = (n: number, one: string, many: string): string =>
    `${number(n, 0)} ${Math.round(n) === 1 ? one : many}`;
  const onWeekday = (day: number): string => `los ${WEEKDAYS[day - 1] ?? ''}`;
  const unitName = (unit: string): string => spanishUnits[unit] ?? unit;
  const at = (minute: number): string =>
    minute >= 60 && minute < 120 ? `sobre la ${clock(minute)}` : `sobre las ${clock(minute)}`;

  const usualTime = ({ weekdays, minuteOfDay }: UsualTime): string => {
    const on = list(weekdays.map(onWeekday));
    return minuteOfDay === null ? on : `${on} ${at(minuteOfDay)}`;
  };

  return {
    metricTitle: (metric) => spanishMetricTitles[metric.type] ?? metric.title,
    metricUnit: unitName,
    metricChange(change, metric) {
      switch (change.kind) {
        case 'first':
          return 'Primera medición';
        case 'unclear':
          return 'Aún sin tendencia clara';
        case 'flat':
          return `Más o menos igual desde hace ${count(change.weeks, 'semana', 'semanas')}`;
        case 'changed':
          return `${quantity(change.change, unitName(metric.unit), metric.decimals, true)} en ${count(change.weeks, 'semana', 'semanas')}`;
        case 'weekly':
          return `${number(change.thisWeek, metric.decimals)} esta semana hasta ahora, ${number(change.lastWeek, metric.decimals)} la semana pasada`;
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
        return '¡Te damos la bienvenida! Tras unas visitas verás aquí tu ritmo.';
      case 'new':
        return `${count(habits.visits, 'visita', 'visitas')} hasta ahora. Tras unas cuantas más verás aquí tu ritmo.`;
      case 'away':
        return `Tu última visita fue hace ${count(habits.weeksAway, 'semana', 'semanas')}.`;
      case 'irregular':
        return `Vienes ${perWeek(habits.visitsPerWeek)}, en días distintos.`;
      case 'regular': {
        if (habits.times.flatMap((time) => time.weekdays).length < 6) {
          return `Sueles venir ${list(habits.times.map(usualTime))}.`;
        }
        const [only] = habits.times;
        const minute = habits.times.length === 1 ? only?.minuteOfDay : null;
        return minute == null
          ? 'Vienes casi todos los días.'
          : `Vienes casi todos los días, normalmente ${at(minute)}.`;
      }
    }
  }

  function perWeek(visits: number): string {
    if (visits < 0.75) return 'más o menos cada dos semanas';
    const rounded = Math.round(visits);
    return rounded <= 1 ? 'más o menos una vez por semana' : `unas ${number(rounded, 0)} veces por semana`;
  }

  function goalOutlook(outlook: GoalOutlook, today: number): string {
    switch (outlook.kind) {
      case 'achieved':
        return 'Has alcanzado este objetivo.';
      case 'missed':
        return outlook.share > 0
          ? `La fecha ha pasado; recorriste el ${formats.percent(outlook.share)} del camino.`
          : 'La fecha ha pasado. Una fecha nueva es un nuevo comienzo.';
      case 'unclear':
        return 'Aún sin tendencia clara: unas mediciones más lo dirán.';
      case 'in_time': {
        const earliest = date(outlook.earliestDay, today);
        const latest = date(outlook.latestDay, today);
        return earliest === latest
          ? `A este ritmo llegas hacia el ${earliest}, a tiempo.`
          : `A este ritmo llegas entre el ${earliest} y el ${latest}, a tiempo.`;
      }
      case 'close':
        return `A este ritmo llegas hacia el ${date(outlook.expectedDay, today)}. Puede quedar justo.`;
      case 'late':
        return `A este ritmo llegas hacia el ${date(outlook.expectedDay, today)}, más tarde de lo previsto.`;
    }
  }

  function recommendation(reason: RecommendationReason): string {
    switch (reason.kind) {
      case 'usual_time':
        return `Sueles entrenar ${onWeekday(reason.weekday)} ${at(reason.minuteOfDay)}`;
      case 'favourite_type':
        return reason.visits === 1
          ? `Fuiste a ${reason.className} hace poco`
          : `Has ido ${number(reason.visits, 0)} veces a ${reason.className} últimamente`;
      case 'often_together':
        return `Quienes van a ${reason.withClassName} suelen ir también a ${reason.className}`;
      case 'instructor':
        return `Con ${reason.instructor}, cuyas clases ya conoces`;
      case 'something_new':
        return `Algo nuevo: aún no has probado ${reason.className}`;
      case 'popular':
        return 'Muy popular en el club';
      case 'soon':
        return 'Empieza pronto y quedan plazas';
    }
  }

  function community(finding: CommunityFinding): string {
    switch (finding.kind) {
      case 'challenge': {
        const what = finding.metric === 'visits' ? 'visitas' : 'puntos de esfuerzo';
        return finding.done >= finding.target
          ? `Entre todos hemos logrado ${number(finding.done, 0)} ${what} esta semana. ¡Reto conseguido!`
          : `Entre todos: ${number(finding.done, 0)} de ${number(finding.target, 0)} ${what} esta semana.`;
      }
      case 'leaders': {
        const value =
          finding.metric === 'visits'
            ? count(finding.value, 'visita', 'visitas')
            : count(finding.value, 'punto de esfuerzo', 'puntos de esfuerzo');
        return `${list(finding.aliases)} ${finding.aliases.length === 1 ? 'va' : 'van'} por delante esta semana con ${value}.`;
      }
      case 'own_rank':
        return `Esta semana ocupas el puesto ${number(finding.rank, 0)} de ${number(finding.of, 0)} en ${
          finding.metric === 'visits' ? 'visitas' : 'puntos de esfuerzo'
        }.`;
      case 'achievement':
        return `${finding.alias} ha conseguido un logro nuevo.`;
    }
  }
}
