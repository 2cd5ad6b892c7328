/** Kept with every stored index. */
export const BODY_MASS_INDEX_FORMULA = 'bmi@1';

/**
 * Body mass index, kg/m² (Quetelet 1832; WHO Technical Report 894). For adults; says nothing about
 * what the mass consists of, so the product shows it without a judgement.
 * @returns null for a height or weight no adult has
 */
export function bodyMassIndex(weightKg: number, heightCm: number): number | null {
  if (!(heightCm >= 100 && heightCm <= 250 && weightKg >= 20 && weightKg <= 350)) return null;
  return weightKg / (heightCm / 100) ** 2;
}
