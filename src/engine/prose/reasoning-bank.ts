/** First thoughts: what the user wants. `{want}` is a clause such as "know about X". */
export const THINK_FIRST: readonly string[] = [
  '[Okay|Alright|So], the user [wants|would like] me to {want}.',
  'The user is asking me to {want}. [Let me think about this|Let me think it through|Let me work out a good answer].',
  '[Let me|I should] start by understanding the request: {want}.',
  '[Hmm|Right], the [question|request] here is to {want}.',
];
export const THINK_MORE: readonly string[] = [
  'I should [consider|think about] what they already know, and keep the [tone|wording] [friendly|clear].',
  '[There are|I can see] a few angles: {aspect}, {aspect} and perhaps {aspect}.',
  "I want to be [accurate|careful] here, so I'll avoid claims that I can't support.",
  "The [most important|central] point [seems|appears] to be {aspect}. I'll make sure to mention it.",
  '[Wait|Actually], I should also [think about|consider] {aspect}, because {people} often ask about it.',
  'An example would help: {sample} comes to mind.',
  "Should this be a list or a few paragraphs? [A short structure is probably easier to read.|I'll choose whichever is easier to follow.]",
  'If I were in their place, I would want to {goal}.',
  'I could go into {aspect} in depth, but [that may be more than they need|it might distract from the main point].',
  "Let me [check|double-check] that I'm not missing anything: {aspect}, yes; {aspect}, yes.",
  "{People} and {people} might see this differently, so I'll keep it balanced.",
  "The wording [matters|is important] here; [plain words are best|I'll avoid jargon where I can].",
  'One possible objection is {aspect}. I can address that in a sentence.',
  'Thinking about it step by step: first {aspect}, then {aspect}, and finally how the two fit together.',
  '[Maybe|Perhaps] I should {step2} before drawing a conclusion.',
  "There is a risk of being too general, so I'll tie it back to {topic}.",
  'I also need to keep the answer [at a reasonable length|focused].',
  "It's worth remembering that {topic} can mean different things to different people.",
];
export const THINK_LAST: readonly string[] = [
  "[Okay|Alright], I have what I need. [I'll write the answer now.|Time to answer.]",
  "So I'll [give|write] a [clear|direct] answer that covers this[ and ends with an offer to say more|].",
  "Now I'll put this together into [a clear answer|a helpful reply].",
  'That should [cover it|be enough]. Let me [write it up|answer].',
];
export const THINK_SUM: readonly string[] = [
  'I need to compute {expression}. Working it out gives {result}. [Let me double-check: yes, {result}.|Checking once more, it is {result}.]',
  'This is a calculation: {expression}. Step by step, that comes to {result}.',
];
export const THINK_EXACT: readonly string[] = [
  'The instruction is explicit: I should reply with exactly the given text and add nothing.',
  "They gave me the exact words to return, so I'll repeat them without any changes.",
];
export const THINK_FACT: readonly string[] = [
  "This is a factual question. {sentence} I'm confident about that.",
  'I know this one: {sentence}',
];
export const THINK_TOOL: readonly string[] = [
  'I have {tools} available. [Let me see whether one of them fits|Let me consider whether calling one would help].',
  "There [is a tool|are tools] I could use here: {tools}. [I need to decide whether the request calls for it.|I'll check whether the arguments I need are in the message.]",
];
export const THINK_RESULTS: readonly string[] = [
  "The tool [results are|output is] in: {tools} returned data. I'll [use the values|turn them into a readable answer] and answer the original question.",
  'Now I have the output of {tools}. [Let me summarise it for the user.|I should report it accurately.]',
];
export const THINK_IMAGE: readonly string[] = [
  'There is an image attached, so I should look at it carefully and describe what matters for the question.',
  "The user included a picture. I'll start with what kind of image it is and then describe it.",
];

export const ZH_THINK_FIRST: readonly string[] = [
  '用户希望我{want}。[让我想一想|先理清思路]。',
  '[好的|嗯]，这个问题是要我{want}。',
  '[首先|先]要明确需求：{want}。',
];
export const ZH_THINK_MORE: readonly string[] = [
  '可以从{aspect}、{aspect}几个角度来考虑。',
  '需要注意的是，{people}可能更关心{aspect}。',
  '举个例子会更清楚，比如{sample}。',
  '我应该尽量{goal}，同时保持语言简洁。',
  '等一下，还要考虑{aspect}，这一点常常被忽略。',
  '如果只讲{aspect}，可能不够全面。',
  '关于{topic}，不同的人理解可能不同，所以要说明背景。',
  '我需要避免没有依据的说法，确保内容准确。',
  '结构上可以先给结论，再分点说明。',
  '再检查一遍：{aspect}已经考虑到了，{aspect}也提到了。',
  '也许可以先{step}，再得出结论。',
  '篇幅要适中，重点放在{aspect}上。',
];
export const ZH_THINK_LAST: readonly string[] = [
  '[好了|这样就清楚了]，现在可以[给出回答|组织答案]了。',
  '综合以上考虑，我来写出[清晰的回答|最终的答案]。',
];
