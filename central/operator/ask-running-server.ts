import { SECOND_MS } from '../../shared/base/clock.ts';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { readDoorFile } from './door-file.ts';
import {
  FILE_HEADER,
  FILE_PATH,
  fileReplySchema,
  type FileReply,
  type FileRequest,
} from './file-requests.ts';
import { operatorAnswerSchema, type OperatorAnswer, type OperatorRequest } from './operator-commands.ts';

/** A command takes milliseconds; a server that is busy for longer is busy. */
const ANSWER_WITHIN_MS = 30 * SECOND_MS;

/**
 * Asks the server that runs on a data folder.
 * @returns null where none runs there
 */
export async function askRunningServer(
  directory: string,
  request: OperatorRequest,
): Promise<OperatorAnswer | null> {
  const door = readDoorFile(directory);
  if (door === null) return null;
  try {
    const response = await fetch(`http://127.0.0.1:${door.port}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${door.secret}` },
      body: JSON.stringify(request),
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return operatorAnswerSchema.parse(await response.json());
  } catch (error) {
    // On its way in or out: it let nobody in, so nothing was done.
    if (isConnectionRefused(error)) return null;
    return { ok: false, code: 'server_busy' };
  }
}

/**
 * The same with a file, or for one. It takes as long as it takes.
 * @param onReply what the server says before its answer
 */
export async function askRunningServerForFile(
  directory: string,
  request: FileRequest,
  bytes: Uint8Array,
  onReply: (said: FileReply) => Promise<void>,
): Promise<OperatorAnswer | null> {
  const door = readDoorFile(directory);
  if (door === null) return null;
  try {
    const response = await fetch(`http://127.0.0.1:${door.port}${FILE_PATH}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${door.secret}`,
        [FILE_HEADER]: Buffer.from(JSON.stringify(request)).toString('base64url'),
      },
      body: Buffer.from(bytes),
      redirect: 'error',
    });
    if (response.body === null) return { ok: false, code: 'server_busy' };
    for await (const line of createInterface({ input: Readable.fromWeb(response.body) })) {
      const said = fileReplySchema.parse(JSON.parse(line));
      if ('answer' in said) return said.answer;
      await onReply(said);
    }
    // It was cut off: how much is done only the same command again can tell.
    return { ok: false, code: 'server_stopped' };
  } catch (error) {
    if (isConnectionRefused(error)) return null;
    return { ok: false, code: 'server_stopped' };
  }
}

function isConnectionRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}
