import type { JsonValue } from '../../contract/api-types.ts';
import type { Pick } from './pick-out.ts';
import type { Manner } from './restyle.ts';

/** Languages that answers can be written in. English and Chinese are full; the others have a small stock of phrases. */
export type Language = 'en' | 'zh' | 'ja' | 'ko' | 'es' | 'fr' | 'de' | 'pt' | 'it' | 'ru';

/** Plain names of colors. */
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

/** What is known of an image. Sizes are pixels. */
export interface ImageFact {
  readonly kind: 'png' | 'jpeg' | 'gif' | 'webp' | 'url' | 'unknown';
  readonly width?: number;
  readonly height?: number;
  /** What its pixels show, that of most of them first; absent where they were not looked at. */
  readonly colors?: readonly ColorName[];
}

/** The subject of the user's words, fit for use inside a sentence. */
export interface Topic {
  /** At most 80 characters, without end punctuation, quotes or brackets; empty when the text has no words. */
  readonly phrase: string;
  /** `the `, `a `, `your ` … as it stood before the phrase, with its blank; empty when there was none. */
  readonly determiner: string;
  /** Lower-case content words, in order of appearance, at most 12. */
  readonly keywords: readonly string[];
  readonly plural: boolean;
}

/** How much the user wants to read. `normal` leaves it to the model. */
export type WantedLength =
  | { readonly unit: 'normal' }
  | { readonly unit: 'brief' }
  | { readonly unit: 'detailed' }
  | { readonly unit: 'words' | 'sentences' | 'paragraphs' | 'lines'; readonly count: number };

export interface Wanted {
  readonly length: WantedLength;
  /** The answer alone, without a sentence around it: "just the number", "one word", "only yes or no". */
  readonly bare: boolean;
  readonly format: 'any' | 'plain' | 'markdown' | 'bullets' | 'numbered' | 'table';
  /** `true` asked for, `false` forbidden, `undefined` not mentioned. */
  readonly emoji: boolean | undefined;
  readonly letters: 'as-is' | 'upper' | 'lower';
}

/** Who the system message makes of the assistant. */
export interface Persona {
  readonly name: string | undefined;
  /** A noun phrase without article, for instance "math tutor". */
  readonly role: string | undefined;
  readonly voice: 'plain' | 'pirate' | 'shakespeare' | 'poet' | 'child';
  /** A fixed text with which every answer ends, or begins. */
  readonly ending: string | undefined;
  readonly opening: string | undefined;
}

/** One tool's answer at the end of the conversation. */
export interface ToolResult {
  readonly name: string;
  readonly callId: string | undefined;
  /** The arguments of the call that it answers, parsed where they are JSON. */
  readonly args: JsonValue | undefined;
  /** At most {@link TOOL_TEXT_LIMIT} characters. */
  readonly text: string;
  /** The text as JSON, `undefined` where it is not JSON or was cut. */
  readonly value: JsonValue | undefined;
  readonly failed: boolean;
}

/** Longest stretch of one tool result that is read, in UTF-16 units. */
export const TOOL_TEXT_LIMIT = 16_384;

export type Form =
  | 'poem'
  | 'haiku'
  | 'limerick'
  | 'story'
  | 'email'
  | 'essay'
  | 'joke'
  | 'song'
  | 'tweet'
  | 'tagline'
  | 'name'
  | 'title'
  | 'commit'
  | 'recipe';

/** One text of a classification, with its label: one of those offered, letter for letter. */
export interface ClassifiedItem {
  readonly text: string;
  readonly label: string;
}

/** What of one kind stood in a text. */
export interface PickedOut {
  readonly what: Pick;
  readonly values: readonly string[];
}

