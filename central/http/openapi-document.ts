import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { centralApi } from '../../shared/contract/central-api.ts';
import type { RouteRights } from '../../shared/contract/central-rights.ts';
import { CONTRACT_ROUTES } from './contract-routes.ts';

/** Where the document itself is served. */
export const OPENAPI_PATH = '/api/openapi.json';
/** It says nothing of anybody. */
const OPEN: RouteRights = { anybody: true };

type Document = Awaited<ReturnType<OpenAPIGenerator['generate']>>;

type Responses = NonNullable<
  NonNullable<NonNullable<NonNullable<Document['paths']>[string]>['get']>['responses']
>;

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
            properties: {
              code: { type: 'string' },
              message: { type: 'string' },
              holder: {
                type: 'object',
                required: ['member_id', 'name'],
                properties: { member_id: { type: 'string' }, name: { type: 'string' } },
                description: 'With a conflict: the member who has what was to become another one’s.',
              },
            },
          },
        },
      },
    },
  },
};

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const RIGHTS = new Map(CONTRACT_ROUTES.map(({ method, path, rights }) => [`${method} ${path}`, rights]));

/** Adds what schemas cannot say: the shape of errors, and who may call what (`x-rights`). */
function completeOperations(document: Document): void {
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of METHODS) {
      const operation = item?.[method];
      if (operation === undefined) continue;
      operation.responses = { ...operation.responses, default: ERROR_RESPONSE };
      const rights = RIGHTS.get(`${method.toUpperCase()} ${path}`) ?? OPEN;
      Object.assign(operation, { 'x-rights': rights });
      operation.security = rights.anybody === true ? [] : [{ bearer: [] }];
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
