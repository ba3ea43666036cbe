import type { Task } from './ask.ts';
import type { Reading } from './reading.ts';
import { readNumber } from './wanted.ts';

/** A pattern, and what a Chinese request that fits it is. */
export type ChineseRule = readonly [RegExp, (match: RegExpExecArray) => Reading];

const support = (about: Extract<Task, { kind: 'support' }>['about']) => (): Reading => ({
  task: { kind: 'support', about, reference: '' },
});
const choose = (m: RegExpExecArray): Reading => ({
  task: { kind: 'compare', a: (m[1] ?? '').trim(), b: (m[2] ?? '').trim(), choose: true },
});

type PlanKind = Extract<Task, { kind: 'plan' }>['of'];
const PLANS: Readonly<Record<string, PlanKind>> = {
  健身: 'workout',
  减肥: 'workout',
  饮食: 'meals',
  项目: 'project',
  工作: 'project',
};

function trip(m: RegExpExecArray): Reading {
  const where = (m[1] ?? m[3] ?? '').replace(/^.*[去到]/, '');
  return { task: { kind: 'plan', of: 'trip', where, days: readNumber(m[2] ?? '') ?? 0 }, topic: `${where}之行` };
}

/** What people write in Chinese to a shop, a helpdesk or a travel agency: orders, troubles, choices, plans, names. */
export const CHINESE_EVERYDAY: readonly ChineseRule[] = [
  [/(?:退款|退货|退钱)/, support('refund')],
  [/(?:我的)?(?:订单|快递|包裹|物流)[^，。？?\n]{0,10}(?:哪|到|查|没收到|什么时候|状态)/, support('order')],
  [/(?:忘记|重置|找回|修改)(?:了)?(?:我的)?密码/, support('password')],
  [/(?:取消|退订)(?:我的)?(?:订阅|会员|套餐)/, support('cancel')],
  [/(?:转|找|联系)人工|人工客服/, support('human')],
  [/(?:登录不了|无法登录|登不上|登不进去)/, support('login')],
  [
    /(?:程序|代码|应用|网站|服务|页面|软件|电脑|手机|系统)[^，。\n]{0,10}(?:报错|崩溃|出错|闪退|卡死|打不开|不能用|异常)/,
    () => ({ task: { kind: 'problem', error: '', what: '', when: '' } }),
  ],
  [
    /([A-Za-z0-9+#.]{1,20}|[一-鿿]{1,6}?)\s?(?:还是|和|与|跟)\s?([A-Za-z0-9+#.]{1,20}|[一-鿿]{1,6}?)(?:，|\s)?(?:哪个|哪一个|哪种|谁)(?:比较|更|最)?(?:好|合适|快|适合|便宜|强)/,
    choose,
  ],
  [
    /(?:应该|该|要)(?:用|选|学|买|选择|去)\s?([^，。？?\n还]{1,20}?)还是(?:用|选|学|买|选择|去)?\s?([^，。？?\n]{1,20}?)[？?]?$/,
    choose,
  ],
  [
    /(?:去|到|在)?([一-鿿]{2,6}?)的?(?:([\d一二两三四五六七十]{1,2})[天日])的?(?:旅行|旅游|自由行|行程|游)|(?:去|到)([一-鿿]{2,6}?)的?(?:旅行|旅游)(?:计划|攻略|安排|规划)/,
    trip,
  ],
  [
    /(?:制定|做|写|安排)(?:一)?[个份]?([^，。\n]{0,12}?(学习|健身|饮食|减肥|项目|工作|复习)[^，。\n]{0,6}?)(?:计划|方案)/,
    (m) => ({
      task: { kind: 'plan', of: PLANS[m[2] ?? ''] ?? 'study', where: '', days: 0 },
      topic: `${m[1] ?? ''}计划`,
    }),
  ],
  [
    /(?:给|为|帮)([^，。\n]{1,16}?)(?:起|取|想)(?:一?个)?(?:名字|名)/,
    (m) => ({ task: { kind: 'write', form: 'name' }, topic: (m[1] ?? '').replace(/^我的/, '') }),
  ],
];
