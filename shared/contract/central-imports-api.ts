import { z } from 'zod';
import { route } from './central-rights.ts';

/** What a file may bring in. */
export const IMPORT_KINDS = ['members', 'cards', 'classes', 'visits'] as const;

/** Of the base64 text: files of 24 MiB, a hundred thousand members. */
const MAX_FILE_TEXT = 32 * 1_024 * 1_024;
/** Bytes of such a request, with what is around the file. */
export const MAX_IMPORT_BYTES = MAX_FILE_TEXT + 64 * 1_024;

const problem = z.object({
  /** As a spreadsheet counts, from 1. */
  line: z.number().int(),
  column: z.string().nullable(),
  code: z.string(),
  other_line: z.number().int().optional(),
  member_number: z.string().optional(),
});

export const importsApi = {
  /** A file with a problem changes nothing; the same file once more changes nothing. */
  run: route
    .meta({ rights: { staff: ['owner', 'desk'], takesFile: true } })
    .route({ method: 'POST', path: '/api/imports/{kind}', tags: ['imports'], inputStructure: 'detailed' })
    .input(
      z.object({
        params: z.object({ kind: z.enum(IMPORT_KINDS) }),
        query: z.object({
          /** Looks only. */
          dry_run: z.enum(['0', '1']).default('0'),
          /** How its dates are written, where the file leaves that open. */
          dates: z.enum(['day_first', 'month_first']).optional(),
        }),
        body: z.strictObject({
          /** CSV or XLSX, in base64. */
          file: z.base64().min(1).max(MAX_FILE_TEXT),
          /** Field to the name of its column. */
          mapping: z.record(z.string().max(64), z.string().max(200)).optional(),
        }),
      }),
    )
    .output(
      z.object({
        ok: z.boolean(),
        gym_id: z.string(),
        read: z.number().int(),
        created: z.number().int(),
        changed: z.number().int(),
        unchanged: z.number().int(),
        problems: z.array(problem),
        problem_count: z.number().int(),
        ignored_columns: z.array(z.string()),
        dry_run: z.boolean(),
      }),
    ),
};
