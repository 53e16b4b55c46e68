// Faults: the host fails on purpose, to see what the bot does.
import { html, signal, useEffect } from './vendor.js';
import { t } from './i18n.js';
import { get, post } from './api.js';
import { attempt } from './state.js';
import { ask } from './dialog.js';
import { short } from './text.js';

const faults = signal([]);
const load = async () => { faults.value = (await get('/sandbox/v1/faults')).faults ?? []; };
const clear = action => attempt(async () => { await post('/sandbox/v1/faults', { action, clear: true }); await load(); });

const add = () => ask({
  title: t('faults.new'),
  fields: [{ name: 'action', label: t('faults.action'), value: 'send_group_msg', hint: t('faults.action.hint') },
    { name: 'delay', label: t('faults.delay'), type: 'number' }, { name: 'retcode', label: t('faults.retcode'), type: 'number' },
    { name: 'offline', label: t('faults.offline'), type: 'check' }],
  submit: async ({ action, offline, ...rest }) => {
    await post('/sandbox/v1/faults', { action: action || '*', ...rest, ...(offline ? { offline } : {}) });
    await load();
  },
});

export function Faults() {
  useEffect(() => { load().catch(() => {}); }, []);
  return html`<section class="card" aria-label=${t('faults')}><div class="row"><h2>${t('faults')}</h2><span class="space"></span><button type="button" class="small" onClick=${add}>${t('faults.new')}</button></div>
    <p class="muted">${t('faults.text')}</p>
    <ul class="plainlist">${faults.value.map(f => html`<li class="row wrap" key=${f.action}><b class="mono">${short(f.action)}</b>
      ${f.delay > 0 && html`<span class="tag warn">${f.delay} ms</span>`}${f.retcode !== undefined && f.retcode !== null && f.retcode !== 0 && html`<span class="tag bad">${t('faults.retcode')} ${f.retcode}</span>`}${f.offline && html`<span class="tag bad">${t('offline')}</span>`}
      <button type="button" class="small" onClick=${() => clear(f.action)}>${t('faults.clear')}</button></li>`)}</ul></section>`;
}
