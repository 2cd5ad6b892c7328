/** A unit behind a number: one form, or one for one and one for many. */
export type UnitWord = string | readonly [one: string, many: string];

/** How a language is called and how it writes, its sentences aside. */
export interface LanguageBasics {
  /** Its own name, as somebody who reads nothing else looks for it. */
  readonly name: string;
  /** BCP 47 tag for `Intl`, with the region whose gyms write days first and hours up to 24. */
  readonly region: string;
  /** Units that are words, or are written otherwise; symbols such as kg stay as they are. */
  readonly units: Readonly<Record<string, UnitWord>>;
}
