import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../shared/base/clock.ts';
import type { Log } from '../../shared/base/log.ts';
import { StorageUnavailable, type CentralDatabase } from '../store/database.ts';
import { removeDoorFile, writeDoorFile } from './door-file.ts';
import { answerFileRequest } from './file-door.ts';
import { FILE_PATH } from './file-requests.ts';
import { operatorRequestSchema, runOperatorCommand, type OperatorAnswer } from './operator-commands.ts';

/** A command is a few hundred bytes. */
const MAX_REQUEST_BYTES = 16 * 1_024;
/** Nobody but an operator has business here, one command at a time. */
const MAX_CONNECTIONS = 8;

export interface OperatorDoorParts {
  readonly database: CentralDatabase;
  readonly clock: Clock;
  readonly log: Log;
  /** Meant where the operator names no gym: the one this server is set up for. */
  readonly gymId: string;
}

/**
 * Lets the operator's commands in while the server runs, which on PGlite nobody else can do. It listens
 * on a port of its own, on this machine only, so that no proxy leads there, and answers those who know
 * the secret in the data folder.
 * @returns how to shut it
 */
export async function openOperatorDoor(
  directory: string,
  parts: OperatorDoorParts,
): Promise<() => Promise<void>> {
  const secret = randomBytes(32).toString('base64url');
  const server = createServer((request, response) => {
    if (!isSame(request.headers.authorization ?? '', `Bearer ${secret}`))
      send(response, 401, { ok: false, code: 'unauthorized' });
    else if (request.url === FILE_PATH)
      answerFileRequest(request, response, parts).catch((error: unknown) => {
        parts.log.warn({ err: error }, "an operator's file was cut off");
        response.destroy();
      });
    else void answer(request, parts).then(({ status, body }) => send(response, status, body));
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = { port: (server.address() as AddressInfo).port, secret };
  const shut = async (): Promise<void> => {
    await removeDoorFile(directory, address);
    const closed = once(server, 'close');
    server.close();
    server.closeIdleConnections();
    await closed;
  };
  try {
    await writeDoorFile(directory, address);
  } catch (error) {
    server.close();
    throw error;
  }
  return shut;
}

interface Reply {
  readonly status: number;
  readonly body: OperatorAnswer;
}

const refused = (status: number, code: string): Reply => ({ status, body: { ok: false, code } });

async function answer(request: IncomingMessage, parts: OperatorDoorParts): Promise<Reply> {
  const asked = operatorRequestSchema.safeParse(await readBody(request));
  if (!asked.success) return refused(400, 'invalid_request');
  const gymId = asked.data.gymId ?? parts.gymId;
  const named = asked.data.command === 'revoke-kiosk' ? asked.data : { ...asked.data, gymId };
  try {
    const body = await runOperatorCommand(named, parts);
    parts.log.info({ command: asked.data.command, ok: body.ok }, 'the operator asked for something');
    return { status: 200, body };
  } catch (error) {
    const isAway = error instanceof StorageUnavailable;
    parts.log.error({ err: error, command: asked.data.command }, 'what the operator asked for failed');
    return refused(200, isAway ? 'storage_unavailable' : 'internal');
  }
}

/** Compares digests, so that neither length nor content can be told from the time it takes. */
function isSame(said: string, wanted: string): boolean {
  return timingSafeEqual(Buffer.from(hash('sha256', said)), Buffer.from(hash('sha256', wanted)));
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.byteLength;
      if (bytes > MAX_REQUEST_BYTES) return null;
      chunks.push(chunk);
    }
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return null;
  }
}

function send(response: ServerResponse, status: number, body: OperatorAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify(body));
}
