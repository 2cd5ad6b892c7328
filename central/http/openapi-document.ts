import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { centralApi } from '../../shared/contract/central-api.ts';

/** Where the document itself is served. */
export const OPENAPI_PATH = '/api/openapi.json';

type Document = Awaited<ReturnType<OpenAPIGenerator['generate']>>;

type Responses = NonNullable<
  NonNullable<NonNullable<NonNullable<Document['paths']>[string]>['get']>['responses']
>;

/** Routes that need no token; every other route needs one. */
const OPEN_PATHS = new Set([
  '/api/health',
  '/api/auth/token',
  '/api/kiosks/pair',
  '/api/unsubscribe/{token}',
  OPENAPI_PATH,
]);

const ERROR_RESPONSE: Responses[string] = {
  description: 'What went wrong, as a stable code and a sentence.',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['error'],
        properties: {
          error: {
            type: 'object',
            required: ['code', 'message'],
            properties: { code: { type: 'string' }, message: { type: 'string' } },
          },
        },
      },
    },
  },
};

/** Adds what the contract cannot say: the shape of errors and which routes need a token. */
function completeOperations(document: Document): void {
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const operation of [item?.get, item?.post, item?.put]) {
      if (operation === undefined) continue;
      operation.responses = { ...operation.responses, default: ERROR_RESPONSE };
      if (!OPEN_PATHS.has(path)) operation.security = [{ bearer: [] }];
    }
  }
}

/** Generates the OpenAPI 3.1 document of the central API from its contract. */
export async function generateOpenapiDocument(version: string): Promise<Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(centralApi, {
    info: { title: 'Training Club central', version },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  });
  document.paths = {
    ...document.paths,
    [OPENAPI_PATH]: {
      get: {
        operationId: 'openapi',
        tags: ['operations'],
        responses: {
          200: { description: 'OK', content: { 'application/json': { schema: { type: 'object' } } } },
        },
      },
    },
  };
  completeOperations(document);
  return document;
}
