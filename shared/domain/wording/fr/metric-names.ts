import type { MetricDefinition } from '../../metrics/metric-registry.ts';

const titles: Readonly<Record<string, string>> = {
  calories_burned: 'Calories brûlées',
  workout_duration: 'Temps d’entraînement',
  workout_count: 'Séances',
  body_weight: 'Poids',
  body_fat_percent: 'Masse grasse en pourcentage',
  body_fat_mass: 'Masse grasse',
  fat_free_mass: 'Masse maigre',
  muscle_mass: 'Masse musculaire',
  bone_mass: 'Masse osseuse',
  total_body_water: 'Eau corporelle',
  visceral_fat_rating: 'Niveau de graisse viscérale',
  basal_metabolic_rate: 'Métabolisme de base',
  body_mass_index: 'Indice de masse corporelle',
  waist_circumference: 'Tour de taille',
  average_heart_rate: 'Fréquence cardiaque moyenne',
  maximum_heart_rate: 'Fréquence cardiaque la plus haute',
  resting_heart_rate: 'Fréquence cardiaque au repos',
  heart_rate_recovery_60s: 'Récupération en une minute',
  heart_rate_variability_rmssd: 'Variabilité cardiaque',
  effort_points: 'Points d’effort',
  training_load: 'Charge d’entraînement',
  vo2max_estimate: 'Forme physique (VO₂max, estimation)',
  one_rep_max: 'Charge maximale (1 répétition)',
  attendance_streak: 'Semaines d’affilée',
};

/** French title of a metric. */
export function frenchTitle(metric: MetricDefinition): string {
  return titles[metric.type] ?? metric.title;
}
