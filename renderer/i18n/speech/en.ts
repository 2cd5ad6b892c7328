import { en } from '../en.ts';
import { pinEn } from '../pin/en.ts';
import { staffEn } from '../staff/en.ts';
import type { Speech } from '../translate.ts';
import { weighInEn } from '../weigh-in/en.ts';

/** Everything the page says in English: one file to fetch. */
export const english: Speech = {
  language: 'en',
  catalogue: en,
  pin: pinEn,
  staff: staffEn,
  weighIn: weighInEn,
};
