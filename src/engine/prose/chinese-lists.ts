/** Things of a kind, by the word that names the kind. */
const ROWS = `
书|《红楼梦》;《活着》;《三体》;《围城》;《平凡的世界》;《百年孤独》;《小王子》;《月亮与六便士》
电影|《霸王别姬》;《千与千寻》;《肖申克的救赎》;《盗梦空间》;《寻梦环游记》;《让子弹飞》
水果|苹果;香蕉;橙子;草莓;葡萄;西瓜;芒果;猕猴桃
颜色|红色;蓝色;绿色;黄色;紫色;橙色
动物|熊猫;老虎;大象;海豚;长颈鹿;企鹅;狐狸
城市|北京;上海;成都;杭州;西安;广州;重庆;厦门
国家|中国;法国;日本;巴西;埃及;加拿大;澳大利亚
编程语言|Python;JavaScript;Go;Rust;Java;TypeScript
菜|宫保鸡丁;麻婆豆腐;番茄炒蛋;鱼香肉丝;清蒸鱼;回锅肉
运动|跑步;游泳;篮球;羽毛球;瑜伽;骑行
花|玫瑰;牡丹;茉莉;百合;向日葵;兰花
`;
const items: ReadonlyArray<readonly [string, readonly string[]]> = ROWS.trim()
  .split('\n')
  .map((row): [string, string[]] => [row.split('|')[0] ?? '', (row.split('|')[1] ?? '').split(';')]);

/** Members of a kind that the words name last: "好看的电影" are films. */
export const chineseItems = (of: string): readonly string[] | undefined =>
  items.find(([name]) => of.trim().endsWith(name))?.[1];
