import { es } from '../es.ts';
import { pinEs } from '../pin/es.ts';
import { staffEs } from '../staff/es.ts';
import type { Speech } from '../translate.ts';
import { weighInEs } from '../weigh-in/es.ts';

/** Everything the page says in Spanish: one file to fetch. */
export const spanish: Speech = {
  language: 'es',
  catalogue: es,
  pin: pinEs,
  staff: staffEs,
  weighIn: weighInEs,
};
