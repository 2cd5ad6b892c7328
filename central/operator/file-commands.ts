import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { writeCsv } from 'hucre/csv';
import { z } from 'zod';
import { SECOND_MS, type Clock } from '../../shared/base/clock.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import { EXPORT_KINDS } from '../imports/export-rows.ts';
import { IMPORT_KINDS } from '../../shared/contract/central-imports-api.ts';
import { MAX_FILE_BYTES } from '../imports/read-table.ts';
import { fileRequestSchema, type FileReply, type FileRequest } from './file-requests.ts';
import type { OperatorAnswer } from './operator-commands.ts';

/** A mapping file is a few lines. */
const MAX_MAPPING_BYTES = 64 * 1_024;
/** Says to a spreadsheet that it is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

export const FILE_USAGE = [
  `import ${IMPORT_KINDS.join('|')} FILE  brings a CSV or XLSX file in; --dry-run looks only,`,
  '    --mapping FILE names its columns, --dates day-first|month-first its dates',
  `export ${EXPORT_KINDS.join('|')} FILE  writes a CSV file that imports again`,
];

/** A command with a file, as it was typed. */
export interface FileCommand {
  readonly file: string;
  readonly mappingFile: string | null;
  readonly request: FileRequest;
}

/** Reads `import …` and `export …`. @returns null for what is neither */
export function readFileCommand(args: readonly string[]): FileCommand | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        gym: { type: 'string' },
        'dry-run': { type: 'boolean' },
        mapping: { type: 'string' },
        dates: { type: 'string' },
      },
      allowPositionals: true,
    });
    const [command, kind, file, ...more] = positionals;
    const isImport = command === 'import';
    const options = {
      isDryRun: values['dry-run'] ?? false,
      dates: values.dates?.replace('-', '_') ?? null,
      mapping: [],
    };
    const hasOptions = Object.keys(values).some((name) => name !== 'gym');
    if (file === undefined || file === '' || more.length > 0 || (!isImport && hasOptions)) return null;
    const request = { command, kind, gymId: values.gym ?? null, ...(isImport ? options : {}) };
    return { file, mappingFile: values.mapping ?? null, request: fileRequestSchema.parse(request) };
  } catch {
    return null;
  }
}

const mappingSchema = z.record(z.string(), z.string());

/** What goes with the command: the bytes to import, and the columns' own names. */
export async function readInputs({
  file,
  mappingFile,
  request,
}: FileCommand): Promise<Result<{ bytes: Uint8Array; request: FileRequest }>> {
  if (request.command === 'export') return ok({ bytes: new Uint8Array(0), request });
  const bytes = await readBounded(file, MAX_FILE_BYTES);
  if (!bytes.ok) return bytes;
  if (mappingFile === null) return ok({ bytes: bytes.value, request });
  const text = await readBounded(mappingFile, MAX_MAPPING_BYTES);
  if (!text.ok) return text;
  const mapping = mappingSchema.safeParse(parseJson(text.value.toString('utf8')));
  if (!mapping.success) return fail('invalid_mapping', mappingFile);
  return ok({ bytes: bytes.value, request: { ...request, mapping: Object.entries(mapping.data) } });
}

async function readBounded(file: string, most: number): Promise<Result<Buffer>> {
  try {
    const { size } = await stat(file);
    return size > most ? fail('file_too_large', file) : ok(await readFile(file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return fail('file_cannot_be_read', `${file}: ${code}`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What is done with what comes before the answer. */
export interface ReplyTaker {
  readonly take: (said: FileReply) => Promise<void>;
  /** What becomes of it once the answer is there. */
  readonly finish: (said: OperatorAnswer) => Promise<OperatorAnswer>;
}

/**
 * Says how far an import is, once a second if it takes that long.
 * @param print to a terminal
 */
export function progressTaker(clock: Clock, print: (text: string) => void): ReplyTaker {
  let lastMs = clock.monotonicMs();
  return {
    async take(said) {
      if (!('progress' in said) || clock.monotonicMs() - lastMs < SECOND_MS) return;
      lastMs = clock.monotonicMs();
      const { done, of } = said.progress;
      print(`${done} of ${of} lines (${Math.floor((100 * done) / of)} %)\n`);
    },
    finish: async (said) => said,
  };
}

/** Writes rows into a file, for this account alone; it has its name only once it is whole. */
export async function fileTaker(file: string): Promise<ReplyTaker> {
  const unfinished = `${file}.unfinished`;
  const handle = await open(unfinished, 'w', 0o600);
  await handle.write(BYTE_ORDER_MARK);
  return {
    async take(said) {
      if (!('rows' in said) || said.rows.length === 0) return;
      // Numbers are text here; what a spreadsheet would take for a formula is marked, and unmarked when it is read.
      await handle.write(`${writeCsv(said.rows, { escapeFormulae: true })}\r\n`);
    },
    async finish(said) {
      await handle.sync();
      await handle.close();
      if (said.ok) await rename(unfinished, file);
      else await rm(unfinished, { force: true });
      return said.ok ? { ...said, file } : said;
    },
  };
}
