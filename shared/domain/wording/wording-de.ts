import type { AttendanceHabits, UsualTime } from '../attendance/habits.ts';
import type { CommunityFinding } from '../community/community-findings.ts';
import type { GoalOutlook } from '../goals/goal-outlook.ts';
import type { RecommendationReason } from '../recommendations/recommendation-reason.ts';
import type { Formats } from './formats.ts';
import { germanMetricTitles, germanUnits } from './metric-names-de.ts';
import type { Wording } from './wording.ts';

const WEEKDAYS = ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'] as const;

/** German, with the informal "du" of gym floors. */
export function germanWording(formats: Formats): Wording {
  const { number, quantity, clock, list, date } = formats;
  const count = (n: number, one: string, many: string): string =>
    `${number(n, 0)} ${Math.round(n) === 1 ? one : many}`;
  const weekday = (day: number): string => WEEKDAYS[day - 1] ?? '';
  const unitName = (unit: string): string => germanUnits[unit] ?? unit;

  const usualTime = ({ weekdays, minuteOfDay }: UsualTime): string => {
    const on = list(weekdays.map((day) => `${weekday(day).toLowerCase()}s`));
    return minuteOfDay === null ? on : `${on} gegen ${clock(minuteOfDay)} Uhr`;
  };

  return {
    metricTitle: (metric) => germanMetricTitles[metric.type] ?? metric.title,
    metricUnit: unitName,
    metricChange(change, metric) {
      switch (change.kind) {
        case 'first':
          return 'Erste Messung';
        case 'unclear':
          return 'Noch kein klarer Trend';
        case 'flat':
          return `Seit ${count(change.weeks, 'Woche', 'Wochen')} etwa gleich`;
        case 'changed':
          return `${quantity(change.change, unitName(metric.unit), metric.decimals, true)} in ${count(change.weeks, 'Woche', 'Wochen')}`;
        case 'weekly':
          return `${number(change.thisWeek, metric.decimals)} bisher diese Woche, ${number(change.lastWeek, metric.decimals)} letzte Woche`;
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
        return 'Willkommen! Nach ein paar Besuchen siehst du hier dein Muster.';
      case 'new':
        return `Bisher ${count(habits.visits, 'Besuch', 'Besuche')}. Nach ein paar weiteren siehst du hier dein Muster.`;
      case 'away':
        return `Dein letzter Besuch war vor ${count(habits.weeksAway, 'Woche', 'Wochen')}.`;
      case 'irregular':
        return `Du kommst etwa ${perWeek(habits.visitsPerWeek)}, an wechselnden Tagen.`;
      case 'regular': {
        if (habits.times.flatMap((time) => time.weekdays).length < 6) {
          return `Du kommst meist ${list(habits.times.map(usualTime))}.`;
        }
        const [only] = habits.times;
        const minute = habits.times.length === 1 ? only?.minuteOfDay : null;
        return minute == null
          ? 'Du kommst fast jeden Tag.'
          : `Du kommst fast jeden Tag, meist gegen ${clock(minute)} Uhr.`;
      }
    }
  }

  function perWeek(visits: number): string {
    if (visits < 0.75) return 'alle zwei Wochen';
    const rounded = Math.round(visits);
    return rounded <= 1
      ? 'einmal pro Woche'
      : rounded === 2
        ? 'zweimal pro Woche'
        : `${number(rounded, 0)}-mal pro Woche`;
  }

  function goalOutlook(outlook: GoalOutlook, today: number): string {
    switch (outlook.kind) {
      case 'achieved':
        return 'Du hast dieses Ziel erreicht.';
      case 'missed':
        return outlook.share > 0
          ? `Der Termin ist vorbei; du hast ${formats.percent(outlook.share)} des Weges geschafft.`
          : 'Der Termin ist vorbei. Ein neues Datum ist ein neuer Anfang.';
      case 'unclear':
        return 'Noch kein klarer Trend: ein paar weitere Messungen zeigen mehr.';
      case 'in_time': {
        const earliest = date(outlook.earliestDay, today);
        const latest = date(outlook.latestDay, today);
        return earliest === latest
          ? `In diesem Tempo bist du etwa am ${earliest} da, rechtzeitig.`
          : `In diesem Tempo bist du zwischen dem ${earliest} und dem ${latest} da, rechtzeitig.`;
      }
      case 'close':
        return `In diesem Tempo bist du etwa am ${date(outlook.expectedDay, today)} da. Es kann knapp werden.`;
      case 'late':
        return `In diesem Tempo dauert es etwa bis zum ${date(outlook.expectedDay, today)}, später als geplant.`;
    }
  }

  function recommendation(reason: RecommendationReason): string {
    switch (reason.kind) {
      case 'usual_time':
        return `Du trainierst oft ${weekday(reason.weekday).toLowerCase()}s gegen ${clock(reason.minuteOfDay)} Uhr`;
      case 'favourite_type':
        return reason.visits === 1
          ? `Du warst neulich bei ${reason.className}`
          : `Du warst in letzter Zeit ${number(reason.visits, 0)}-mal bei ${reason.className}`;
      case 'often_together':
        return `Wer zu ${reason.withClassName} geht, geht oft auch zu ${reason.className}`;
      case 'instructor':
        return `Mit ${reason.instructor}: diese Kurse kennst du`;
      case 'something_new':
        return `Etwas Neues: ${reason.className} hast du noch nicht probiert`;
      case 'popular':
        return 'Hier im Club beliebt';
      case 'soon':
        return 'Beginnt bald und hat freie Plätze';
    }
  }

  function community(finding: CommunityFinding): string {
    switch (finding.kind) {
      case 'challenge': {
        const what = finding.metric === 'visits' ? 'Besuche' : 'Effort-Punkte';
        return finding.done >= finding.target
          ? `Gemeinsam haben wir diese Woche ${number(finding.done, 0)} ${what} geschafft. Challenge erfüllt!`
          : `Gemeinsam: ${number(finding.done, 0)} von ${number(finding.target, 0)} ${what} diese Woche.`;
      }
      case 'leaders': {
        const value =
          finding.metric === 'visits'
            ? count(finding.value, 'Besuch', 'Besuchen')
            : count(finding.value, 'Effort-Punkt', 'Effort-Punkten');
        return `${list(finding.aliases)} ${finding.aliases.length === 1 ? 'liegt' : 'liegen'} diese Woche mit ${value} vorn.`;
      }
      case 'own_rank':
        return `Du bist diese Woche Nummer ${number(finding.rank, 0)} von ${number(finding.of, 0)} bei ${
          finding.metric === 'visits' ? 'den Besuchen' : 'den Effort-Punkten'
        }.`;
      case 'achievement':
        return `${finding.alias} hat eine neue Auszeichnung.`;
    }
  }
}
