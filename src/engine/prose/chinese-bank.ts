import type { Slots } from './fill.ts';

/** Words for the slots of the Chinese templates. */
export const CHINESE_WORDS: Slots = {
  aspect: [
    '清晰度',
    '效率',
    '成本',
    '灵活性',
    '可靠性',
    '实践经验',
    '长期价值',
    '细节',
    '节奏',
    '安全性',
    '易用性',
    '背景知识',
  ],
  people: ['初学者', '专业人士', '研究者', '大多数人', '从业者', '爱好者', '团队'],
  goal: ['提高效率', '少走弯路', '做出更好的判断', '打下扎实的基础', '看清问题的本质', '节省时间', '得到稳定的结果'],
  step: [
    '明确目标',
    '收集相关资料',
    '从一个简单的例子开始',
    '把问题拆分成小步骤',
    '对比两三种方案',
    '边做边记录',
    '请有经验的人给出反馈',
    '定期回顾和调整',
    '坚持练习',
  ],
  sample: ['一个小项目', '日常生活中的例子', '一次简单的实验', '一份清单', '一次团队讨论'],
};

export const ZH_DEFINITIONS: readonly string[] = [
  '{topic}[简单来说|总的来说|本质上]，就是围绕{aspect}和{aspect}展开的一个[主题|领域]。',
  '[说到|谈到|提到]{topic}，人们首先想到的往往是{aspect}。',
  '{topic}之所以[重要|受到关注]，是因为它能帮助{people}{goal}。',
  '[可以把|不妨把]{topic}理解为{aspect}与{aspect}之间的平衡。',
  '要理解{topic}，[最好|不妨]先从{aspect}入手。',
  '{topic}是一个[很有意思|值得深入了解]的话题，涉及{aspect}、{aspect}等多个方面。',
];
export const ZH_BODY: readonly string[] = [
  '对{people}来说，关键在于如何{goal}。',
  '在实际应用中，{aspect}和{aspect}常常需要权衡。',
  '以{sample}为例，{aspect}的影响往往比想象中更大。',
  '一个常见的误解是只看重{aspect}，而忽略了{aspect}。',
  '[随着时间的推移|从长远来看]，重视{aspect}会带来更多回报。',
  '如果想要{goal}，可以先关注{aspect}。',
  '{people}通常会先{step}，再逐步深入。',
  '需要注意的是，{aspect}并不能脱离{aspect}单独评价。',
  '每一次小小的改进，都可能带来明显的变化。',
  '不同的人关注点不同，有人看重{aspect}，也有人更在意{aspect}。',
  '实践证明，{step}是一个行之有效的办法。',
  '当然，{topic}也有它的局限，例如在{aspect}方面还有提升空间。',
  '掌握了{aspect}之后，{goal}就会容易得多。',
];
export const ZH_POINTS: readonly string[] = [
  '这是{people}最容易忽视的一点。',
  '做好这一点，有助于{goal}。',
  '可以从{sample}开始体会。',
  '前期多花一点时间，后期会轻松很多。',
  '它直接影响最终的结果。',
  '建议尽早重视。',
  '积少成多，效果会越来越明显。',
];
export const ZH_LIST_INTROS: readonly string[] = [
  '[下面是|以下是]关于{topic}的几个要点：',
  '[可以从|我们可以从]以下几个方面来看{topic}：',
  '关于{topic}，[主要有|值得注意的有]这几点：',
];
export const ZH_CLOSINGS: readonly string[] = [
  '[总之|总而言之|综上所述]，{topic}值得我们[用心了解|认真对待]。',
  '[希望这些内容对你有帮助|希望对你有所启发]！😊',
  '如果想进一步了解{topic}，[可以继续问我|欢迎随时提问]。',
  '[你对哪一部分更感兴趣|需要我举个例子吗|要不要我再展开讲讲]？',
];
export const ZH_HOW_TO: readonly string[] = [
  '[想要|要]{topic}，可以按照以下步骤进行：',
  '关于如何{topic}，[建议这样做|我的建议是]：',
  '{topic}其实并不难，[一步一步来|按下面的步骤来]就可以：',
];
export const ZH_WHY: readonly string[] = [
  '{clause}，主要和{aspect}以及{aspect}有关。',
  '[这是个好问题！|好问题！]{clause}，其原因[主要有以下几点|可以从几个方面来看]。',
  '之所以{clause}，是{aspect}和{aspect}共同作用的结果。',
];
export const ZH_OPINIONS: readonly string[] = [
  '关于{topic}，我会[建议|推荐]先{step}，再做决定。',
  '[这取决于你的需求|要看具体情况]。就{topic}而言，{aspect}通常最重要。',
  '如果你更看重{aspect}，那么在{topic}上可以先从{sample}入手。',
];
export const ZH_VERDICTS: readonly string[] = [
  '是的，[一般来说|大多数情况下]确实如此，不过{aspect}也很重要。',
  '不完全是。就{topic}而言，还要看{aspect}。',
  '是的。从{aspect}的角度看，{topic}是成立的。',
  '不是。{topic}[看起来|表面上]如此，但{aspect}说明情况更复杂。',
];
export const ZH_STATEMENTS: readonly string[] = [
  '[明白了|好的|收到|了解]！关于{topic}，[有什么我可以帮你的吗|你想先从哪里开始|需要我做些什么]？',
  '[谢谢你的分享|听起来不错]！说到{topic}，{aspect}往往是大家最关心的。[你怎么看|你想了解哪方面]？',
];
export const ZH_GREETINGS: readonly string[] = [
  '你好！[很高兴见到你|很高兴为你服务]，[有什么可以帮你的吗|今天想聊点什么]？',
  '[你好|您好]！👋 [请问有什么可以帮您|有什么我能帮忙的吗]？',
  '你好呀！😊 [今天过得怎么样|需要我帮你做些什么]？',
  '[你好|嗨]！我[随时准备帮忙|在这里]，请告诉我你[需要什么|想了解什么]。',
];
export const ZH_THANKS: readonly string[] = [
  '[不客气|不用谢]！[还有什么可以帮你的吗|如果还有问题，随时告诉我]。',
  '[很高兴能帮到你|乐意效劳]！😊 [祝你一切顺利|祝你有愉快的一天]！',
];
export const ZH_GOODBYES: readonly string[] = [
  '[再见|拜拜]！[祝你一切顺利|期待下次再聊]！',
  '再见！👋 [有问题随时来找我|保重]。',
];
export const ZH_FEELINGS: readonly string[] = [
  '我很好，谢谢关心！[你呢|你今天怎么样]？',
  '[一切正常|状态不错]！😊 有什么可以帮你的吗？',
];
export const ZH_IDENTITY: readonly string[] = [
  '我是一个[人工智能助手|AI 助手]，可以[回答问题、写作、编程和翻译|帮你写作、学习、编程和整理思路]。[有什么可以帮你的吗|请问需要什么帮助]？',
];
export const ZH_NAMED: readonly string[] = [
  '我[叫|是]{name}，[很高兴认识你|很高兴为你服务]！[有什么可以帮你的吗|想聊点什么]？',
];
export const ZH_ROLE: readonly string[] = [
  '我是{role}，[很高兴认识你|随时为你效劳]！[有什么可以帮你的吗|请问想了解什么]？',
];
export const ZH_ABILITIES: readonly string[] = [
  '我可以[帮你做很多事情|协助你完成各种任务]，例如：\n\n- **回答问题**：科学、历史、技术等\n- **写作与润色**：邮件、文章、故事\n- **编程**：编写和解释代码\n- **翻译与总结**：处理各种文本\n\n[你想先试试哪一项|从哪里开始呢]？',
];
export const ZH_EMPTY: readonly string[] = ['[好像没有收到内容|您的消息似乎是空的]，请问[想聊些什么|有什么可以帮您]？'];
export const ZH_LIVE: readonly string[] = [
  '[我无法获取|我没有]实时数据，因此不能告诉你{where}{what}。[建议查看|可以查看]相关的[应用或网站|官方渠道]，那里的信息最[准确|及时]。',
  '很抱歉，我[不能访问实时信息|无法联网查询]，所以不清楚{where}{what}。请以[当地官方信息|权威网站]为准。',
];
export const ZH_JOKES: readonly string[] = [
  '为什么程序员总是分不清万圣节和圣诞节？因为 Oct 31 等于 Dec 25！',
  '老师问：“谁能用‘果然’造句？”小明说：“先吃水果，然后喝汽水。”',
  '有一天，{topic}走进咖啡馆，服务员问：“老样子？”它说：“不，今天要多一点{aspect}。”',
  '医生：“你要多运动。”病人：“我天天刷手机，拇指很累的！”😄',
  '关于{topic}的笑话我讲过一个，可惜大家都在等{aspect}。',
];
export const ZH_LINES: readonly string[] = [
  '微风轻轻拂过窗前',
  '{topic}静静地走来',
  '月光洒在青石小路上',
  '远山如黛，流水无声',
  '我在{topic}里听见岁月',
  '一片叶子落进了湖心',
  '时光把故事写成了诗',
  '而{topic}，是最温柔的一行',
  '星光点亮了归途',
  '愿所有的等待都开出花',
  '晨雾散去，群山醒来',
  '{topic}像一首未完的歌',
];
export const ZH_HAIKU: readonly string[] = [
  '古寺晨钟远',
  '一叶落无声',
  '春雨润新芽',
  '夜深灯未眠',
  '山月照归人',
  '风起湖水凉',
];
export const ZH_HAIKU_MIDDLE: readonly string[] = ['{topic}悄然入梦来', '遥想{topic}在心间', '{topic}伴我看云起'];
export const ZH_STORY: readonly string[] = [
  '[从前|很久以前]，在一个[海边的小镇|山脚下的村庄|古老的城市]里，住着一个叫{hero}的年轻人，心里总是惦记着{topic}。',
  '起初，没有人相信{hero}能成功。大家都说，这件事太难了。',
  '一个[下雨|刮风]的夜晚，门外来了一位老人，手里提着一盏旧灯笼。“你在寻找{topic}的答案吗？”老人问道。',
  '旅途比想象的更长，有迷路的时候，也有想要放弃的时候。',
  '{hero}想起奶奶说过的话：耐心也是一种勇气。于是又一次迈开了脚步。',
  '直到那天清晨，阳光照进山谷，{hero}终于明白，{topic}并不在远方，而在每一步里。',
  '后来，{hero}把这个故事讲给每一个路过的人听。那盏灯笼，至今还挂在窗前。',
];
export const ZH_HEROES: readonly string[] = ['小林', '阿月', '子墨', '小禾', '云生', '晓晨'];
export const ZH_EMAIL_MIDDLES: readonly string[] = [
  '这段时间我对此做了一些思考，尤其是{aspect}和{aspect}方面，认为现在是合适的时机。',
  '相关的准备工作已经安排妥当，如有需要我可以随时调整。',
  '希望能听听您的意见，特别是关于{aspect}的部分。',
];
