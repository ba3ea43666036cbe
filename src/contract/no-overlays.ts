/**
 * Stands for `openapi-format` in browsers, by the `imports` of the package's manifest: overlays are read from files, so nothing
 * there calls it, and bundlers need not look for the built-ins of Node that it asks for.
 */
export const openapiFormat: undefined = undefined;
