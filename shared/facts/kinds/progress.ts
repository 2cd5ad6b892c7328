import { z } from 'zod';
import { findMetric, isPlausible, isUnitOf } from '../../domain/metrics/metric-registry.ts';
import { defineFact } from '../define-fact.ts';
import { anyId, day, metricType, quantity, shortId, staffName, text } from '../payload-parts.ts';
import { rowChange } from '../row-changes.ts';

/** A body-composition analyser says some forty values. */
const MAX_INPUTS = 64;

/** A metric this program has no name for yet is judged by nobody: the fact is parked. */
const isImplausible = (type: string, value: number): boolean =>
  findMetric(type) !== undefined && !isPlausible(type, value);

const isInOtherUnit = (type: string, unit: string): boolean =>
  findMetric(type) !== undefined && !isUnitOf(type, unit);

/** What a value was worked out from, or how it was measured: a few numbers and words. */
const oneInput = z.union([text, quantity, z.boolean(), z.null()]);
const inputs = z
  .record(z.string().max(64), z.union([oneInput, z.record(z.string().max(64), oneInput)]))
  .refine((given) => Object.keys(given).length <= MAX_INPUTS);

const goalCourse = { target_value: quantity, target_date: day, auto_adjust: z.boolean() };

/** Readings, and the goals that are measured by them. */
export const progressFacts = {
  'metric.recorded': defineFact({
    versions: [
      z.object({
        reading_id: anyId,
        metric_type: metricType,
        value: quantity,
        unit: z.string().max(32),
        source: z.enum(['manual', 'automated', 'device']),
        formula: z.string().max(64).nullable(),
        inputs: inputs.optional(),
        heart_rate_session_id: shortId.optional(),
      }),
    ],
    writers: ['kiosk', 'central'],
    owner: 'member',
    privacy: 'health',
    neededBy: 'every_kiosk',
    afterErasure: 'nothing',
    refuse: ({ metric_type: type, value, unit }) =>
      isImplausible(type, value) || isInOtherUnit(type, unit) ? 'implausible_value' : null,
    effects: ({ memberId, happenedAtMs, payload }) => [
      rowChange(
        'progress_metrics',
        { user_id: memberId, id: payload.reading_id },
        {
          metric_type: payload.metric_type,
          value: payload.value,
          recorded_at: happenedAtMs,
          source: payload.source,
          unit: payload.unit,
          formula: payload.formula,
          ...(payload.inputs === undefined ? {} : { inputs: JSON.stringify(payload.inputs) }),
          heart_rate_session_id: payload.heart_rate_session_id ?? null,
        },
      ),
    ],
  }),
  /** A reading counts for nothing any more: undone at once, removed later, or it was somebody else's. */
  'metric.retracted': defineFact({
    versions: [z.object({ reading_id: anyId, reason: z.enum(['undone', 'removed', 'not_mine']) })],
    writers: ['kiosk', 'central'],
    owner: 'member',
    privacy: 'health',
    neededBy: 'every_kiosk',
    afterErasure: 'nothing',
    effects: ({ memberId, happenedAtMs, payload }) => [
      rowChange(
        'retracted_metrics',
        { user_id: memberId, id: payload.reading_id },
        { reason: payload.reason, retracted_at: happenedAtMs },
      ),
    ],
  }),
  'goal.set': defineFact({
    versions: [
      z.object({
        goal_id: shortId,
        metric_type: metricType,
        start_value: quantity,
        start_date: day,
        ...goalCourse,
      }),
    ],
    writers: ['kiosk', 'central'],
    owner: 'member',
    privacy: 'health',
    neededBy: 'every_kiosk',
    afterErasure: 'nothing',
    refuse: ({ metric_type: type, target_value, start_value }) =>
      isImplausible(type, target_value) || isImplausible(type, start_value) ? 'implausible_value' : null,
    effects: ({ memberId, happenedAtMs, payload }) => [
      rowChange(
        'goals',
        { user_id: memberId, id: payload.goal_id },
        {
          metric_type: payload.metric_type,
          start_value: payload.start_value,
          current_value: payload.start_value,
          start_date: payload.start_date,
          target_value: payload.target_value,
          target_date: payload.target_date,
          auto_adjust: payload.auto_adjust,
          status: 'active',
          created_at: happenedAtMs,
          updated_at: happenedAtMs,
        },
      ),
    ],
  }),
  'goal.changed': defineFact({
    versions: [
      z.object({
        goal_id: shortId,
        ...goalCourse,
        /** How it stands with the change: a goal whose date had passed is under way again. */
        status: z.enum(['active', 'adjusted', 'missed']),
      }),
    ],
    writers: ['kiosk', 'central'],
    owner: 'member',
    privacy: 'health',
    neededBy: 'every_kiosk',
    afterErasure: 'nothing',
    effects: ({ memberId, happenedAtMs, payload }) => [
      rowChange(
        'goals',
        { user_id: memberId, id: payload.goal_id },
        {
          target_value: payload.target_value,
          target_date: payload.target_date,
          auto_adjust: payload.auto_adjust,
          status: payload.status,
          updated_at: happenedAtMs,
        },
      ),
    ],
  }),
  'goal.ended': defineFact({
    versions: [z.object({ goal_id: shortId })],
    writers: ['kiosk', 'central'],
    owner: 'member',
    privacy: 'health',
    neededBy: 'every_kiosk',
    afterErasure: 'nothing',
    effects: ({ memberId, happenedAtMs, payload }) => [
      rowChange('ended_goals', { user_id: memberId, id: payload.goal_id }, { ended_at: happenedAtMs }),
    ],
  }),
  /** A scale said a weight that nobody at the screen was waiting for; said again once its analyser has finished. */
  'reading.unclaimed': defineFact({
    versions: [
      z.object({
        reading_id: anyId,
        device: text,
        kg: z.number().min(0).max(500),
        sent: z.object({ value: z.string().max(64), unit: z.string().max(32) }).nullable(),
        fields: z.record(z.string().max(64), z.union([text, quantity])).nullable(),
      }),
    ],
    writers: ['kiosk'],
    owner: 'kiosk',
    privacy: 'health',
    neededBy: 'none',
    afterErasure: 'all',
    effects: ({ happenedAtMs, payload }) => [
      rowChange(
        'unclaimed_readings',
        { id: payload.reading_id },
        {
          device: payload.device,
          kg: payload.kg,
          sent: payload.sent === null ? null : JSON.stringify(payload.sent),
          fields: payload.fields === null ? null : JSON.stringify(payload.fields),
          weighed_at: happenedAtMs,
        },
      ),
    ],
  }),
  /** It was this member's, by their own word or that of staff; their `metric.recorded` facts follow. */
  'reading.assigned': defineFact({
    versions: [z.object({ reading_id: anyId, staff: staffName.optional() })],
    writers: ['kiosk'],
    owner: 'member',
    privacy: 'health',
    neededBy: 'none',
    afterErasure: 'nothing',
    effects: ({ happenedAtMs, payload }) => [
      rowChange('settled_readings', { id: payload.reading_id }, { settled_at: happenedAtMs }),
    ],
  }),
  'reading.dismissed': defineFact({
    versions: [
      z.object({
        reading_id: anyId,
        because: z.enum(['staff', 'too_old', 'too_many']),
        staff: staffName.optional(),
      }),
    ],
    writers: ['kiosk'],
    owner: 'kiosk',
    privacy: 'none',
    neededBy: 'none',
    afterErasure: 'all',
    effects: ({ happenedAtMs, payload }) => [
      rowChange('settled_readings', { id: payload.reading_id }, { settled_at: happenedAtMs }),
    ],
  }),
};
