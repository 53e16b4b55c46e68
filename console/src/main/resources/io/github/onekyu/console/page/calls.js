// The API console: any action of the catalogue, with a form made from its parameters.
import { html, signal, useEffect, useState } from './vendor.js';
import { t, word, ms } from './i18n.js';
import { get, act, chosenAccount } from './api.js';
import { endpoints, attempt, onAccount } from './state.js';
import { Json, plain, short } from './text.js';
import { copy, curl } from './trace-detail.js';

const catalogue = signal([]);
const name = signal('send_private_msg');
const values = signal({});
/** The endpoint whose rights and format calls have; empty for the account itself. */
const as = signal('');
const answers = signal([]);
onAccount(() => {
  as.value = '';
  answers.value = [];
});

const NUMBERS = new Set(['id', 'message_id', 'int']);
const JSONS = new Set(['object', 'array', 'any']);

/** What was typed, as the parameter wants it; text that is no number or JSON goes as it is, to see what the action says to it. */
function read(param, text) {
  const type = String(param.type).toLowerCase();
  if (type === 'bool') {
    return text === 'true';
  }
  if (NUMBERS.has(type) && /^-?\d{1,15}$/.test(text)) {
    return Number(text);
  }
  if (JSONS.has(type) || (type === 'message' && /^\s*[[{]\s*["{\]}]/.test(text))) {
    try {
      return JSON.parse(text);
    } catch (e) {
      return text;
    }
  }
  return text;
}

function Param({ param }) {
  const type = String(param.type).toLowerCase();
  const id = `param-${param.name}`;
  const value = values.value[param.name] ?? '';
  const set = e => { values.value = { ...values.value, [param.name]: e.target.value }; };
  const fallback = param.default !== undefined && param.default !== null ? t('calls.default', { value: plain(typeof param.default === 'object' ? JSON.stringify(param.default) : param.default) }) : '';
  const choices = type === 'bool' ? ['true', 'false'] : param.oneOf ?? param.one_of;
  return html`<div class="field"><label for=${id}><span class="mono">${param.name}</span> <small>${word('calls.type', type)}${param.required ? ` · ${t('calls.required')}` : ''}</small></label>
    ${choices?.length ? html`<select id=${id} value=${value} onChange=${set}><option value="">${fallback || '–'}</option>${choices.map(c => html`<option value=${c}>${c}</option>`)}</select>`
    : type === 'message' || JSONS.has(type) ? html`<textarea id=${id} rows="3" value=${value} placeholder=${fallback} onInput=${set}></textarea>`
      : html`<input id=${id} value=${value} placeholder=${fallback} autocomplete="off" inputmode=${NUMBERS.has(type) ? 'numeric' : undefined} onInput=${set} />`}</div>`;
}

export function ApiConsole() {
  const [search, setSearch] = useState('');
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (!catalogue.value.length) {
      attempt(async () => { catalogue.value = (await get('/admin/v1/actions')).actions ?? []; });
    }
  }, []);
  const action = catalogue.value.find(a => a.name === name.value);
  const params = action?.params ?? [];
  const given = Object.fromEntries(params.filter(p => (values.value[p.name] ?? '') !== '').map(p => [p.name, read(p, values.value[p.name])]));
  const run = async e => {
    e.preventDefault();
    setBusy(true);
    const started = { action: name.value, as: as.value, whose: chosenAccount.value };
    const answer = await attempt(() => act(name.value, given, as.value || undefined));
    setBusy(false);
    if (answer && started.whose === chosenAccount.value) {
      answers.value = [{ ...started, answer, n: (answers.value[0]?.n ?? 0) + 1 }, ...answers.value].slice(0, 20);
    }
  };
  return html`<div class="api-panes">
    <aside class="contacts" aria-label=${t('calls.actions')}>
      <div class="bar"><input type="search" aria-label=${t('calls.search')} placeholder=${t('calls.search')} value=${search} onInput=${e => setSearch(e.target.value)} /></div>
      <ul class="scroll actions" tabindex="0" aria-label=${t('calls.actions')}>${catalogue.value.filter(a => a.name.includes(search.trim())).map(a => html`<li key=${a.name}><button type="button" class="plain mono" aria-current=${a.name === name.value ? 'true' : undefined}
        onClick=${() => { name.value = a.name; }}>${a.name}</button></li>`)}</ul></aside>
    <section class="page" aria-label=${name.value}>
      <form class="card" onSubmit=${run}><h2 class="mono">${name.value}</h2>
        ${params.length === 0 && html`<p class="muted">${t('calls.noparams')}</p>`}
        <div class="grid">${params.map(p => html`<${Param} key=${`${name.value}.${p.name}`} param=${p} />`)}</div>
        <div class="row wrap"><label for="run-as">${t('calls.as')}</label><select id="run-as" value=${as.value} onChange=${e => { as.value = e.target.value; }}><option value="">${t('calls.as.self')}</option>
          ${endpoints.value.map(e => html`<option value=${e.name}>${short(e.name)}</option>`)}</select><span class="space"></span>
          <button type="button" onClick=${() => copy(() => curl({ kind: 'call', action: name.value, params: given, endpoint: as.value }))}>${t('trace.curl')}</button>
          <button type="submit" class="primary" disabled=${busy}>${t('calls.run')}</button></div></form>
      <div aria-live="polite">${answers.value.map(a => html`<article class="card" key=${a.n}><div class="row wrap"><b class="mono">${a.action}</b>
        <span class=${`tag ${a.answer.status === 'failed' ? 'bad' : 'ok'}`}>${short(a.answer.status)} ${short(a.answer.retcode)}</span><span class="muted">${ms(a.answer.ms)}${a.as ? ` · ${short(a.as)}` : ''}</span></div>
        <${Json} value=${a.answer} /></article>`)}</div></section></div>`;
}
