import { registerHooks } from 'node:module';
import { isJsonObject, type JsonObject } from '../../src/contract/requirements.ts';

/**
 * `openapi-typescript` needs the compiler's JavaScript API, which ended with TypeScript 5. npm puts the package beside the
 * project's newer TypeScript, so the version that this folder depends on is handed to it here.
 */
function useOwnTypeScript(): void {
  registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier, specifier === 'typescript' ? { ...context, parentURL: import.meta.url } : context),
  });
}

/** `type: object` beside `oneOf` is for validators; in a type it would add nothing but an empty object. */
function forTypes(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(forTypes);
  if (!isJsonObject(node)) return node;
  const entries = Object.entries(node).filter(
    ([key]) => !(key === 'type' || key === 'required') || node['oneOf'] === undefined,
  );
  return Object.fromEntries(entries.map(([key, child]) => [key, forTypes(child)]));
}

/**
 * Members of a tagged union may be asked for a key that only other members have, as in `part.text ?? ''`. Looking at the
 * tag narrows it as usual.
 */
const TAGGED = `type KeysOf<U> = U extends unknown ? keyof U : never;
export type Tagged<U, K extends PropertyKey = KeysOf<U>> = U extends unknown ? U & { [N in Exclude<K, keyof U>]?: never } : never;
`;

/** TypeScript source with one exported type for each schema of the document. @param tagged whether it has tagged unions */
export async function typesOf(document: JsonObject, tagged = true): Promise<string> {
  useOwnTypeScript();
  const { factory, isUnionTypeNode } = (await import('typescript')).default;
  const { default: openapiTS, astToString } = await import('openapi-typescript');
  const components = document['components'];
  const schemas = isJsonObject(components) ? components['schemas'] : {};
  const input = {
    openapi: '3.1.0',
    info: { title: '', version: '' },
    paths: {},
    components: { schemas: forTypes(schemas) },
  };
  // The cast is at a JSON boundary: the document is linted as OpenAPI by another tool.
  const ast = await openapiTS(input as unknown as Parameters<typeof openapiTS>[0], {
    ...(tagged ? { inject: TAGGED } : {}),
    postTransform: (type, { schema }) =>
      isJsonObject(schema) && schema['discriminator'] !== undefined && isUnionTypeNode(type)
        ? factory.createTypeReferenceNode('Tagged', [type])
        : undefined,
    defaultNonNullable: false,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    silent: true,
  });
  return astToString(ast);
}
