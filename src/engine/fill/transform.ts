import type { Form } from '../form/form.ts';
import { unquote, withoutEnd } from '../read/text.ts';
import type { Scene } from './scene.ts';
import { hasAny } from '../has-words.ts';

type TransformForm = Extract<Form, { kind: 'transform' }>;

const MARKS = ['\n', ', ', '; ', ' | ', '、', '，', ' '];

/** The members of a text and what stands between them. */
function membersOf(text: string): readonly [readonly string[], string] {
  const mark = MARKS.find((one) => text.includes(one)) ?? '\n';
  return [
    text
      .split(mark)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
    mark,
  ];
}

const compare = (a: string, b: string): number => {
  const [left, right] = [Number(a), Number(b)];
  if (Number.isFinite(left) && Number.isFinite(right)) return left - right;
  return a.toLowerCase() < b.toLowerCase() ? -1 : 1;
};

/** The given text as the operations make it. */
export function transformText(form: TransformForm, { brief }: Scene): string {
  const has = (name: TransformForm['operations'][number]): boolean => form.operations.includes(name);
  let text = unquote(brief.input);
  if (
    has('sort') ||
    has('unique') ||
    (has('reverse') && membersOf(text)[0].length > 1 && /[\n,;、，]/.test(text)) ||
    (form.between !== undefined && form.between !== ' ')
  ) {
    const [members, mark] = membersOf(withoutEnd(text));
    let list = has('unique') ? [...new Set(members)] : [...members];
    if (has('sort')) list = list.toSorted(compare);
    if (form.descending || (has('reverse') && !has('sort'))) list = list.toReversed();
    text = list.join(form.between ?? mark);
  } else if (has('reverse'))
    text =
      hasAny(brief.orders, 'words word') && text.includes(' ')
        ? withoutEnd(text).split(' ').toReversed().join(' ')
        : [...text].toReversed().join('');
  if (has('join')) text = text.replaceAll(/(\p{L})-\n\s*(?=\p{Ll})/gu, '$1').replaceAll(/(?<!\n)\n(?!\n)/g, ' ');
  if (has('upper')) return text.toUpperCase();
  return has('lower') ? text.toLowerCase() : text;
}