/** What the user asks for, with all that is needed to answer it. */
export type Task =
  | { readonly kind: 'empty' }
  | { readonly kind: 'greeting' }
  | { readonly kind: 'thanks' }
  | { readonly kind: 'goodbye' }
  | { readonly kind: 'identity' }
  | { readonly kind: 'abilities' }
  | { readonly kind: 'tools' }
  | { readonly kind: 'feeling' }
  | { readonly kind: 'exact'; readonly text: string }
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'recall'; readonly key: string; readonly value: string | undefined }
  | { readonly kind: 'introduce'; readonly key: string; readonly value: string }
  | { readonly kind: 'count'; readonly from: number; readonly to: number; readonly step: number }
  | { readonly kind: 'letters'; readonly letter: string; readonly word: string; readonly count: number }
  | { readonly kind: 'transform'; readonly how: 'reverse' | 'upper' | 'lower' | 'length'; readonly text: string }
  | { readonly kind: 'arithmetic'; readonly expression: string; readonly result: string }
  | { readonly kind: 'fact'; readonly short: string; readonly sentence: string }
  | { readonly kind: 'verdict'; readonly yes: boolean; readonly sentence: string }
  | { readonly kind: 'translate'; readonly text: string; readonly to: string }
  | { readonly kind: 'write'; readonly form: Form }
  | { readonly kind: 'code'; readonly language: string; readonly does: string }
  | { readonly kind: 'list'; readonly count: number; readonly of: string }
  /** `choose` where the user wants to hear which of the two to take. */
  | { readonly kind: 'compare'; readonly a: string; readonly b: string; readonly choose?: true }
  | { readonly kind: 'classify'; readonly about: string; readonly items: readonly ClassifiedItem[] }
  | { readonly kind: 'rewrite'; readonly how: Manner; readonly text: string; readonly result: string }
  | { readonly kind: 'extract'; readonly found: readonly PickedOut[] }
  /** Something fails: the message it prints, or what it does, and on what occasion; empty where not told. */
  | { readonly kind: 'problem'; readonly error: string; readonly what: string; readonly when: string }
  | {
      readonly kind: 'support';
      readonly about: 'order' | 'refund' | 'billing' | 'password' | 'login' | 'cancel' | 'hours' | 'shipping' | 'human';
      /** Order number or place that the user names, else empty. */
      readonly reference: string;
    }
  /** What the user speaks of, but did not send: "image", "text", "code". */
  | { readonly kind: 'missing'; readonly what: string }
  /** `days` is 0 where the user leaves it open. */
  | {
      readonly kind: 'plan';
      readonly of: 'trip' | 'workout' | 'meals' | 'study' | 'project';
      readonly where: string;
      readonly days: number;
    }
  | {
      readonly kind: 'review';
      readonly does: 'review' | 'explain' | 'fix';
      readonly language: string;
      readonly code: string;
    }
  | { readonly kind: 'describe-data'; readonly value: JsonValue }
  | { readonly kind: 'json' }
  | { readonly kind: 'lookup'; readonly answer: string }
  | { readonly kind: 'summarise'; readonly points: readonly string[] }
  | { readonly kind: 'live'; readonly what: 'weather' | 'time' | 'price' | 'news'; readonly where: string }
  | { readonly kind: 'random-word'; readonly language: string }
  | { readonly kind: 'random-number'; readonly low: number; readonly high: number }
  | { readonly kind: 'action'; readonly verb: string }
  | { readonly kind: 'how-to' }
  | { readonly kind: 'what-is' }
  | { readonly kind: 'why'; readonly clause: string }
  | { readonly kind: 'yes-no' }
  | { readonly kind: 'opinion' }
  | { readonly kind: 'pros-cons' }
  | { readonly kind: 'explain' }
  /** `how` where the user wants an example, a reason or a confirmation of the answer before. */
  | { readonly kind: 'continue'; readonly how?: 'example' | 'reason' | 'sure' }
  | { readonly kind: 'image' }
  | { readonly kind: 'attachment'; readonly what: 'audio' | 'file' }
  | { readonly kind: 'statement' };

/** The conversation as the mock model reads it. Every text in it is bounded, however long the request was. */
export interface Ask {
  /** The last user text; of a long one, its beginning and its end. */
  readonly text: string;
  /** System and developer texts, bounded likewise. */
  readonly system: string;
  /** Language of the answer. */
  readonly language: Language;
  readonly task: Task;
  readonly topic: Topic;
  readonly wanted: Wanted;
  readonly persona: Persona;
  /** What the user said of themselves, for instance `name` → `Ana`. */
  readonly facts: ReadonlyMap<string, string>;
  /** Number of user messages. */
  readonly turns: number;
  /** Start of the assistant's last answer, empty in the first turn. */
  readonly previousAnswer: string;
  /** Images in the last user message and the tool results after it. */
  readonly images: number;
  /** Names of the tools declared in the request, at most 128. */
  readonly tools: readonly string[];
  /** Answers of tools that stand at the end of the conversation, in order; empty otherwise. */
  readonly toolResults: readonly ToolResult[];
}
