import { SECOND_MS } from '../../shared/base/clock.ts';
import { readDoorFile } from './door-file.ts';
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

function isConnectionRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}
