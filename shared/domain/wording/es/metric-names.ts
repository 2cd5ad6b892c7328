import type { MetricDefinition } from '../../metrics/metric-registry.ts';

const titles: Readonly<Record<string, string>> = {
  calories_burned: 'Calorías quemadas',
  workout_duration: 'Tiempo de entrenamiento',
  workout_count: 'Entrenamientos',
  body_weight: 'Peso corporal',
  body_fat_percent: 'Grasa corporal',
  body_fat_mass: 'Masa grasa',
  fat_free_mass: 'Masa libre de grasa',
  muscle_mass: 'Masa muscular',
  bone_mass: 'Masa ósea',
  total_body_water: 'Agua corporal',
  visceral_fat_rating: 'Nivel de grasa visceral',
  basal_metabolic_rate: 'Gasto energético en reposo',
  body_mass_index: 'Índice de masa corporal',
  waist_circumference: 'Cintura',
  average_heart_rate: 'Pulso medio',
  maximum_heart_rate: 'Pulso más alto',
  resting_heart_rate: 'Pulso en reposo',
  heart_rate_recovery_60s: 'Recuperación en un minuto',
  heart_rate_variability_rmssd: 'Variabilidad del pulso',
  effort_points: 'Puntos de esfuerzo',
  training_load: 'Carga de entrenamiento',
  vo2max_estimate: 'Forma física (VO₂máx, estimación)',
  one_rep_max: 'Repetición máxima',
  attendance_streak: 'Semanas seguidas',
};

/** Spanish title of a metric. */
export function spanishTitle(metric: MetricDefinition): string {
  return titles[metric.type] ?? metric.title;
}
