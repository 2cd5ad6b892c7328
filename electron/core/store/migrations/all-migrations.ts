import type { Migration } from '../migrate.ts';
import { base } from './0010-base.ts';
import { reviews } from './0020-reviews.ts';
import { pins } from './0030-pins.ts';
import { unclaimedReadings } from './0040-unclaimed-readings.ts';
import { retractedMetrics } from './0050-retracted-metrics.ts';
import { staff } from './0060-staff.ts';
import { notifications } from './0080-notifications.ts';
import { excusedTimes } from './0090-excused-times.ts';
import { knownMaximum } from './0100-known-maximum.ts';
import { jobs } from './0110-jobs.ts';
import { reviewGenerations } from './0120-review-generations.ts';
import { tagNumbers } from './0130-tag-numbers.ts';
import { storeCare } from './0140-store-care.ts';
import { visitsOfFacts } from './0150-visits-of-facts.ts';
import { rowsOfFacts } from './0160-rows-of-facts.ts';
import { secondsByTime } from './0170-seconds-by-time.ts';
import { wordsOfCentral } from './0180-words-of-central.ts';
import { unreadColumns } from './0190-unread-columns.ts';
import { wordsOfOthers } from './0200-words-of-others.ts';

/** Every step of the schema's history, oldest first. */
export const migrations: readonly Migration[] = [
  base,
  reviews,
  pins,
  unclaimedReadings,
  retractedMetrics,
  staff,
  notifications,
  excusedTimes,
  knownMaximum,
  jobs,
  reviewGenerations,
  tagNumbers,
  storeCare,
  visitsOfFacts,
  rowsOfFacts,
  secondsByTime,
  wordsOfCentral,
  unreadColumns,
  wordsOfOthers,
];
