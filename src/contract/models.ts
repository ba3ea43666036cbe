/** Reasoning efforts of the API, weakest first. */
export type ReasoningEffort = 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max';

/** A log-normal distribution in milliseconds: `median` and the standard deviation of the logarithm. */
export interface LogNormal {
  readonly median: number;
  readonly sigma: number;
}

/** A token table. */
export type Encoding = 'o200k' | 'cl100k';

/** A parameter that a model does not take, or takes only with certain values. */
export interface Refusal {
  /** Top-level request field, or the type of a content part, such as `input_audio`. */
  readonly param: string;
  /** `always`, or only while the effective reasoning effort is not `none`. */
  readonly when: 'always' | 'reasoning';
  /** The only value accepted; absent: the parameter is always rejected. */
  readonly only?: number | string;
  /** Second sentence of the API's message, for instance "Use 'max_completion_tokens' instead." */
  readonly hint?: string;
  /** The one endpoint that refuses it; absent: all do. */
  readonly endpoint?: 'chat' | 'responses';
  /** The API's message where it is another than usual; `{model}` stands for the name that the request has. */
  readonly message?: string;
  /** The parameter that the error names where it is another than the refused one. */
  readonly blames?: string;
}

/** One entry of `spec/models.yaml`; the file's own comments give units and sources. */
export interface ModelInfo {
  readonly id: string;
  /** Unix seconds. */
  readonly created: number;
  readonly owned_by: string;
  /** What `model` in the answer says: the dated snapshot, or the id itself. */
  readonly reports: string;
  /** Whether `GET /v1/models` lists it. */
  readonly listed: boolean;
  /** Endpoints that the model answers at; absent: chat completions and Responses. */
  readonly serves?: readonly ('chat' | 'responses' | 'completions')[];
  /** The table that the model counts in; absent: o200k. */
  readonly encoding?: Encoding;
  /** Absent for a model that never reasons. */
  readonly reasoning?: {
    readonly efforts: readonly ReasoningEffort[];
    readonly default_effort: ReasoningEffort;
    /** `visible`: the answer carries `reasoning_content`; `hidden`: only `reasoning_tokens` tells of it. */
    readonly content: 'visible' | 'hidden';
    /** Reasoning tokens are counted in steps of this many. */
    readonly token_step: number;
  };
  readonly limits: {
    readonly input_tokens: number;
    readonly output_tokens: number;
  };
  /** In the order in which the service looks at them, which is that of the request schema. */
  readonly refuses: readonly Refusal[];
  /** Money per million tokens. */
  readonly price: { readonly currency: string; readonly input: number; readonly output: number };
  /** Added to the sum over messages. */
  readonly prompt_tokens: { readonly prime: number; readonly family: 'gpt-4o' | 'gpt-5' };
  readonly image_tokens: {
    readonly rule: 'tiles' | 'patches';
    readonly base: number;
    readonly tile: number;
    readonly multiplier: number;
  };
  /** Tokens that the service counts beyond the visible ones. */
  readonly completion_tokens: {
    readonly text: number;
    readonly reasoned_text: number;
    readonly first_tool_call: number;
    readonly next_tool_call: number;
  };
  readonly timing: {
    readonly first_token_ms: LogNormal;
    readonly token_ms: LogNormal;
    readonly reasoning_token_ms: LogNormal;
  };
  readonly rate_limit: { readonly requests_per_minute: number; readonly tokens_per_minute: number };
  readonly system_fingerprint: string | null;
}

/** A model that turns texts into vectors. */
export interface EmbeddingModelInfo {
  readonly id: string;
  /** Unix seconds. */
  readonly created: number;
  readonly owned_by: string;
  readonly reports: string;
  readonly listed: boolean;
  readonly encoding: Encoding;
  /** Length of a vector. */
  readonly dimensions: number;
  /** Whether a request may ask for shorter ones. */
  readonly shortens: boolean;
  readonly limits: {
    /** Of one input. */
    readonly input_tokens: number;
    /** Inputs of one request. */
    readonly inputs: number;
    /** Of all inputs together. */
    readonly request_tokens: number;
  };
  /** Money per million tokens. */
  readonly price: { readonly currency: string; readonly input: number };
  readonly rate_limit: { readonly requests_per_minute: number; readonly tokens_per_minute: number };
}

/** A model that rates texts. */
export interface ModerationModelInfo {
  readonly id: string;
  /** Unix seconds. */
  readonly created: number;
  readonly owned_by: string;
  readonly reports: string;
  readonly listed: boolean;
}

/** All models of a profile, or all that are well known. */
export interface ModelCatalogue {
  readonly models: readonly ModelInfo[];
  /** Ids of the models that verify tests by default; absent: all listed models. */
  readonly asked?: readonly string[];
  readonly embeddings?: readonly EmbeddingModelInfo[];
  readonly moderations?: readonly ModerationModelInfo[];
}

/**
 * The entry of a model id. Ids are compared exactly, as the API does: neither case nor spaces are forgiven.
 *
 * @returns the entry, or `undefined` for a model that the catalogue does not have
 * @example
 * resolveModel(models, 'gpt-5.1')?.reports; // 'gpt-5.1'
 */
export function resolveModel(models: readonly ModelInfo[], id: string): ModelInfo | undefined {
  return models.find((model) => model.id === id);
}

/** What a model refuses at an endpoint, in the order of the catalogue. */
export const refusalsAt = ({ refuses }: ModelInfo, endpoint: 'chat' | 'responses'): Refusal[] =>
  refuses.filter((refusal) => refusal.endpoint === undefined || refusal.endpoint === endpoint);

/**
 * The entries that `GET /v1/models` lists, in the order of the catalogue.
 *
 * @example
 * listedModels(models).map((model) => model.id);
 */
export function listedModels(models: readonly ModelInfo[]): ModelInfo[] {
  return models.filter((model) => model.listed);
}

/** Whether a model reasons by default. */
export const reasonsByDefault = (model: ModelInfo | undefined): boolean =>
  model?.reasoning !== undefined && model.reasoning.default_effort !== 'none';
