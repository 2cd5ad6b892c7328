import type { IncomingMessage, ServerResponse } from 'node:http';
import { once } from 'node:events';
import { MAX_FILE_BYTES } from '../imports/read-table.ts';
import { StorageUnavailable } from '../store/database.ts';
import type { Log } from '../../shared/base/log.ts';
import {
  FILE_HEADER,
  fileRequestSchema,
  runFileRequest,
  type FileReply,
  type FileRequest,
} from './file-requests.ts';
import type { CommandParts, OperatorAnswer } from './operator-commands.ts';

/** Answers a request that comes with a file, or becomes one: replies as JSON, one a line, the answer last. */
export async function answerFileRequest(
  request: IncomingMessage,
  response: ServerResponse,
  parts: CommandParts & { readonly log: Log; readonly gymId: string },
): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/x-ndjson', connection: 'close' });
  const reply = async (said: FileReply): Promise<void> => {
    // Whoever asked may be gone; what is under way is done nevertheless.
    if (!response.write(`${JSON.stringify(said)}\n`) && !response.destroyed)
      await Promise.race([once(response, 'drain'), once(response, 'close')]);
  };
  const asked = readAsked(request);
  const said =
    asked === null ? { ok: false, code: 'invalid_request' } : await answer(request, asked, parts, reply);
  await reply({ answer: said });
  response.end();
}

function readAsked(request: IncomingMessage): FileRequest | null {
  try {
    const header = String(request.headers[FILE_HEADER]);
    return fileRequestSchema.parse(JSON.parse(Buffer.from(header, 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}

async function answer(
  request: IncomingMessage,
  asked: FileRequest,
  parts: CommandParts & { readonly log: Log; readonly gymId: string },
  reply: (said: FileReply) => Promise<void>,
): Promise<OperatorAnswer> {
  const bytes = await readFile(request);
  if (bytes === null) return { ok: false, code: 'file_too_large' };
  try {
    const gymId = asked.gymId ?? parts.gymId;
    const said = await runFileRequest({ ...asked, gymId }, bytes, parts, reply);
    parts.log.info(
      { command: asked.command, kind: asked.kind, ok: said.ok },
      'the operator brought or took a file',
    );
    return said;
  } catch (error) {
    parts.log.error({ err: error, command: asked.command }, "the operator's file failed");
    return { ok: false, code: error instanceof StorageUnavailable ? 'storage_unavailable' : 'internal' };
  }
}

async function readFile(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > MAX_FILE_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
