import { describe, expect, it } from 'vitest';
import { detectLanguage, instructedLanguage } from '../../../../src/engine/understand/language.ts';

describe('detectLanguage', () => {
  it.each([
    ['Tell me about Mars', 'en'],
    ['法国的首都是哪里？', 'zh'],
    ['用Python写一个函数', 'zh'],
    ['Translate 你好 to English please', 'en'],
    ['東京はどこですか', 'ja'],
    ['서울은 어디인가요', 'ko'],
    ['Что такое дождь?', 'ru'],
    ['¿Cuál es la capital de Francia?', 'es'],
    ['Comment faire un gâteau pour les enfants ?', 'fr'],
    ['Wie ist das Wetter und was kann ich machen?', 'de'],
    ['Hola', 'es'],
    ['🎉🎉', 'en'],
    ['', 'en'],
  ])('takes %j for %s', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });
});

describe('instructedLanguage', () => {
  it.each([
    ['Always answer in Chinese.', 'zh'],
    ['Respond to every message in French', 'fr'],
    ['请用英文回答', 'en'],
    ['Answer in detail', undefined],
    ['The letter was written in Paris', undefined],
  ])('reads %j as %s', (text, language) => {
    expect(instructedLanguage(text)).toBe(language);
  });
});
