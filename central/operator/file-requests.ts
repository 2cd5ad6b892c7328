import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { EXPORT_KINDS, exportRows } from '../imports/export-rows.ts';
import { IMPORT_KINDS } from '../../shared/contract/central-imports-api.ts';
import { importFile } from '../imports/import-file.ts';
import { selectGym } from '../store/tables/gyms.ts';
import { findGym, type CommandParts, type OperatorAnswer } from './operator-commands.ts';

/** Where requests that come with a file are sent, and the header that says what is asked, as JSON in base64url. */
export const FILE_PATH = '/file';
export const FILE_HEADER = 'x-asked';

const named = z
  .string()
  .max(200)
  .regex(/^[^\0]*$/);

/** What an operator asks for that comes with a file, or becomes one; as it travels to a running server. */
export const fileRequestSchema = z.discriminatedUnion('command', [
  z.strictObject({
    command: z.literal('import'),
    kind: z.enum(IMPORT_KINDS),
    gymId: named.nullable(),
    isDryRun: z.boolean(),
    dates: z.enum(['day_first', 'month_first']).nullable(),
    /** Field and name of its column. */
    mapping: z.array(z.tuple([named, named])).max(100),
  }),
  z.strictObject({ command: z.literal('export'), kind: z.enum(EXPORT_KINDS), gymId: named.nullable() }),
]);
export type FileRequest = z.infer<typeof fileRequestSchema>;

/** What is answered, one a line: how far it is, rows, and the answer last. */
export const fileReplySchema = z.union([
  z.strictObject({ progress: z.strictObject({ done: z.number(), of: z.number() }) }),
  z.strictObject({ rows: z.array(z.array(z.string())) }),
  z.strictObject({ answer: z.looseObject({ ok: z.boolean() }) }),
]);
export type FileReply = z.infer<typeof fileReplySchema>;

/** Rows of one reply. */
const ROWS_PER_REPLY = 500;

/**
 * Does what is asked, on a store.
 * @param bytes of the file to import; empty for an export
 * @param reply is waited for, so that a slow reader slows this down; the answer comes last
 */
export async function runFileRequest(
  request: FileRequest,
  bytes: Uint8Array,
  parts: CommandParts,
  reply: (said: FileReply) => Promise<void>,
): Promise<OperatorAnswer> {
  const gymId = await findGym(request.gymId, parts);
  if (!gymId.ok) return gymId;
  const [gym] = await parts.database.query(selectGym(gymId.value));
  if (gym === undefined) return { ok: false, code: 'unknown_gym' };
  if (request.command === 'import') {
    const mapping = new Map(request.mapping);
    const onProgress = (progress: { done: number; of: number }): void => void reply({ progress });
    return {
      ...(await importFile(
        bytes,
        gym,
        { ...request, mapping },
        { ...parts, newId, actor: 'import', onProgress },
      )),
    };
  }
  let written = 0;
  let rows: string[][] = [];
  for await (const row of exportRows(request.kind, gym, parts.database)) {
    rows.push([...row]);
    written += 1;
    if (rows.length < ROWS_PER_REPLY) continue;
    await reply({ rows });
    rows = [];
  }
  await reply({ rows });
  return { ok: true, gym_id: gym.gym_id, written: written - 1 };
}
