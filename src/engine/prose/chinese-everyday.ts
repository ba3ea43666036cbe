import type { Ask, Task } from '../understand/ask.ts';
import { tidyPhrase } from '../understand/topic.ts';
import type { Voice } from './voice.ts';

const PROBLEM: readonly string[] = [
  '[别担心，这类问题通常可以解决|很抱歉给您带来不便|我们一起来排查]。{error}',
  '[了解了|收到]，{error}[下面是常见的排查方向。|可以先从下面几点入手。]',
];
const CAUSES: readonly string[] = [
  '变量或返回值为空，却被直接使用',
  '最近改动过代码、配置或依赖版本',
  '网络、数据库或第三方服务不可用',
  '环境变量、权限或路径设置不正确',
  '输入数据的格式与预期不符',
];
const PROBLEM_ENDS: readonly string[] = [
  '方便的话，请把[相关代码|出错的那段代码]和完整的[报错信息|日志]发给我，我可以[进一步分析|帮您定位]。',
  '如果仍未解决，请提供[报错堆栈|完整日志]和运行环境，我再[帮您看看|继续排查]。',
];

/** What may have gone wrong, and what to send. */
export function chineseProblem(task: Extract<Task, { kind: 'problem' }>, voice: Voice): string {
  const error = task.error === '' ? '' : `关于 \`${task.error.replace(/[`\n]/g, ' ').slice(0, 120)}\`：`;
  const causes = voice.sample(CAUSES, voice.int(3, 4)).map((cause) => `- ${cause}`);
  return `${voice.say(PROBLEM, { error })}\n\n**可能的原因**\n\n${causes.join('\n')}\n\n${voice.say(PROBLEM_ENDS)}`;
}

const SUPPORT: Readonly<Record<Extract<Task, { kind: 'support' }>['about'], string>> = {
  order:
    '[好的，我来帮您查询|抱歉让您久等了]。请提供订单号和下单时使用的手机号或邮箱；您也可以在“我的订单”中查看最新物流。',
  refund:
    '[很抱歉商品没有让您满意|好的，我来协助您办理退款]。请提供订单号和退款原因；审核通过后，款项一般在 3 到 7 个工作日内原路退回。',
  billing:
    '[非常抱歉|给您添麻烦了]，请告诉我两笔扣款的日期和金额，我们会[尽快核实|马上核对]；如确属重复扣款，会原路退回。',
  password:
    '您可以在登录页点击“忘记密码”，输入注册邮箱或手机号，按提示[设置新密码|完成重置]。如果没有收到邮件，请检查垃圾箱。',
  login: '[很抱歉遇到这个问题|别着急]。请先确认账号是否正确，再尝试重置密码或换用无痕窗口登录。登录时看到了什么提示？',
  cancel:
    '您可以在“设置 → 账单”中选择“取消订阅”，当前周期结束前仍可继续使用。[方便告诉我取消的原因吗|还有什么可以帮您]？',
  hours: '营业时间因门店和节假日而异，[以官网公布的为准|请查看官网的联系页面]。您想了解哪家门店？',
  shipping: '能否配送和运费取决于商品与收货地址，[结算时填写地址即可看到|下单页面会显示]可选的配送方式和预计时效。',
  human: '[好的|没问题]，请留下您的称呼、联系方式和问题简述，[同事会尽快与您联系|我来为您转达]。',
};

export const chineseSupport = (about: keyof typeof SUPPORT, voice: Voice): string => voice.say(SUPPORT[about]);

const THINGS: Readonly<Record<string, string>> = {
  code: '代码',
  text: '文本',
  article: '文章',
  document: '文档',
  file: '文件',
  pdf: '文件',
};

export const chineseMissing = (what: string, voice: Voice): string =>
  voice.say(
    '[我没有看到您提到的{what}|您的消息里似乎没有{what}]，[请把它发给我|麻烦您重新发送一下]，我再[帮您看看|为您处理]。',
    {
      what: THINGS[what] ?? '图片',
    },
  );

const DAYS: readonly string[] = [
  '抵达并办理入住，在[市中心|酒店附近]散步，晚上品尝当地小吃',
  '上午游览主要景点，下午参观[博物馆|美术馆]，傍晚看日落',
  '乘火车去周边一日游，感受[古镇|自然风光]',
  '逛[早市|老街]，体验一次当地美食课程',
  '留出自由时间购物，整理行李，返程',
];
const TASKS: readonly string[] = [
  '明确目标和时间',
  '打好基础，每天坚持半小时',
  '多做练习，记录问题',
  '做一个小项目或一次模拟',
  '复盘总结，查漏补缺',
];

/** A plan by days for a trip, by steps for anything else. */
export function chinesePlan(task: Extract<Task, { kind: 'plan' }>, ask: Ask, voice: Voice): string {
  const trip = task.of === 'trip';
  const entries = trip ? DAYS : TASKS;
  const count = Math.min(entries.length, trip && task.days > 0 ? task.days : entries.length);
  const lines = entries
    .slice(0, count)
    .map((entry, at) => `- **第 ${at + 1} ${trip ? '天' : '步'}**：${voice.say(entry)}`);
  const what = tidyPhrase(ask.topic.phrase) || '这个计划';
  return `${voice.say('[下面是|这是]关于{what}的一个[参考方案|初步安排]：', { what })}\n\n${lines.join('\n')}\n\n${voice.say('告诉我您的[预算和时间|偏好]，我可以[再调整|进一步细化]。')}`;
}
