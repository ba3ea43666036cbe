// Sentences about any subject, sorted by the part they play in an answer. Slots are explained in `fill.ts` and `english-slots.ts`.

/** First sentences of an answer to "what is …", "tell me about …". */
export const DEFINITIONS: readonly string[] = [
  '{Topic} {is}, [at heart|in essence|at {their} core], about {aspect} and {aspect}.',
  '[In short|Put simply|Broadly speaking], {topic} {is} where {aspect} and {aspect} meet.',
  '{Topic} {is} [a subject|a topic] that {people} and {people} tend to see differently, [mostly|largely] because of {aspect}.',
  '[When people talk about|When {people} speak of] {topic}, they usually mean a mix of {aspect}, {aspect} and {aspect}.',
  'The [shortest|simplest] way to describe {topic}: {it} help{s} {people} {goal}.',
  '{Topic} {is} best understood through {aspect}: [once that is clear|with that in mind], the rest falls into place.',
  '[At first glance|On the surface], {topic} look{s} simple, but {aspect} and {aspect} give {them} [real depth|more depth than expected].',
  '{Topic} {is} [closely tied|strongly linked] to {aspect}, and {it} shape{s} how {people} {goal}.',
  '[You can think of|It helps to think of] {topic} as a balance between {aspect} and {aspect}.',
  '{Topic} matter{s} because {it} let{s} {people} {goal}.',
  'There are [several|a few] ways to look at {topic}, and the [most useful|clearest] one starts from {aspect}.',
  '{Topic} {has} been described in many ways, but {aspect} is nearly always part of the picture.',
];

/** Middle sentences. */
export const BODY: readonly string[] = [
  '{People} [value|appreciate] {them} because {it} make{s} it easier to {goal}.',
  '[A good example is|Take|Consider] {sample}: {aspect} [matters|counts] far more there than most people expect.',
  'In practice, {aspect} and {aspect} [pull in different directions|are hard to separate], so a [sensible|deliberate] compromise is needed.',
  '[One|A] common misunderstanding is that {topic} {is} only about {aspect}; {aspect} is [just as|at least as] important.',
  'The [main|biggest] strength here is {aspect}, while {aspect} [tends to be|is often] the weak spot.',
  '[Over time|Over the years], {people} have [learned|found] that {aspect} pays off more than {aspect}.',
  'If you want to {goal}, [pay attention to|keep an eye on] {aspect} first.',
  '[It is worth noting|Keep in mind] that {aspect} depends on {aspect}, and neither can be judged in isolation.',
  'For {people}, the [key|central] question is how to {goal} without losing sight of {aspect}.',
  '{People} often begin with {sample} and [go on|build up] from there.',
  'The details vary, but {aspect} [comes up|turns up] again and again.',
  '[That is why|This is the reason] {people} usually {step2} before anything else.',
  '{Aspect} sets the limits, {aspect} decides [what is possible within them|how far you get].',
  '[Interestingly|Curiously], {people} and {people} agree on {aspect} more often than [you might think|they admit].',
  'A [small|modest] improvement in {aspect} can [make a visible difference|change the whole picture].',
  'There is [also|of course] a cost: {aspect} takes time, and {aspect} takes even more.',
  'Compared with the alternatives, {topic} [score{s}|do{es} well|shine{s}] on {aspect} and [ask{s}|demand{s}] more in terms of {aspect}.',
  'None of this is set in stone; {people} keep [refining|revisiting] their view of {aspect}.',
  'You will [notice|see] the effect most clearly with {sample}.',
  '{Topic} reward{s} patience: {aspect} improves gradually, then [all at once|quite suddenly].',
  'A useful rule of thumb: when {aspect} and {aspect} conflict, [favour the former|start with the first].',
  'Much of the [debate|discussion] around {topic} comes down to {aspect}.',
  'What works for {people} may not work for {people}, so {aspect} has to be judged case by case.',
  '{People} who want to {goal} usually [start|begin] with {aspect}.',
  'Once {aspect} is in place, it becomes [much|far] easier to {goal}.',
];

