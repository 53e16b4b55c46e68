// One record in full, what belongs to it, and what can be done with it.
import { html } from './vendor.js';
import { t, clock, ms } from './i18n.js';
import { chosen, pin, pinned } from './trace.js';
import { answeredBy, answersTo } from './feed.js';
import { address } from './api.js';
import { speakers } from './names.js';
import { kindOf, line, failed } from './trace-filter.js';
import { cqCode } from './cq.js';
import { Json, short } from './text.js';
import { about, attempt, endpoints, isReal } from './state.js';

/** Puts what `make` makes where it can be pasted. Only pages of this machine and of https have a clipboard of the newer kind. */
export const copy = make => attempt(async () => {
  const text = make();
  if (await navigator.clipboard?.writeText(text).then(() => true, () => false)) {
    return;
  }
  const before = document.activeElement;
  const area = document.createElement('textarea');
  area.className = 'hidden';
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  before?.focus?.();
  if (!done) {
    throw new Error(t('copied.not'));
  }
}, t('copied'));

const quoted = text => `'${text.replace(/'/g, "'\\''")}'`;

/** What the control API is told, so that a message is said again. */
function saidAgain(e) {
  const place = { type: e.message_type, user_id: e.user_id, group_id: e.group_id ?? e.sender?.group_id, discuss_id: e.discuss_id };
  if (e.anonymous) { // who it was is not in the event; to the bot all are the same
    return { ...place, user_id: speakers(`group:${e.group_id}`)[0], message: e.message, anonymous: { name: e.anonymous.name } };
  }
  return { ...place, sub_type: e.message_type === 'private' || e.sub_type === 'notice' ? e.sub_type : undefined, message: e.message };
}

/** The command that makes it happen again, in the account that is looked at. */
export function curl(record) {
  const token = about.value?.token ? ' -H "Authorization: Bearer $ACCESS_TOKEN"' : '';
  const send = (path, body) => `curl -s -H 'Content-Type: application/json'${token} -d ${quoted(JSON.stringify(body))} ${quoted(location.origin + address(path))}`;
  const call = (action, params, endpoint) => send(`/admin/v1/actions/${encodeURIComponent(action)}`, { params, endpoint });
  if (record.kind === 'call') {
    // The names of calls of our own, such as "console", are no endpoints.
    return call(record.action, record.params ?? {}, endpoints.value.find(e => e.name === record.endpoint)?.name);
  }
  const e = record.event ?? {};
  const { time, post_type, self_id, ...rest } = e;
  switch (post_type) {
    case 'message': return send('/sandbox/v1/messages', saidAgain(e));
    case 'message_sent': return call('send_msg', { message_type: e.message_type, user_id: e.group_id ? undefined : e.target_id ?? e.user_id, group_id: e.group_id, message: e.message });
    case 'request': return send('/sandbox/v1/requests', { ...rest, flag: undefined }); // each has a flag of its own,
    default: return send('/sandbox/v1/notices', rest.file ? { ...rest, file: { ...rest.file, id: undefined } } : rest); // and each file an id
  }
}

// Of a real account only what it does itself can be done again, and nothing of which a part is missing.
const repeatable = ({ kind, event, truncated }) => !truncated
  && (kind === 'call' || event?.post_type === 'message_sent' || (kind === 'event' && !isReal.value && event?.post_type !== 'meta_event'));

function Related({ record }) {
  const others = record.kind === 'event' ? answersTo(record) : [answeredBy(record)].filter(Boolean);
  if (!others.length) {
    return record.event?.post_type === 'message' ? html`<p class="muted">${t('message.unanswered')}</p>` : null;
  }
  return html`<h3>${record.kind === 'event' ? t('trace.answers') : t('trace.answered')}</h3>
    <ul class="related">${others.map(r => html`<li><button type="button" class="plain" onClick=${() => { chosen.value = r; }}>
      <span class=${`kind k-${kindOf(r)}`}>${t(`kind.${kindOf(r)}`)}</span> <bdi class=${failed(r) ? 'failed' : ''}>${line(r).slice(0, 2).join(' · ').slice(0, 120)}</bdi>
      <small>${record.kind === 'event' ? t('message.after', { time: ms(Math.max(0, r.time - record.time)) }) : t('trace.before', { time: ms(Math.max(0, record.time - r.time)) })}</small>
    </button></li>`)}</ul>`;
}

export function Detail({ record }) {
  const isPinned = pinned.value.includes(record);
  const message = record.event?.message ?? record.params?.message;
  const part = (title, value) => value !== undefined && value !== null && html`<h3>${title}</h3><${Json} value=${value} />`;
  return html`<section class="detail" aria-label=${`${t('trace.detail')} ${record.seq}`}>
    <div class="bar wrap"><h2><span class=${`kind k-${kindOf(record)}`}>${t(`kind.${kindOf(record)}`)}</span> #${record.seq}</h2>
      <button type="button" class="small" aria-pressed=${isPinned} onClick=${() => pin(record)}>${t('trace.pin')}</button>
      ${repeatable(record) && html`<button type="button" class="small" onClick=${() => copy(() => curl(record))}>${t('trace.curl')}</button>`}
      <button type="button" class="small" onClick=${() => copy(() => JSON.stringify(record, null, 2))}>${t('trace.json')}</button>
      <button type="button" class="small" aria-label=${t('close')} onClick=${() => { chosen.value = null; pinned.value = pinned.value.filter(r => r !== record); }}>×</button></div>
    <div class="scroll" tabindex="0" role="region" aria-label=${t('trace.detail')}>
      <p class="muted">${clock(record.time, true)}${record.endpoint ? ` · ${short(record.endpoint)}` : ''}${record.peer ? ` · ${short(record.peer)}` : ''}${record.ms !== undefined ? ` · ${ms(record.ms)}` : ''}</p>
      ${record.truncated && html`<p class="tag warn">${t('trace.truncated')}</p>`}
      <${Related} record=${record} />
      ${record.kind === 'call' ? html`${part(t('trace.params'), record.params)}${part(t('trace.response'), record.response)}`
    : record.kind === 'event' ? part(t('kind.event'), record.event)
      : part(t('trace.record'), record)}
      ${message !== undefined && Array.isArray(message) && part(t('source.string'), cqCode(message))}
    </div></section>`;
}
