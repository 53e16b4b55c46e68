// The trace: every event, call, report and connection, live.
import { html, signal, useMemo, useRef, useEffect } from './vendor.js';
import { t } from './i18n.js';
import { onAccount, route } from './state.js';
import { arrivedSoFar, keyOf, records, version, gaps } from './feed.js';
import { matches, KINDS } from './trace-filter.js';
import { Rows } from './trace-rows.js';
import { Detail } from './trace-detail.js';
import { save } from './media.js';
import { short } from './text.js';

export const chosen = signal(null);
export const pinned = signal([]);
const off = signal(new Set(['meta']));
const search = signal('');
const endpoint = signal('');
/** While it is paused, what was there then, and how many there had been. */
const frozen = signal(null);
onAccount(() => {
  chosen.value = null;
  pinned.value = [];
  endpoint.value = '';
  frozen.value = null;
});

export const pin = record => {
  pinned.value = pinned.value.includes(record) ? pinned.value.filter(r => r !== record) : [...pinned.value.slice(-1), record];
};

/** The record that an address names; the newest, where there was another process before. */
function named(item) {
  const [how, n] = item.split('/');
  return how === 'seq' ? records.findLast(r => r.seq === Number(n))
    : how === 'event' ? records.findLast(r => r.kind === 'event' && r.event_id === Number(n)) : null;
}

function toggle(kind) {
  const next = new Set(off.value);
  if (!next.delete(kind)) {
    next.add(kind);
  }
  off.value = next;
}

export function Trace() {
  const stamp = version.value;
  const source = frozen.value?.rows ?? records;
  const state = frozen.value ?? stamp;
  const shown = useMemo(() => source.filter(matches(off.value, search.value, endpoint.value)), [state, off.value, search.value, endpoint.value]);
  const doors = useMemo(() => [...new Set([...source.map(r => r.endpoint), endpoint.value].filter(Boolean))].sort(), [state, endpoint.value]);
  const { item } = route.value;
  const reached = useRef('');
  useEffect(() => {
    const found = item === reached.current ? null : named(item);
    if (found) { // else it may still arrive
      chosen.value = found;
      reached.current = item;
    }
  }, [item, stamp]);
  const lost = gaps.value.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  const both = pinned.value.length === 2;
  return html`<div class=${`trace-panes ${chosen.value || both ? 'with-detail' : ''}`}>
    <section class="trace-list" aria-label=${t('tab.trace')}>
      <div class="bar wrap">
        <div class="chips" role="group" aria-label=${t('trace.filter')}>${KINDS.map(kind => html`
          <button type="button" class=${`filter k-${kind}`} aria-pressed=${!off.value.has(kind)} onClick=${() => toggle(kind)}>${t(`kind.${kind}`)}</button>`)}</div>
        <select aria-label=${t('trace.endpoint')} value=${endpoint.value} onChange=${e => { endpoint.value = e.target.value; }}>
          <option value="">${t('trace.endpoint.all')}</option>${doors.map(d => html`<option value=${d}>${short(d)}</option>`)}</select>
        <input type="search" aria-label=${t('trace.search')} placeholder=${t('trace.search')} value=${search.value} onInput=${e => { search.value = e.target.value; }} />
        <button type="button" aria-pressed=${frozen.value !== null} onClick=${() => { frozen.value = frozen.value ? null : { rows: records.slice(), at: arrivedSoFar() }; }}>${frozen.value ? t('trace.resume') : t('trace.pause')}</button>
        <button type="button" onClick=${() => save('onekyu-trace.ndjson', 'application/x-ndjson', shown.map(r => `${JSON.stringify(r)}\n`).join(''))}>${t('trace.export')}</button>
        <span class="muted" role="status">${t('trace.count', { n: shown.length, all: source.length })}${lost > 0 ? ` · ${t('trace.gap', { n: lost })}` : ''}
          ${frozen.value ? ` · ${t('trace.paused', { n: arrivedSoFar() - frozen.value.at })}` : ''}</span>
      </div>
      ${source.length === 0 ? html`<div class="empty"><p>${t('trace.empty')}</p></div>` : html`<${Rows} rows=${shown} still=${frozen.value !== null} />`}
    </section>
    ${both ? html`<div class="compare">${pinned.value.map(r => html`<${Detail} key=${keyOf(r)} record=${r} />`)}</div>`
      : chosen.value && html`<${Detail} key=${keyOf(chosen.value)} record=${chosen.value} />`}
  </div>`;
}
