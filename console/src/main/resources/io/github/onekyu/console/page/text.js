// Text of strangers: only ever a text node, in its own direction, with what is invisible made visible.
import { html, useState } from './vendor.js';
import { t } from './i18n.js';

const SHOWN_AT_FIRST = 2000;
const STEP = 50000;
// Control characters, marks of direction, invisible separators, and halves of surrogate pairs. Joiners inside emoji stay.
const ODD = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const codeOf = mark => `U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

/** The same text on one line, for places where elements cannot be. */
export const plain = value => String(value ?? '').replace(ODD, codeOf);

/** As plain, and no longer than a line needs. */
export function short(value, most = 200) {
  const text = String(value ?? '');
  return text.length > most ? `${plain(text.slice(0, most))}…` : plain(text);
}

function pieces(text) {
  const out = [];
  let from = 0;
  for (const found of text.matchAll(ODD)) {
    if (found.index > from) {
      out.push(text.slice(from, found.index));
    }
    out.push(html`<span class="odd">${codeOf(found[0])}</span>`);
    from = found.index + 1;
  }
  out.push(text.slice(from));
  return out;
}

export function Text({ value, mono = false }) {
  const text = String(value ?? '');
  const [shown, show] = useState(SHOWN_AT_FIRST);
  const cut = text.length > shown;
  return html`<bdi class=${mono ? 'mono text' : 'text'}>${pieces(cut ? text.slice(0, shown) : text)}</bdi>
    ${cut && html`<button type="button" class="link" onClick=${() => show(shown + STEP)}>
      ${t('text.more', { n: (text.length - shown).toLocaleString() })}</button>`}`;
}

export const Json = ({ value }) => html`<pre class="json" tabindex="0"><${Text} value=${typeof value === 'string' ? value : JSON.stringify(value, null, 2)} mono /></pre>`;
