import type { JsonRecord } from '../validate/json-record.ts';
import type { StoredResponse } from './stored-response.ts';

/** What an answer needs to know of its request beyond the words. */
export interface ResponseNotes {
  /** What it repeats of the request. */
  readonly echo: JsonRecord;
  /** The items that the request brings along, references resolved. */
  readonly items: readonly JsonRecord[];
  /** The answer that it continues. */
  readonly previous: StoredResponse | undefined;
  /** The 16 digits that ids of the conversation begin with, where an earlier answer has given them. */
  readonly conversation: string | undefined;
  /** Whether the model thinks before it answers, which is an item of its own. */
  readonly thinks: boolean;
  /** Whether thoughts are shown as they are, as gateways do, and not summed up. */
  readonly open: boolean;
  /** Whether thoughts are shown at all. */
  readonly shown: boolean;
  /** Whether thoughts are handed out for a client that keeps them itself. */
  readonly encrypted: boolean;
  /** Tokens of earlier thoughts that are read again. */
  readonly thoughts: number;
  /** Whether messages say if more follows. */
  readonly phase: boolean;
  readonly background: boolean;
  /** Whether the answer is kept. */
  readonly stores: boolean;
}
