// The list of records: only what can be seen is in the page, however long it is.
import { html, useLayoutEffect, useRef, useState, useEffect } from './vendor.js';
import { t, clock } from './i18n.js';
import { chosen, pin, pinned } from './trace.js';
import { answeredBy, answersTo, keyOf } from './feed.js';
import { failed, kindOf, line } from './trace-filter.js';
import { short } from './text.js';

const ROW = 32;
const MORE = 12;

const tied = record => chosen.value && (answeredBy(record) === chosen.value || answeredBy(chosen.value) === record);

function Row({ record, n, of }) {
  const [what, text, right] = line(record);
  const kind = kindOf(record);
  const answers = answersTo(record).length;
  const marks = [chosen.value === record ? 'chosen' : '', tied(record) ? 'tied' : '', failed(record) ? 'failed' : '',
    pinned.value.includes(record) ? 'pinned' : ''].join(' ');
  return html`<div class=${`trace-row k-${kind} ${marks}`} id=${`row-${keyOf(record)}`} role="option" aria-selected=${chosen.value === record}
    aria-posinset=${n + 1} aria-setsize=${of} data-seq=${record.seq} onClick=${() => { chosen.value = record; }}>
    <time>${clock(record.time, true)}</time><span class=${`kind k-${kind}`}>${t(`kind.${kind}`)}</span><span class="door">${short(record.endpoint)}</span>
    <bdi class="what">${what}</bdi><bdi class="words">${text}</bdi>
    <span class="right">${answers > 0 ? html`<span class="ok">↩ ${answers} </span>` : ''}${right}</span></div>`;
}

export function Rows({ rows, still }) {
  const box = useRef(null);
  const end = useRef(true);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  useEffect(() => {
    const watch = new ResizeObserver(() => setHeight(box.current?.clientHeight ?? 600));
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (end.current && !still) {
      box.current.scrollTop = rows.length * ROW;
    }
  }, [rows.length, still, height]);
  useLayoutEffect(() => {
    const n = rows.indexOf(chosen.value);
    if (n >= 0 && (n * ROW < box.current.scrollTop || (n + 1) * ROW > box.current.scrollTop + box.current.clientHeight)) {
      end.current = false;
      box.current.scrollTop = Math.max(0, n * ROW - box.current.clientHeight / 2);
    }
  }, [chosen.value]);
  const scrolled = () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current;
    end.current = scrollHeight - scrollTop - clientHeight < ROW;
    setTop(scrollTop);
  };
  const key = e => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20, Home: -Infinity, End: Infinity }[e.key];
    if (step) {
      e.preventDefault();
      const n = rows.indexOf(chosen.value);
      chosen.value = rows[Math.min(rows.length - 1, Math.max(0, (n < 0 ? rows.length : n) + step))] ?? null;
    } else if (e.key === 'Escape') {
      chosen.value = null;
    } else if (e.key === 'p' && chosen.value && !e.ctrlKey && !e.metaKey) {
      pin(chosen.value);
    }
  };
  // A filter can leave fewer rows than there were above; the browser says only later where it has scrolled to then.
  const at = Math.min(top, Math.max(0, rows.length * ROW - height));
  const from = Math.max(0, Math.floor(at / ROW) - MORE);
  const seen = rows.slice(from, from + Math.ceil(height / ROW) + 2 * MORE);
  return html`<div class="rows" ref=${box} tabindex="0" role="listbox" aria-label=${t('trace.rows')} onScroll=${scrolled} onKeyDown=${key}
    aria-activedescendant=${chosen.value && seen.includes(chosen.value) ? `row-${keyOf(chosen.value)}` : undefined} data-rows=${rows.length}>
    <div class="rows-all" role="presentation" style=${{ height: `${rows.length * ROW}px` }}>
      <div class="rows-seen" role="presentation" style=${{ transform: `translateY(${from * ROW}px)` }}>
        ${seen.map((record, i) => html`<${Row} key=${keyOf(record)} record=${record} n=${from + i} of=${rows.length} />`)}</div></div></div>`;
}