/** Last sentences. */
export const CLOSINGS: readonly string[] = [
  '[In short|All in all|Overall], {topic} {is} worth [understanding|a closer look], especially if you want to {goal}.',
  'If you remember one thing, let it be this: {aspect} comes first.',
  'The best next step is to {step2} and see what you learn.',
  'With a little attention to {aspect}, you are well on your way.',
  '[So|In the end], {aspect} and {aspect} matter more than any single detail.',
];

/** Offers to go on, with which chat answers end. */
export const OFFERS: readonly string[] = [
  '[Let me know|Just say so] if you would like [more detail|a deeper look] on any of these points.',
  'Would you like [an example|a concrete example|a short example]?',
  '[Happy to|I can] go into [more detail|specifics] if that helps.',
  'Is there a [particular|specific] part of {topic} you are [most interested in|curious about]?',
  'If you tell me more about your situation, I can [tailor this|be more specific].',
  'Want me to [turn this into a checklist|summarise this in a table|compare {them} with an alternative]?',
  'Hope that helps! 😊',
  '[Feel free to|Do] ask if anything is unclear.',
];

/** Sentences for the points of a list, after a bold heading that names an aspect. */
export const POINTS: readonly string[] = [
  'this is where {people} [usually|often] see the [biggest|first] difference.',
  '[easy to overlook|often underestimated], yet it decides whether you can {goal}.',
  '[think of|picture] {sample} and you see why it matters.',
  'it helps {people} {goal}.',
  'a little effort here [saves a lot of trouble|pays off] later.',
  '{people} [disagree|argue] about the details, but rarely about its importance.',
  '[best handled|ideally addressed] early, before habits set in.',
  'it affects everything else, from first impressions to long-term results.',
  'small improvements add up [quickly|surprisingly fast].',
  'without it, the rest [hardly matters|tends to fall apart].',
];

/** Introductions to a list. */
export const LIST_INTROS: readonly string[] = [
  '[Here are|These are] [the main points|a few key points|some things to know] about {topic}:',
  'A few [things|points] [stand out|are worth knowing] when it comes to {topic}:',
  "[Let's break|I'll break] {topic} down into [its main parts|a few parts]:",
  '{Topic} can be [summed up|understood] in a few points:',
  '[Sure!|Of course!|Certainly!|Great question!] Here is a [short|quick|brief] overview of {topic}:',
];

/** Openings of an answer about how to do something; `{doing}` is the gerund of the user's verb phrase. */
export const HOW_TO_INTROS: readonly string[] = [
  "[Here's|Here is] a [simple|practical|step-by-step] way to {name}:",
  'To {name}, [follow these steps|work through these steps|you can proceed as follows]:',
  '{Doing} is [easier than it looks|very doable|quite manageable] if you take it one step at a time:',
  "[Sure!|Of course!|Happy to help!] [Here's|This is] how to {name}:",
  'There are several ways to {name}; [this one works well for|the following suits] {people}:',
];

/** First and last steps of a how-to, which name what is to be done. */
export const FIRST_STEPS: readonly string[] = [
  'get an overview of {doing}',
  'decide what you need in order to {name}',
  'gather everything that {doing} requires',
  'be clear about why you want to {name}',
];
export const LAST_STEPS: readonly string[] = [
  '{name}, and check the result',
  '{name} once more and note what changed',
  'practise {doing} until it feels natural',
  'look back at what went well when {doing}',
];

/** Comments that follow the steps of a how-to. */
export const STEP_NOTES: readonly string[] = [
  'This makes it easier to {goal}.',
  'It takes a few minutes and [prevents|avoids] most problems.',
  "[Don't skip this one|Take your time here]: {aspect} depends on it.",
  'Many people forget this, and {aspect} suffers.',
  'Even {sample} is enough to begin with.',
  '{People} swear by it.',
];

export const WHY_INTROS: readonly string[] = [
  '[There are a few reasons|Several things explain] why {clause}.',
  'The short answer to why {clause}: {aspect} and {aspect}.',
  "[That's a great question!|Good question.] The reason why {clause} has [a lot|much] to do with {aspect}.",
  'Why {clause} comes down to [a combination|an interplay] of {aspect} and {aspect}.',
  'The [main|usual] explanation of why {clause} starts from {aspect}.',
];

