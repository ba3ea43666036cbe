import type { JsonSchema, JsonValue } from '../../contract/api-types.ts';
import type { ModelInfo } from '../../contract/models.ts';
import type { Random } from '../random.ts';
import type { Brief } from '../read/brief.ts';

/** Names of the colors that images are told to have. */
export type ColorName =
  | 'black'
  | 'white'
  | 'grey'
  | 'red'
  | 'orange'
  | 'yellow'
  | 'green'
  | 'cyan'
  | 'blue'
  | 'purple'
  | 'magenta'
  | 'pink'
  | 'brown';

/** What can be told of an image from its header, and of small ones from their pixels. */
export interface ImageFact {
  readonly kind: 'png' | 'jpeg' | 'gif' | 'webp' | 'url' | 'unknown';
  readonly width?: number;
  readonly height?: number;
  /** Main color first. */
  readonly colors?: readonly ColorName[];
}

/** What an answer is made from. */
export interface Scene {
  readonly brief: Brief;
  readonly random: Random;
  /** 0 to 2, as in the request. */
  readonly temperature: number;
  readonly verbosity: 'low' | 'medium' | 'high';
  readonly images: readonly ImageFact[];
  readonly model: ModelInfo['reports'];
  /** Fills the arguments of a tool that is described in the text. */
  readonly fillArguments?: (schema: JsonSchema, acting: string, words: string) => JsonValue;
  /** The tool that is called, where its arguments are filled: its name and description. */
  readonly acting?: string;
  /** Pieces of the words that fields have taken already, so that each has its own. */
  readonly taken?: { readonly texts: Set<string>; readonly numbers: Map<string, Set<number>> };
}
