/** What a class asks of the body, by kind, and how this gym runs it. */
export interface DemoClassType {
  readonly classType: string;
  readonly title: string;
  readonly durationMin: number;
  readonly places: number;
  /** Mean share of the heart-rate reserve that participants work at. */
  readonly intensity: number;
  /** Share of the reserve that hard and easy spells lie above and below the mean. */
  readonly swing: number;
  /** Seconds from one hard spell to the next; 0 for a steady effort. */
  readonly intervalS: number;
  /** How much of the membership likes it to begin with, in the units of taste (about −1 to 1). */
  readonly popularity: number;
}

/** Intensities are plausible classroom values, not measurements. */
export const DEMO_CLASS_TYPES: readonly DemoClassType[] = [
  {
    classType: 'hiit',
    title: 'HIIT',
    durationMin: 45,
    places: 12,
    intensity: 0.7,
    swing: 0.16,
    intervalS: 90,
    popularity: 0.5,
  },
  {
    classType: 'spin',
    title: 'Spin',
    durationMin: 45,
    places: 14,
    intensity: 0.68,
    swing: 0.11,
    intervalS: 240,
    popularity: 0.5,
  },
  {
    classType: 'yoga',
    title: 'Yoga Flow',
    durationMin: 60,
    places: 12,
    intensity: 0.25,
    swing: 0.07,
    intervalS: 420,
    popularity: 0.4,
  },
  {
    classType: 'pilates',
    title: 'Pilates',
    durationMin: 50,
    places: 8,
    intensity: 0.3,
    swing: 0.06,
    intervalS: 300,
    popularity: 0.15,
  },
  {
    classType: 'boxing',
    title: 'Boxing',
    durationMin: 60,
    places: 10,
    intensity: 0.69,
    swing: 0.15,
    intervalS: 180,
    popularity: 0.1,
  },
  {
    classType: 'strength',
    title: 'Strength',
    durationMin: 60,
    places: 8,
    intensity: 0.46,
    swing: 0.14,
    intervalS: 150,
    popularity: 0.25,
  },
  {
    classType: 'zumba',
    title: 'Zumba',
    durationMin: 55,
    places: 14,
    intensity: 0.58,
    swing: 0.1,
    intervalS: 220,
    popularity: 0,
  },
  {
    classType: 'rowing',
    title: 'Rowing',
    durationMin: 45,
    places: 6,
    intensity: 0.66,
    swing: 0.12,
    intervalS: 300,
    popularity: -0.2,
  },
  {
    classType: 'mobility',
    title: 'Mobility',
    durationMin: 45,
    places: 10,
    intensity: 0.2,
    swing: 0.05,
    intervalS: 360,
    popularity: -0.1,
  },
];

/** Training without a class, as far as heart rate goes. */
export const OPEN_GYM: Pick<DemoClassType, 'intensity' | 'swing' | 'intervalS'> = {
  intensity: 0.4,
  swing: 0.13,
  intervalS: 200,
};
