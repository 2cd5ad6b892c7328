import type { MetricDefinition } from '../../metrics/metric-registry.ts';

const titles: Readonly<Record<string, string>> = {
  calories_burned: 'Verbrauchte Kalorien',
  workout_duration: 'Trainingszeit',
  workout_count: 'Workouts',
  body_weight: 'Körpergewicht',
  body_fat_percent: 'Körperfett',
  body_fat_mass: 'Fettmasse',
  fat_free_mass: 'Fettfreie Masse',
  muscle_mass: 'Muskelmasse',
  bone_mass: 'Knochenmasse',
  total_body_water: 'Körperwasser',
  visceral_fat_rating: 'Viszeralfett-Stufe',
  basal_metabolic_rate: 'Grundumsatz',
  body_mass_index: 'Body-Mass-Index',
  waist_circumference: 'Taille',
  average_heart_rate: 'Durchschnittspuls',
  maximum_heart_rate: 'Höchster Puls',
  resting_heart_rate: 'Ruhepuls',
  heart_rate_recovery_60s: 'Erholung in einer Minute',
  heart_rate_variability_rmssd: 'Herzfrequenzvariabilität',
  effort_points: 'Effort-Punkte',
  training_load: 'Trainingsbelastung',
  vo2max_estimate: 'Fitness (VO₂max, geschätzt)',
  one_rep_max: 'Maximalkraft (1 Wiederholung)',
  attendance_streak: 'Wochen in Folge',
};

/** German title of a metric. */
export function germanTitle(metric: MetricDefinition): string {
  return titles[metric.type] ?? metric.title;
}
