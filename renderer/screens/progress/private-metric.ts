/**
 * Measures of the body itself. A kiosk stands where everybody passes by, so their values are hidden
 * until the member holds a finger on them.
 */
const BODY_METRICS: ReadonlySet<string> = new Set([
  'body_weight',
  'body_fat_percent',
  'body_fat_mass',
  'fat_free_mass',
  'muscle_mass',
  'bone_mass',
  'total_body_water',
  'visceral_fat_rating',
  'basal_metabolic_rate',
  'body_mass_index',
  'waist_circumference',
]);

/** Whether a metric's values stay hidden until asked for. */
export function isPrivateMetric(metricType: string): boolean {
  return BODY_METRICS.has(metricType);
}
