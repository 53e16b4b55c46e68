// The endpoints and who is connected to them.
import { html, signal, useEffect, useState } from './vendor.js';
import { t, word, ms } from './i18n.js';
import { endpoints, loadEndpoints, attempt } from './state.js';
import { get, post, del } from './api.js';
import { Chart } from './charts.js';
import { Text, short } from './text.js';
import { ask } from './dialog.js';

const history = signal({ step: 2, points: [] });

function Charts() {
  useEffect(() => {
    const load = () => get('/admin/v1/history').then(h => { history.value = h; }).catch(() => {});
    load();
    const timer = setInterval(() => document.hidden || load(), 2000);
    return () => clearInterval(timer);
  }, []);
  const { step, points } = history.value;
  const rate = name => points.map(p => (p[name] ?? 0) / (step || 1));
  const plain = name => points.map(p => p[name] ?? 0);
  return html`<div class="charts">
    <${Chart} title=${t('chart.rate')} unit=${t('chart.per')} points=${points} lines=${[[t('chart.events'), 'a', rate('events')], [t('chart.calls'), 'b', rate('calls')], [t('chart.failed'), 'c', rate('failed')]]} />
    <${Chart} title=${t('chart.latency')} unit="ms" points=${points} lines=${[['p99', 'b', plain('p99_ms')], ['p50', 'a', plain('p50_ms')]]} />
    <${Chart} title=${t('chart.queue')} unit=${t('chart.events')} points=${points} lines=${[[t('peers.queued'), 'a', plain('queued')], [t('peers.dropped'), 'c', plain('dropped')]]} /></div>`;
}

function since(seconds) {
  const gone = Math.max(0, Date.now() / 1000 - seconds);
  return gone < 60 ? `${Math.floor(gone)} s` : gone < 3600 ? `${Math.floor(gone / 60)} min` : gone < 86400 ? `${(gone / 3600).toFixed(1)} h` : `${Math.floor(gone / 86400)} d`;
}

function Connections({ endpoint }) {
  const part = id => ask({
    title: t('peers.disconnect.title'), action: t('peers.disconnect'), danger: true,
    submit: async () => { await del(`/admin/v1/connections/${id}`); await loadEndpoints(); },
  });
  if (!endpoint.connections?.length) {
    return null;
  }
  return html`<div class="table" tabindex="0" role="region" aria-label=${t('peers.connections', { name: short(endpoint.name) })}><table>
    <thead><tr>${['peer', 'role', 'since', 'queued', 'behind', 'sent', 'received', 'dropped'].map(k => html`<th scope="col">${t(`peers.${k}`)}</th>`)}<th><span class="hidden">${t('actions')}</span></th></tr></thead>
    <tbody>${endpoint.connections.map(c => html`<tr key=${c.id}><td class="mono"><${Text} value=${c.peer} /></td><td>${word('peers.role', c.role)}</td><td>${since(c.since)}</td>
      <td>${c.queued}</td><td>${ms(c.behind_ms ?? 0)}</td><td>${c.sent}</td><td>${c.received}</td><td class=${c.dropped ? 'failed' : ''}>${c.dropped}</td>
      <td><button type="button" class="small" onClick=${() => part(c.id)}>${t('peers.disconnect')}</button></td></tr>`)}</tbody></table></div>`;
}

function Endpoint({ endpoint: e }) {
  const [result, setResult] = useState(null);
  const [busy, setBusy] = useState(false);
  const path = what => `/admin/v1/endpoints/${encodeURIComponent(e.name)}/${what}`;
  const turn = what => attempt(async () => { await post(path(what)); await loadEndpoints(); });
  const test = async () => {
    setBusy(true);
    const answer = await attempt(() => post(path('test')));
    setResult(answer);
    setBusy(false);
  };
  return html`<article class="card" aria-label=${short(e.name)}>
    <div class="row wrap"><h2 class="mono">${short(e.name)}</h2><span class=${`state ${e.state}`}><i aria-hidden="true"></i>${word('state', e.state)}</span>
      <span class="muted">${t('peers.for', { time: since(e.since) })}</span><span class="space"></span>
      <button type="button" class="small" disabled=${busy} onClick=${test}>${t('peers.test')}</button>
      ${e.state === 'paused' ? html`<button type="button" class="small primary" onClick=${() => turn('resume')}>${t('peers.resume')}</button>`
        : html`<button type="button" class="small" onClick=${() => turn('pause')}>${t('peers.pause')}</button>`}</div>
    <p class="mono address"><${Text} value=${e.target ?? e.address ?? ''} /></p>
    ${e.problem && html`<p class="problem" role="alert"><b>${short(e.problem.code)}</b> <${Text} value=${e.problem.message} />${e.problem.count > 1 ? html` <small>×${e.problem.count}</small>` : ''}</p>`}
    <dl class="numbers">${['sent', 'received', 'queued', 'dropped'].map(k => html`<div><dt>${t(`peers.${k}`)}</dt><dd class=${k === 'dropped' && e[k] ? 'failed' : ''}>${(e[k] ?? 0).toLocaleString()}</dd></div>`)}</dl>
    ${result && html`<div class=${`result ${result.ok ? 'ok' : 'bad'}`} role="status"><p><b>${result.ok ? t('peers.test.ok') : short(result.code ?? t('peers.test.bad'))}</b> <${Text} value=${result.message} /></p>
      <ol>${(result.steps ?? []).map(s => html`<li class=${s.ok ? 'ok' : 'failed'}><b>${s.ok ? '✓' : '✗'} ${short(s.step)}</b> <${Text} value=${s.message} /> <small>${ms(s.ms)}</small></li>`)}</ol></div>`}
    <${Connections} endpoint=${e} />
  </article>`;
}

export function Peers() {
  return html`<div class="page"><${Charts} />
    ${endpoints.value.length === 0 ? html`<p class="empty">${t('peers.none')}</p>` : endpoints.value.map(e => html`<${Endpoint} key=${`${e.self_id} ${e.name}`} endpoint=${e} />`)}</div>`;
}
