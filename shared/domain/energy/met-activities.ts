/** One activity of the compendium. */
export interface MetActivity {
  /** Code in the 2024 Adult Compendium of Physical Activities. */
  readonly code: string;
  /** Energy as a multiple of rest. */
  readonly met: number;
  readonly activity: string;
}

/**
 * Energy costs from the 2024 Adult Compendium of Physical Activities: Herrmann et al. 2024, J Sport
 * Health Sci 13(1):6-12 (pacompendium.com), values unchanged. Made for adults of 19-59 years; older
 * people and wheelchair users have compendia of their own. The 2011 tables, widely copied, differ.
 */
export const MET_ACTIVITIES: readonly MetActivity[] = [
  { code: '01200', met: 6.8, activity: 'stationary bike, general' },
  { code: '01210', met: 3.5, activity: 'stationary bike, 25-30 W' },
  { code: '01228', met: 8, activity: 'stationary bike, 126-150 W' },
  { code: '01270', met: 9, activity: 'spin class' },
  { code: '01305', met: 8.8, activity: 'stationary bike, high-intensity intervals' },
  { code: '02000', met: 7.3, activity: 'aerobic dance, general' },
  { code: '02001', met: 5.5, activity: 'step aerobics, 4-inch step' },
  { code: '02002', met: 7.3, activity: 'step aerobics, 6-8-inch step' },
  { code: '02003', met: 9, activity: 'step aerobics, 10-12-inch step' },
  { code: '02005', met: 4.8, activity: 'aerobic dance, low impact' },
  { code: '02006', met: 8, activity: 'aerobic dance, high impact' },
  { code: '02008', met: 5, activity: 'boot camp' },
  { code: '02020', met: 7.5, activity: 'calisthenics, vigorous' },
  { code: '02022', met: 3.8, activity: 'calisthenics, moderate' },
  { code: '02024', met: 2.8, activity: 'calisthenics, light' },
  { code: '02032', met: 6, activity: 'circuit training, body weight' },
  { code: '02034', met: 3.5, activity: 'circuit training, light' },
  { code: '02035', met: 5, activity: 'circuit training, moderate' },
  { code: '02040', met: 7.5, activity: 'circuit training with kettlebells, vigorous' },
  { code: '02048', met: 5, activity: 'elliptical trainer, moderate' },
  { code: '02049', met: 9, activity: 'elliptical trainer, vigorous' },
  { code: '02050', met: 6, activity: 'power lifting or body building, vigorous' },
  { code: '02052', met: 5, activity: 'squats and deadlifts, slow or explosive' },
  { code: '02054', met: 3.5, activity: 'resistance training, 8-15 repetitions' },
  { code: '02056', met: 3, activity: 'body-weight resistance, general' },
  { code: '02057', met: 6.5, activity: 'body-weight resistance, high intensity' },
  { code: '02058', met: 9.8, activity: 'kettlebell swings' },
  { code: '02060', met: 5.5, activity: 'health club, general' },
  { code: '02062', met: 7.8, activity: 'health club, conditioning classes' },
  { code: '02065', met: 9.3, activity: 'stair treadmill' },
  { code: '02071', met: 5, activity: 'rowing machine, under 100 W' },
  { code: '02072', met: 7.5, activity: 'rowing machine, 100-149 W' },
  { code: '02073', met: 11, activity: 'rowing machine, 150-199 W' },
  { code: '02074', met: 14, activity: 'rowing machine, 200 W and more' },
  { code: '02101', met: 2.3, activity: 'stretching, mild' },
  { code: '02105', met: 2.8, activity: 'Pilates, general' },
  { code: '02150', met: 2.3, activity: 'Hatha yoga' },
  { code: '02160', met: 4, activity: 'power yoga' },
  { code: '02180', met: 3.5, activity: 'Surya Namaskar' },
  { code: '02210', met: 7, activity: 'high-intensity intervals, moderate effort' },
  { code: '02214', met: 11, activity: 'high-intensity intervals, vigorous effort' },
  { code: '02310', met: 6.5, activity: 'Zumba class' },
  { code: '12050', met: 9.3, activity: 'running, 6-6.3 mph' },
  { code: '15110', met: 5.8, activity: 'boxing, punching bag' },
  { code: '15430', met: 10.3, activity: 'martial arts, moderate pace' },
  { code: '17200', met: 4.8, activity: 'walking, 3.5-3.9 mph' },
];

/**
 * Which activity stands for a class on the timetable. Where a name covers several efforts the
 * moderate one is taken: too many calories mislead more than too few.
 */
const CODE_OF_CLASS_TYPE: Readonly<Record<string, string>> = {
  aerobics: '02000',
  barre: '02022',
  bodypump: '02054',
  bootcamp: '02008',
  boxing: '15110',
  calisthenics: '02022',
  cardio: '02062',
  circuit: '02035',
  conditioning: '02062',
  core: '02024',
  cycling: '01270',
  dance: '02000',
  elliptical: '02048',
  functional: '02032',
  gym: '02060',
  hiit: '02210',
  hiit_vigorous: '02214',
  kettlebell: '02040',
  martial_arts: '15430',
  mobility: '02101',
  open_gym: '02060',
  pilates: '02105',
  power_yoga: '02160',
  rowing: '02072',
  running: '12050',
  spin: '01270',
  spinning: '01270',
  step: '02002',
  strength: '02054',
  stretching: '02101',
  tabata: '02214',
  treadmill: '12050',
  vinyasa: '02180',
  walking: '17200',
  weightlifting: '02050',
  yoga: '02150',
  zumba: '02310',
};

const activityByCode = new Map(MET_ACTIVITIES.map((activity) => [activity.code, activity]));

/**
 * The activity behind a class type. Case, spaces and hyphens do not matter: "Power Yoga" is `power_yoga`.
 * @returns undefined for a type the table does not know, never a guess
 */
export function metActivityOfClassType(classType: string): MetActivity | undefined {
  const key = classType
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  const code = Object.hasOwn(CODE_OF_CLASS_TYPE, key) ? CODE_OF_CLASS_TYPE[key] : undefined;
  return code === undefined ? undefined : activityByCode.get(code);
}