export const OPINIONS: readonly string[] = [
  '[It depends|That depends] on what matters most to you, but when it comes to {topic} I would [start with|look first at] {aspect}.',
  'For {topic}, [my suggestion|a good choice] is to {step2} and [then|after that] decide.',
  "[I would|I'd] [lean towards|recommend] the option that gives you {aspect} without [too much|much] loss of {aspect}.",
  '[Good question!|Interesting question!] With {topic}, {people} usually do well when they {step2}.',
];

export const VERDICTS: readonly string[] = [
  '[Yes|Yes, generally|Yes, in most cases], [though|but] {aspect} [matters|plays a role]. When it comes to {topic}, the answer depends mainly on {aspect}.',
  '[No|No, not quite|No, not in general]. With {topic}, {aspect} [usually|often] gets in the way, [although|even if] {people} may see it differently.',
  'Yes. [For most purposes|In most situations], {topic} hold{s} up well in terms of {aspect}.',
  'Yes, [and|and above all] because of {aspect}: {topic} make{s} it easier to {goal}.',
  'No. {Topic} can look that way at first, but {aspect} [tells|suggests] otherwise.',
];

export const STATEMENTS: readonly string[] = [
  "[Thanks for sharing that|That's interesting|Got it|I see]! When it comes to {topic}, {aspect} is [usually|often] the part people care about most.",
  '[Understood|Noted|Okay]. {Topic} {is} [something|a subject] I can [help|assist] with, whether the question is {aspect} or {aspect}.',
  'That sounds [good|interesting|exciting]! With {topic}, {aspect} and {aspect} [are good places to start|tend to matter most].',
];

/** For remarks without a subject: emoji, a single letter. */
export const BLANK_STATEMENTS: readonly string[] = [
  '[I see|Got it|Noted|Alright]! 😊',
  "[Thanks for your message|I'm here and listening].",
  "[Nice|Interesting]! [I'm all ears|Tell me more].",
];

export const STATEMENT_QUESTIONS: readonly string[] = [
  'What would you like to [do|know] next?',
  'Is there [anything|something] [in particular|specific] you would like me to [help with|look at]?',
  'Shall I [suggest some next steps|put together a short plan]?',
  'How can I [help|be most useful] here?',
];

export const ACTION_INTROS: readonly string[] = [
  "I can't {verb} things [directly|for you] from here, but I can [help you prepare|walk you through it]. For {topic}, [I'd suggest|you could start with] the following:",
  "[Sure, let's|Let's] get {topic} sorted. I [don't have|have no] access to the systems involved, so here is [a plan you can follow|what I need and what you can do]:",
  '[Happy to help|Glad to help] with {topic}. [A sensible plan|A simple plan] looks like this:',
];

/** Answers to "record this", "remind me of that". */
export const KEPT: readonly string[] = [
  '[Noted|Got it|Understood]: "{words}". I can\'t {verb} anything outside this conversation, but I\'ll keep it in mind [here|while we talk].',
  'I [don\'t have|have no] access to your apps or files, so I can\'t {verb} this for you. [Here it is as a note you can copy|You can copy this note]: "{words}".',
  '[Sure|Okay], I\'ll remember this for our conversation: "{words}". [Anything else?|Is there anything to add?|What\'s next?]',
];

export const SYMPATHY: readonly string[] = [
  "I'm sorry to hear that[.|, and thank you for telling me.]",
  "That sounds [hard|difficult|really tough]. [I'm sorry you're going through this.|It makes sense that you feel this way.]",
  "I'm sorry you [feel|are feeling] this way. 💙",
];

export const SYMPATHY_ENDS: readonly string[] = [
  '[Would you like to talk about it?|Do you want to tell me what happened?]',
  'A short walk, some rest or a chat with a friend can help a little. [What usually does you good?|Is there someone you could talk to?]',
  "I'm here if you want to [talk it through|share more]. And if it gets too much, a person you trust or a local helpline can be a real support.",
];

/** Headings of long answers. */
export const HEADINGS: readonly string[] = [
  'Background',
  'Why it matters',
  'How it works',
  'Key points',
  'Common pitfalls',
  'In practice',
  'A closer look',
  'Looking ahead',
  'Costs and benefits',
  'Different perspectives',
];
