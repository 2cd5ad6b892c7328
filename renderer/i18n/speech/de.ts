import { de } from '../de.ts';
import { pinDe } from '../pin/de.ts';
import { staffDe } from '../staff/de.ts';
import type { Speech } from '../translate.ts';
import { weighInDe } from '../weigh-in/de.ts';

/** Everything the page says in German: one file to fetch. */
export const german: Speech = {
  language: 'de',
  catalogue: de,
  pin: pinDe,
  staff: staffDe,
  weighIn: weighInDe,
};
