import type { StreamGrammar } from '../../contract/grammar/data.ts';
import type { JudgeOptions } from '../../contract/grammar/run.ts';
import type { Finding } from '../../contract/finding.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import type { SeenChoice, SeenUsage } from './seen-answer.ts';

/** An answer as it came: a body, or the pieces of a stream. */
export interface RawAnswer {
  /** Empty where the answer was streamed. */
  readonly body: JsonObject;
  /** Absent where it was not. */
  readonly pieces: readonly JsonObject[] | undefined;
}

/** Where a body has what checks speak of, as JSON Pointers. */
export interface AnswerPlaces {
  readonly content: string;
  readonly calls: string;
  readonly finish: string;
  readonly completion: string;
  readonly prompt: string;
}

/** How the requests and answers of an endpoint are read, so that one check judges the answers of all. */
export interface AnswerReading {
  /** Whether an event of a stream is a piece of an answer, rather than an error or anything else. */
  readonly isPiece: (event: JsonObject) => boolean;
  readonly choices: (answer: RawAnswer) => readonly SeenChoice[];
  readonly usage: (answer: RawAnswer) => SeenUsage | undefined;
  /** Its id and its model, as it names them first. */
  readonly head: (answer: RawAnswer) => Readonly<Record<'id' | 'model', unknown>>;
  /** Definitions of the function tools of a request, by name. */
  readonly toolsOf: (request: JsonObject | undefined) => ReadonlyMap<string, JsonObject>;
  /** The tool that a request demands by name. */
  readonly chosenTool: (request: JsonObject | undefined) => unknown;
  /** What the stream grammar says of a plain answer. */
  readonly judgePlain: (grammar: StreamGrammar, body: JsonObject, options: JudgeOptions) => readonly Finding[];
  readonly places: AnswerPlaces;
}
