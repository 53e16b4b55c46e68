// The words of the page, in the reader's language.
import { signal, effect } from './vendor.js';
import { remember, recalled } from './memory.js';
import { plain } from './text.js';
import en from './words-en.js';
import zh from './words-zh.js';

const dictionaries = { en, 'zh-CN': zh };
const preferred = (navigator.languages ?? [navigator.language]).find(l => /^(zh|en)/i.test(l)) ?? 'en';

export const lang = signal(recalled('lang') ?? (/^zh/i.test(preferred) ? 'zh-CN' : 'en'));

effect(() => {
  document.documentElement.lang = lang.value;
  remember('lang', lang.value);
});

/** The text of a key; {name} in it stands for a value. */
export function t(key, values) {
  const text = dictionaries[lang.value][key] ?? en[key] ?? key;
  return values ? text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all)) : text;
}

/** Like t, for keys made of a value that a newer server may have and this page not. */
export function word(prefix, value) {
  const key = `${prefix}.${value}`;
  return key in en ? t(key) : plain(value);
}

export function clock(millis, fine = false) {
  const date = new Date(millis);
  const text = date.toLocaleTimeString(lang.value, { hour12: false, hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return fine ? `${text}.${String(date.getMilliseconds()).padStart(3, '0')}` : text;
}

export function ms(value) {
  if (typeof value !== 'number') {
    return '';
  }
  if (value === 0) {
    return '0 ms';
  }
  if (value < 1) {
    return `${value.toFixed(2)} ms`;
  }
  return value < 1000 ? `${value.toFixed(value < 10 ? 1 : 0)} ms` : `${(value / 1000).toFixed(1)} s`;
}
