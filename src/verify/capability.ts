/**
 * What an endpoint may be able to do. The profile declares some (`x-capabilities` in `spec/openapi.yaml`); the others are found out by
 * asking. A valid refusal means that a capability is absent, and its checks are skipped; to refuse a declared one is a finding.
 */
export type Capability =
  | 'stream'
  | 'stream-usage'
  | 'limit'
  | 'stop'
  | 'sampling'
  | 'n'
  | 'logprobs'
  | 'seed'
  | 'tools'
  | 'tool-choice'
  | 'parallel-tools'
  | 'json-object'
  | 'json-schema'
  | 'vision'
  | 'reasoning'
  | 'reasoning-effort'
  | 'developer-role'
  | 'state'
  | 'models';
