/** A piece of a prompt, and what it was taken for. */
export interface PromptSegment {
  /** Index in `messages` of its message. */
  readonly message: number;
  readonly author: 'system' | 'user' | 'assistant' | 'tool';
  /** What it is for: `orders` and `template` say what to do and how; `material` is what the orders are about. */
  readonly role: 'orders' | 'template' | 'example' | 'options' | 'tools' | 'material' | 'question' | 'history' | 'slot';
  /** How it is set off from the rest, such as `fence`, `tag` or `list`; plain text is `words`. */
  readonly kind: string;
  /** Label, tag or file name; `''` where there is none. */
  readonly label: string;
  readonly text: string;
}

/** Where a value of an answer comes from. */
export interface ValueSource {
  /** Its place in the answer: `line 2`, `city`, `get_weather.city` or `items[0].name`. */
  readonly place: string;
  readonly value: string;
  /**
   * `quoted`: it stands in a message. `reworded`: most of its words stand together in a message. `written`: the mock made it up, from the
   * words of the request and its own.
   */
  readonly from: 'quoted' | 'reworded' | 'written';
  /** Index in `messages` of the message it comes from. */
  readonly message?: number;
  readonly author?: PromptSegment['author'];
  /** What stands around it there, or the sentence that it is made of. */
  readonly excerpt?: string;
}

/** How the mock reads a request, and why it answers as it does. */
export interface AnswerExplanation {
  /** Index of the message that the answer is for. */
  readonly asked: number;
  /** Language of the answer, such as `en`. */
  readonly language: string;
  /** The pieces of the instructions and of the message asked, with what each was taken for. */
  readonly segments: readonly PromptSegment[];
  /** The form of the answer: `one of yes, no`, `JSON with city, days`, `calls get_weather`. */
  readonly form: string;
  readonly sources: readonly ValueSource[];
}
