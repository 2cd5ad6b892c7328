import { z } from 'zod';
import { SECOND_MS } from '../../base/clock.ts';
import { defineFact } from '../define-fact.ts';
import { bpm, shortId, text } from '../payload-parts.ts';
import { rowChange } from '../row-changes.ts';

/** Seconds in one block; base64 of as many bytes. */
const MAX_BLOCK_S = 60;
const MAX_BLOCK_TEXT = Math.ceil(MAX_BLOCK_S / 3) * 4;
/** A summary is some twenty numbers. */
const MAX_SUMMARY_FIELDS = 64;

/** Bytes that base64 text stands for. */
function base64Length(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return (base64.length / 4) * 3 - padding;
}

/** Strap sessions, second by second. */
export const heartRateFacts = {
  'heart_rate.session_started': defineFact({
    /** `device` is the receiver that heard it; older versions of the kiosk did not say. */
    versions: [z.object({ session_id: z.uuid(), sensor_id: shortId, device: text.optional() })],
    writers: ['kiosk'],
    owner: 'member',
    privacy: 'health',
    neededBy: 'none',
    afterErasure: 'nothing',
    effects: ({ memberId, happenedAtMs, epoch, seq, payload }) => [
      rowChange(
        'heart_rate_sessions',
        { user_id: memberId, id: payload.session_id },
        {
          sensor_id: payload.sensor_id,
          // A whole second, so that no second of the trace belongs to two minutes.
          started_at: Math.floor(happenedAtMs / SECOND_MS) * SECOND_MS,
          device: payload.device ?? '',
          fact_epoch: epoch,
          fact_seq: seq,
        },
      ),
    ],
  }),
  /** Up to 60 seconds at 1 Hz; base64 of one byte a second, 0 for nothing heard. */
  'heart_rate.minute': defineFact({
    versions: [
      z.object({
        session_id: z.uuid(),
        started_at: z.iso.datetime(),
        bpm: z.base64().min(1).max(MAX_BLOCK_TEXT),
      }),
    ],
    writers: ['kiosk'],
    owner: 'member',
    privacy: 'health',
    neededBy: 'none',
    afterErasure: 'nothing',
    effects: ({ memberId, payload }) => [
      rowChange(
        'heart_rate_sessions',
        { user_id: memberId, id: payload.session_id },
        { heard_until: Date.parse(payload.started_at) + base64Length(payload.bpm) * SECOND_MS },
      ),
      rowChange(
        'heart_rate_blocks',
        { user_id: memberId, session_id: payload.session_id, started_at: Date.parse(payload.started_at) },
        { bpm: payload.bpm },
      ),
    ],
  }),
  'heart_rate.session_finished': defineFact({
    versions: [
      z.object({
        session_id: z.uuid(),
        ended_at: z.iso.datetime(),
        reason: z.enum(['finished', 'silence', 'left']),
        summary: z
          .record(z.string().max(64), z.unknown())
          .refine((summary) => Object.keys(summary).length <= MAX_SUMMARY_FIELDS),
      }),
    ],
    writers: ['kiosk'],
    owner: 'member',
    privacy: 'health',
    neededBy: 'none',
    afterErasure: 'nothing',
    effects: ({ memberId, payload }) => [
      rowChange(
        'heart_rate_sessions',
        { user_id: memberId, id: payload.session_id },
        {
          ended_at: Date.parse(payload.ended_at),
          end_reason: payload.reason,
          summary: JSON.stringify(payload.summary),
        },
      ),
    ],
  }),
  /** A session proved a higher maximum than was known; later sessions are judged by it. */
  'heart_rate.maximum_raised': defineFact({
    versions: [z.object({ session_id: z.uuid(), bpm, before_bpm: bpm.nullable() })],
    writers: ['kiosk'],
    owner: 'member',
    privacy: 'health',
    neededBy: 'every_kiosk',
    afterErasure: 'nothing',
    effects: ({ memberId, payload }) => [
      rowChange('measured_maximums', { user_id: memberId }, { bpm: payload.bpm }),
    ],
  }),
};
