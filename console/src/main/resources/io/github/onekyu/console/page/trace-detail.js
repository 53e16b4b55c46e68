// One record in full, what belongs to it, and what can be done with it.
import { html } from './vendor.js';
import { t, clock, ms } from './i18n.js';
import { chosen, pin, pinned } from './trace.js';
import { callsOf, eventById } from './feed.js';
import { kindOf, line, failed } from './trace-filter.js';
import { cqCode } from './cq.js';
import { Json, short } from './text.js';
import { attempt, say } from './state.js';

const quoted = text => `'${text.replace(/'/g, "'\\''")}'`;

/** The command that makes it happen again. */
export function curl(record) {
  const send = (path, body) => `curl -s -H 'Content-Type: application/json' -d ${quoted(JSON.stringify(body))} ${quoted(location.origin + path)}`;
  if (record.kind === 'call') {
    return send(`/admin/v1/actions/${encodeURIComponent(record.action)}`, { params: record.params ?? {} });
  }
  const e = record.event ?? {};
  const { time, post_type, self_id, ...rest } = e;
  if (post_type === 'message') {
    const { message_type: type, user_id, group_id, discuss_id, message } = e;
    return send('/sandbox/v1/messages', { type, user_id, group_id, discuss_id, message });
  }
  return send(post_type === 'request' ? '/sandbox/v1/requests' : '/sandbox/v1/notices', rest);
}

const copy = make => attempt(() => navigator.clipboard.writeText(make())).then(done => done && say(t('copied')));
const repeatable = r => r.kind === 'call' || (r.kind === 'event' && r.event?.post_type !== 'meta_event');

function Related({ record }) {
  const others = record.kind === 'event' ? callsOf.get(record.event_id) ?? []
    : [eventById.get(record.answers ?? record.event_id)].filter(Boolean);
  if (!others.length) {
    return record.kind === 'event' && kindOf(record) === 'message' ? html`<p class="muted">${t('message.unanswered')}</p>` : null;
  }
  return html`<h3>${record.kind === 'event' ? t('trace.answers') : t('trace.answered')}</h3>
    <ul class="related">${others.map(r => html`<li><button type="button" class="plain" onClick=${() => { chosen.value = r; }}>
      <span class=${`kind k-${kindOf(r)}`}>${t(`kind.${kindOf(r)}`)}</span> <bdi class=${failed(r) ? 'failed' : ''}>${line(r).slice(0, 2).join(' · ').slice(0, 120)}</bdi>
      <small>${record.kind === 'event' ? t('message.after', { time: ms(Math.max(0, r.time - record.time)) }) : t('trace.before', { time: ms(Math.max(0, record.time - r.time)) })}</small>
    </button></li>`)}</ul>`;
}

export function Detail({ record }) {
  const isPinned = pinned.value.some(r => r.seq === record.seq);
  const message = record.event?.message ?? record.params?.message;
  const part = (title, value) => value !== undefined && value !== null && html`<h3>${title}</h3><${Json} value=${value} />`;
  return html`<section class="detail" aria-label=${`${t('trace.detail')} ${record.seq}`}>
    <div class="bar wrap"><h2><span class=${`kind k-${kindOf(record)}`}>${t(`kind.${kindOf(record)}`)}</span> #${record.seq}</h2>
      <button type="button" class="small" aria-pressed=${isPinned} onClick=${() => pin(record)}>${t('trace.pin')}</button>
      ${repeatable(record) && html`<button type="button" class="small" onClick=${() => copy(() => curl(record))}>${t('trace.curl')}</button>`}
      <button type="button" class="small" onClick=${() => copy(() => JSON.stringify(record, null, 2))}>${t('trace.json')}</button>
      <button type="button" class="small" aria-label=${t('close')} onClick=${() => { chosen.value = null; pinned.value = pinned.value.filter(r => r.seq !== record.seq); }}>×</button></div>
    <div class="scroll" tabindex="0" role="region" aria-label=${t('trace.detail')}>
      <p class="muted">${clock(record.time, true)}${record.endpoint ? ` · ${short(record.endpoint)}` : ''}${record.peer ? ` · ${short(record.peer)}` : ''}${record.ms !== undefined ? ` · ${ms(record.ms)}` : ''}</p>
      ${record.truncated && html`<p class="tag warn">${t('trace.truncated')}</p>`}
      <${Related} record=${record} />
      ${record.kind === 'call' ? html`${part(t('trace.params'), record.params)}${part(t('trace.response'), record.response)}`
    : record.kind === 'event' ? html`${part(t('kind.event'), record.event)}${part(t('trace.endpoints'), record.endpoints)}`
      : part(t('trace.record'), record)}
      ${message !== undefined && Array.isArray(message) && part(t('source.string'), cqCode(message))}
    </div></section>`;
}
