// The trace: every event, call, report and connection, live.
import { html, signal, useMemo, useState, useEffect } from './vendor.js';
import { t } from './i18n.js';
import { route } from './state.js';
import { records, version, gaps } from './feed.js';
import { matches, KINDS } from './trace-filter.js';
import { Rows } from './trace-rows.js';
import { Detail } from './trace-detail.js';
import { save } from './media.js';
import { short } from './text.js';

export const chosen = signal(null);
export const pinned = signal([]);
const off = signal(new Set(['meta']));
const search = signal('');
const frozen = signal(null);

export const pin = record => {
  const there = pinned.value.some(r => r.seq === record.seq);
  pinned.value = there ? pinned.value.filter(r => r.seq !== record.seq) : [...pinned.value.slice(-1), record];
};

function toggle(kind) {
  const next = new Set(off.value);
  if (!next.delete(kind)) {
    next.add(kind);
  }
  off.value = next;
}

export function Trace() {
  const [endpoint, setEndpoint] = useState('');
  const stamp = version.value;
  const source = frozen.value ?? records;
  const shown = useMemo(() => source.filter(matches(off.value, search.value, endpoint)), [stamp, frozen.value, off.value, search.value, endpoint]);
  const doors = useMemo(() => [...new Set(source.map(r => r.endpoint).filter(Boolean))].sort(), [stamp]);
  useEffect(() => {
    const [how, n] = route.value.item.split('/');
    const found = how === 'seq' ? records.find(r => r.seq === Number(n)) : how === 'event' ? records.find(r => r.kind === 'event' && r.event_id === Number(n)) : null;
    if (found) {
      chosen.value = found;
    }
  }, [route.value.item]);
  const lost = gaps.value.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  const both = pinned.value.length === 2;
  return html`<div class=${`trace-panes ${chosen.value || both ? 'with-detail' : ''}`}>
    <section class="trace-list" aria-label=${t('tab.trace')}>
      <div class="bar wrap">
        <div class="chips" role="group" aria-label=${t('trace.filter')}>${KINDS.map(kind => html`
          <button type="button" class=${`filter k-${kind}`} aria-pressed=${!off.value.has(kind)} onClick=${() => toggle(kind)}>${t(`kind.${kind}`)}</button>`)}</div>
        <select aria-label=${t('trace.endpoint')} value=${endpoint} onChange=${e => setEndpoint(e.target.value)}>
          <option value="">${t('trace.endpoint.all')}</option>${doors.map(d => html`<option value=${d}>${short(d)}</option>`)}</select>
        <input type="search" aria-label=${t('trace.search')} placeholder=${t('trace.search')} value=${search.value} onInput=${e => { search.value = e.target.value; }} />
        <button type="button" aria-pressed=${frozen.value !== null} onClick=${() => { frozen.value = frozen.value ? null : records.slice(); }}>${frozen.value ? t('trace.resume') : t('trace.pause')}</button>
        <button type="button" onClick=${() => save('onekyu-trace.ndjson', 'application/x-ndjson', shown.map(r => `${JSON.stringify(r)}\n`).join(''))}>${t('trace.export')}</button>
        <span class="muted" role="status">${t('trace.count', { n: shown.length, all: source.length })}${lost > 0 ? ` · ${t('trace.gap', { n: lost })}` : ''}
          ${frozen.value ? ` · ${t('trace.paused', { n: Math.max(0, (records.at(-1)?.seq ?? 0) - (frozen.value.at(-1)?.seq ?? 0)) })}` : ''}</span>
      </div>
      ${source.length === 0 ? html`<div class="empty"><p>${t('trace.empty')}</p></div>` : html`<${Rows} rows=${shown} still=${frozen.value !== null} />`}
    </section>
    ${both ? html`<div class="compare">${pinned.value.map(r => html`<${Detail} key=${r.seq} record=${r} />`)}</div>`
      : chosen.value && html`<${Detail} key=${chosen.value.seq} record=${chosen.value} />`}
  </div>`;
}
