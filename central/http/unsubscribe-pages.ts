import type { FastifyInstance } from 'fastify';
import { readUnsubscribeWords, unsubscribe, type UnsubscribeParts } from '../flows/unsubscribe.ts';
import { ApiError } from './api-error.ts';

/** Forms that mail programs and this page post are a line long, with some of them in several parts. */
const MAX_FORM_BYTES = 16_384;
const ANYTHING = 'application/octet-stream';

/**
 * What matters of a post is in its address. RFC 8058 lets mail programs send their form as
 * `multipart/form-data` or `application/x-www-form-urlencoded`; some send neither, or name it in a way
 * of their own. So whatever is in a body here, and however it is called, it is read and left alone.
 */
export function acceptAnyBody(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    ANYTHING,
    { parseAs: 'buffer', bodyLimit: MAX_FORM_BYTES },
    (_request, _body, done) => done(null, {}),
  );
  scope.addHook('onRequest', async ({ raw }) => {
    raw.headers['content-type'] = ANYTHING;
  });
}

/**
 * The page that a person opens from a letter: it asks first, because mail filters open every link of a
 * letter and must not switch anything off by that.
 */
export function addUnsubscribePages(scope: FastifyInstance, parts: UnsubscribeParts): void {
  const url = '/unsubscribe/:token';
  scope.get<{ Params: { token: string } }>(url, async ({ params }, reply) => {
    const words = await readUnsubscribeWords(params.token, parts);
    if (!words.ok) throw new ApiError(words.code);
    const { letter, gymName, language } = words.value;
    const question = escapeHtml(letter.unsubscribeQuestion(gymName));
    const button = escapeHtml(letter.unsubscribeButton);
    void reply.type('text/html; charset=utf-8');
    return page(language, question, `<form method="post"><button>${button}</button></form>`);
  });
  scope.post<{ Params: { token: string } }>(url, async ({ params }, reply) => {
    const words = await readUnsubscribeWords(params.token, parts);
    if (!words.ok) throw new ApiError(words.code);
    const done = await unsubscribe(params.token, parts);
    if (!done.ok) throw new ApiError(done.code);
    const { letter, gymName, language } = words.value;
    void reply.type('text/html; charset=utf-8');
    return page(language, escapeHtml(letter.unsubscribed(gymName)), '');
  });
}

function page(language: string, heading: string, body: string): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${heading}</title></head><body><h1>${heading}</h1>${body}</body></html>`;
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
