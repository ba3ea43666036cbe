import type { JsonSchema } from '../../contract/api-types.ts';

/** One of several answers. */
export interface Option {
  /** As it is to be written. */
  readonly name: string;
  /** What the prompt says of it. */
  readonly about: string;
}

/** How long a text may be. */
export interface Limits {
  readonly sentences?: number;
  readonly leastSentences?: number;
  readonly words?: number;
  readonly leastWords?: number;
  readonly characters?: number;
  readonly paragraphs?: number;
}

/** A place to be filled: what is known of the value that goes there. */
export interface Slot {
  readonly name: string;
  readonly about: string;
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'any';
  readonly options?: readonly Option[];
  readonly min?: number;
  readonly max?: number;
  readonly limits?: Limits;
  readonly nullable?: boolean;
}

/** What is done with a given text. */
export type Operation = 'join' | 'sort' | 'reverse' | 'upper' | 'lower' | 'unique';

/** A skeleton that is kept letter for letter, with holes. */
export type TemplatePart = string | Slot | Form;

export type ItemKind = 'question' | 'query' | 'step' | 'keyword' | 'variant' | 'point' | 'sentence' | 'thing';

/** A list of things of a kind. */
export interface ListForm {
  readonly kind: 'list';
  readonly least: number;
  readonly most: number;
  /** What stands before an item; `1.` and `1)` are counted up, '' is nothing. */
  readonly mark: string;
  /** What stands between items. */
  readonly between: string;
  readonly item: ItemKind;
  /** Name of the kind, for known kinds: "fruit". */
  readonly thing: string;
  readonly limits: Limits;
  /** Lines before and after. */
  readonly before: string;
  readonly after: string;
  readonly lowerCase: boolean;
}

/** A list by what is special of it; the rest is as plain lists are. */
export const listForm = (own: Partial<ListForm>): ListForm => ({
  kind: 'list',
  least: 0,
  most: 0,
  mark: '',
  between: '\n',
  item: 'sentence',
  thing: '',
  limits: {},
  before: '',
  after: '',
  lowerCase: false,
  ...own,
});

/** A line that is written for every record: its fields, with what stands between them. */
export interface RecordLayout {
  readonly open: string;
  readonly close: string;
  readonly separator: string;
  readonly fields: readonly { readonly name: string; readonly literal: boolean }[];
}

/** The form that an answer has to have. A form may hold others: the slots of a template, the items of a list. */
export type Form =
  | { readonly kind: 'exact'; readonly text: string }
  | {
      readonly kind: 'choice';
      readonly options: readonly Option[];
      readonly all: boolean;
      readonly none: string;
      readonly between: string;
      /** As a JSON array. */
      readonly json?: boolean;
    }
  | {
      readonly kind: 'transform';
      readonly operations: readonly Operation[];
      readonly descending: boolean;
      readonly between: string | undefined;
    }
  | {
      readonly kind: 'records';
      readonly layouts: readonly RecordLayout[];
      readonly between: string;
      readonly end: string;
    }
  | { readonly kind: 'verdict'; readonly yes: string; readonly no: string; readonly condition: string }
  | { readonly kind: 'slot'; readonly slot: Slot }
  | {
      readonly kind: 'json';
      readonly schema: JsonSchema;
      readonly fenced: boolean;
      readonly style: 'json' | 'line' | 'jsonl' | 'yaml' | 'ini';
    }
  | { readonly kind: 'template'; readonly parts: readonly TemplatePart[] }
  /** A template that is filled for every one of the things that the material tells of. */
  | {
      readonly kind: 'each';
      readonly parts: readonly TemplatePart[];
      readonly between: string;
      readonly before: string;
      readonly after: string;
      /** How many are wanted, 0 where that is open. */
      readonly count: number;
    }
  /** Another form with signs or markers around it. */
  | {
      readonly kind: 'wrapped';
      readonly form: Form;
      readonly before: string;
      readonly after: string;
      readonly input: string;
    }
  | { readonly kind: 'action'; readonly style: ActionStyle }
  | { readonly kind: 'order'; readonly ids: readonly Option[]; readonly pattern: string }
  | ListForm
  | {
      readonly kind: 'table';
      readonly style: 'csv' | 'tsv' | 'markdown';
      readonly columns: readonly string[];
      readonly rows: number | undefined;
      readonly separator: string;
      readonly fenced: boolean;
      readonly header: boolean;
    }
  | { readonly kind: 'code'; readonly language: string; readonly fenced: boolean }
  | { readonly kind: 'sql'; readonly fenced: boolean }
  | { readonly kind: 'edit'; readonly style: 'search' | 'diff' | 'whole'; readonly fenced: boolean }
  | { readonly kind: 'commit'; readonly body: boolean; readonly pattern: string }
  /** Prose; `about` is what it is about where the order itself names it. */
  | { readonly kind: 'text'; readonly task: TextTask; readonly limits: Limits; readonly about?: string };

/** A step of an agent that is written as text. */
export type ActionStyle =
  /** Lines behind labels; a label that the prompt has not is `''`. */
  | {
      readonly how: 'labels';
      readonly thought: string;
      readonly action: string;
      readonly input: string;
      readonly final: string;
    }
  /** One of several shown elements, each with an element for each parameter. */
  | { readonly how: 'elements'; readonly elements: readonly string[] }
  /** A name with its input in brackets behind a label: `Action 2: Search[entity]`; steps may be numbered. */
  | {
      readonly how: 'brackets';
      readonly thought: string;
      readonly action: string;
      readonly numbered: boolean;
      readonly tools: readonly Option[];
      readonly open: string;
      readonly close: string;
    }
  /** An element that names the tool, with one element for each parameter. */
  | {
      readonly how: 'invoke';
      readonly before: string;
      readonly after: string;
      readonly call: string;
      readonly name: string;
      readonly parameter: string;
      readonly key: string;
    }
  /** Calls as a program writes them: `[f(x=1)]`. */
  | { readonly how: 'calls'; readonly open: string; readonly close: string }
  /** A JSON object with name and arguments within an element. */
  | { readonly how: 'call'; readonly element: string; readonly nameKey: string; readonly argsKey: string }
  /** A program that calls the tool. */
  | {
      readonly how: 'program';
      readonly thought: string;
      readonly code: string;
      readonly language: string;
      readonly end: string;
      /** Element around the program, where it stands in no fence. */
      readonly element: string;
    };

/** What is to be done with the words, where the answer is prose. */
export type TextTask =
  | 'answer'
  | 'summary'
  | 'title'
  | 'translation'
  | 'standalone'
  | 'query'
  | 'rewrite'
  | 'mask'
  | 'emoji'
  | 'cron'
  | 'write';
