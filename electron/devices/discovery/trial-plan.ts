import type { FamilyRegistration } from '../driver.ts';
import type { LineSettings } from '../transports/transport.ts';

/** Line settings to try, and what to ask under them. */
export interface Trial {
  readonly settings: LineSettings;
  readonly questions: readonly string[];
}

/** What is tried to recognise a device, in order. */
export interface TrialPlan {
  readonly trials: readonly [Trial, ...Trial[]];
  /** What may be there. */
  readonly families: readonly FamilyRegistration[];
}

const COMMONEST_BAUD_RATE = 9_600;
/** Baud rates that scales and readers can be set to, beside those they leave the factory with; commonest first. */
export const OTHER_BAUD_RATES = [9_600, 4_800, 2_400, 19_200, 38_400, 57_600, 115_200, 1_200] as const;

const EIGHT_BITS: Omit<LineSettings, 'baud_rate'> = {
  data_bits: 8,
  parity: 'none',
  stop_bits: 1,
  rtscts: false,
};
const SEVEN_BITS_EVEN: Omit<LineSettings, 'baud_rate'> = {
  data_bits: 7,
  parity: 'even',
  stop_bits: 1,
  rtscts: false,
};

/** `9600 7E1`, as manuals write it. */
export function describeSettings({ baud_rate, data_bits, parity, stop_bits, rtscts }: LineSettings): string {
  const letter = ({ none: 'N', even: 'E', odd: 'O' } as const)[parity];
  return `${baud_rate} ${data_bits}${letter}${stop_bits}${rtscts ? ' RTS/CTS' : ''}`;
}

const distinct = (questions: readonly string[]): readonly string[] => [...new Set(questions)];

function isSeven({ data_bits }: LineSettings): boolean {
  return data_bits === 7;
}

/** What is asked under given settings (of families whose lines have as many data bits), or under any. */
function questionsFor(
  families: readonly FamilyRegistration[],
  settings: LineSettings | null,
): readonly string[] {
  const isAsked = ({ serial, otherSerial = [] }: FamilyRegistration): boolean =>
    serial !== undefined &&
    (settings === null || [serial, ...otherSerial].some((each) => isSeven(each) === isSeven(settings)));
  return distinct(families.filter(isAsked).flatMap(({ questions }) => questions ?? []));
}

/**
 * Trials for a device that may be any of some families: first the settings their devices leave the
 * factory with, those of most families first, then the other baud rates with eight bits (in which a
 * parity shows) and with seven.
 * @param all what may be there; families that cannot be recognised are left out
 * @param fixed settings that are known
 * @param first settings under which the device was last understood
 * @param mayAsk false to listen only, for a device that nobody said anything of
 */
export function planTrials(
  all: readonly FamilyRegistration[],
  fixed: Partial<LineSettings>,
  first: LineSettings | null,
  mayAsk: boolean,
): TrialPlan {
  const families = all.filter(({ mustBeNamed }) => mustBeNamed !== true);
  const usual = new Map<string, { settings: LineSettings; families: number }>();
  const everyUsual = [
    ...families.flatMap(({ serial }) => serial ?? []),
    ...families.flatMap(({ otherSerial }) => otherSerial ?? []),
  ];
  for (const serial of everyUsual) {
    const settings = { ...serial, ...fixed };
    const known = usual.get(describeSettings(settings));
    if (known === undefined) usual.set(describeSettings(settings), { settings, families: 1 });
    else known.families += 1;
  }
  const others = [EIGHT_BITS, SEVEN_BITS_EVEN].flatMap((form) =>
    OTHER_BAUD_RATES.map((baudRate) => ({ ...form, baud_rate: baudRate, ...fixed })),
  );
  const commonFirst = [...usual.values()].sort(
    (a, b) =>
      b.families - a.families ||
      Number(b.settings.baud_rate === COMMONEST_BAUD_RATE) -
        Number(a.settings.baud_rate === COMMONEST_BAUD_RATE),
  );
  const inOrder = [
    ...(first === null ? [] : [first]),
    ...commonFirst.map(({ settings }) => settings),
    ...others,
  ];
  const bySettings = new Map(inOrder.map((settings) => [describeSettings(settings), settings]));
  const trials = [...bySettings.values()].map((settings, index) => ({
    settings,
    // Scales with a USB port of their own ignore the settings: the first trial asks everything.
    questions: mayAsk ? questionsFor(families, index === 0 ? null : settings) : [],
  }));
  return { trials: trials as [Trial, ...Trial[]], families };
}
