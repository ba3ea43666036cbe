const GREETING =
  /^(?:(?:hi|hello|hey|yo|good (?:morning|afternoon|evening|night)|thanks?(?: you)?(?: (?:so|very) much| a lot)?|ty|bye|goodbye|see you|ok(?:ay)?|cool|great|nice|awesome|perfect|got it|sounds good|that (?:was|is|will be) (?:all|it|everything)(?: for (?:now|today))?|how are you(?: doing)?(?: today)?|what's up|who are you|what(?:'s| is) your name|what can you do|nice to meet you|there|everyone|friend|yes|no|sure|please|lol|haha|你好|您好|谢谢|早上好|晚上好|再见|嗨|好的|你是谁|你会做什么|那)[\s,!.?~，。！？]*)+$/i;
const FORBIDS =
  /\b(?:without|don't|do not|never|not|no need to|avoid) (?:to )?(?:call(?:ing)?|us(?:e|ing)|invok(?:e|ing)|run(?:ning)?)\b.{0,30}\b(?:tools?|functions?|it|them|any)\b|\bwithout calling\b|不要(?:使用|调用)(?:任何)?(?:工具|函数)/i;
const CREATIVE =
  /^\W*(?:(?:please|can you|could you|would you) )*(?:write|compose|tell|make up|give|create|draft)\b(?: me| us)?(?: an?| some| another)?(?: [\p{L}-]+){0,3} (?:poem|story|joke|haiku|song|essay|limerick|riddle|rap|lyrics|fairy tale|novel|sonnet)\b|(?:写|讲|编)(?:一首|一个|个|一篇)?.{0,6}(?:诗|故事|笑话|歌|作文)/iu;
const EXPLAINS =
  /^\W*(?:(?:please|can you|could you) )*(?:explain|define|what does .{1,40} mean|what is meant by|how (?:does|do) .{1,60} works?|why (?:is|are|do|does)|what(?:'s| is) the (?:difference|meaning|definition)|describe (?:how|what|why))\b/i;

/** Greetings, thanks and the like, as a whole. */
export const isSmallTalk = (text: string): boolean =>
  text.length < 120 && (text.trim() === '' || GREETING.test(text.trim()));

/** The user asks for no tool. */
export const forbidsTools = (text: string): boolean => FORBIDS.test(text.slice(-2000));

/** A poem about the weather needs no forecast; an explanation of rain neither. */
export const wantsProse = (text: string): boolean =>
  CREATIVE.test(text.slice(0, 400)) || EXPLAINS.test(text.slice(0, 400));
