/** Endpoints that can be verified. */
export const VERIFIED_ENDPOINTS = ['chat', 'responses', 'embeddings'] as const;

/** Name of an endpoint that can be verified. */
export type VerifiedEndpoint = (typeof VERIFIED_ENDPOINTS)[number];
