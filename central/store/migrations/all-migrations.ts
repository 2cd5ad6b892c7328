import type { Migration } from '../migrate.ts';
import { gymsAndMembers } from './0010-gyms-and-members.ts';
import { facts } from './0020-facts.ts';
import { reviews } from './0030-reviews.ts';
import { community } from './0040-community.ts';
import { retractedMetrics } from './0070-retracted-metrics.ts';
import { notifications } from './0100-notifications.ts';
import { excusedTimes } from './0110-excused-times.ts';
import { measuredMaximums } from './0120-measured-maximums.ts';
import { reviewGenerations } from './0130-review-generations.ts';
import { rowsOfFacts } from './0140-rows-of-facts.ts';
import { sameNames } from './0150-same-names.ts';
import { trustInFacts } from './0160-trust-in-facts.ts';
import { oneNumberOnePerson } from './0170-one-number-one-person.ts';
import { wordsOfCentral } from './0180-words-of-central.ts';
import { feed } from './0190-feed.ts';
import { wrappedKeys } from './0200-wrapped-keys.ts';
import { staff } from './0210-staff.ts';
import { foundByStaff } from './0220-found-by-staff.ts';
import { classSeries } from './0230-class-series.ts';
import { anyLanguage } from './0290-any-language.ts';

/** Every step in order. A released step is frozen: change the schema by adding the next number. */
export const ALL_MIGRATIONS: readonly Migration[] = [
  gymsAndMembers,
  facts,
  reviews,
  community,
  retractedMetrics,
  notifications,
  excusedTimes,
  measuredMaximums,
  reviewGenerations,
  rowsOfFacts,
  sameNames,
  trustInFacts,
  oneNumberOnePerson,
  wordsOfCentral,
  feed,
  wrappedKeys,
  staff,
  foundByStaff,
  classSeries,
  anyLanguage,
];
