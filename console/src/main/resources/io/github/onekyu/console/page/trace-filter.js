// Which records are shown, and what a record is in one line.
import { t, word, ms } from './i18n.js';
import { preview } from './cq.js';
import { answersTo } from './feed.js';
import { nameOf, chatOfEvent, chatName } from './names.js';
import { sentence } from './notice.js';
import { short } from './text.js';

export const KINDS = ['message', 'notice', 'request', 'meta', 'call', 'report', 'connection', 'problem'];

export function kindOf(record) {
  if (record.kind !== 'event') {
    return record.kind;
  }
  const type = record.event?.post_type;
  // A host may have types of its own; there is a filter for each kind that this can answer.
  return type === 'meta_event' ? 'meta' : type === 'message_sent' ? 'message' : KINDS.includes(type) ? type : 'notice';
}

// What a record says as text to search in; made once for each record that a search has looked at.
const texts = new WeakMap();
function textOf(record) {
  let text = texts.get(record);
  if (text === undefined) {
    texts.set(record, text = JSON.stringify(record).slice(0, 20000).toLowerCase());
  }
  return text;
}

// An event goes to many endpoints; it stays with those whose calls answer it.
const concerns = (record, endpoint) => record.endpoint === endpoint || answersTo(record).some(answer => answer.endpoint === endpoint);

export function matches(off, search, endpoint) {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return record => !off.has(kindOf(record)) && (!endpoint || concerns(record, endpoint))
    && words.every(w => textOf(record).includes(w));
}

export function failed(record) {
  return record.kind === 'problem' || (record.kind === 'call' && record.response?.status === 'failed')
    || (record.kind === 'report' && !(record.status >= 200 && record.status < 300));
}

/** [what, text, right-hand side] */
export function line(record) {
  switch (record.kind) {
    case 'event': {
      const e = record.event ?? {};
      if (e.post_type === 'message' || e.post_type === 'message_sent') {
        const chat = chatOfEvent(e);
        return [chat ? chatName(chat) : '', `${nameOf(e.user_id, e.group_id)}: ${short(preview(e.message, type => word('segment', type)))}`, ''];
      }
      return e.post_type === 'meta_event' ? [short(e.meta_event_type), short(e.sub_type ?? ''), '']
        : [short(e.notice_type ?? e.request_type), short(sentence(e)), ''];
    }
    case 'call': {
      const code = record.response?.retcode;
      return [short(record.action), short(JSON.stringify(record.params ?? {}).slice(0, 240)), `${code ? `${short(code)} · ` : ''}${ms(record.ms)}`];
    }
    case 'report': return [short(record.target), short(record.message ?? ''), `${record.status ?? '–'} · ${ms(record.ms)}`];
    case 'connection': return [word('connection', record.state), short(`${record.peer} ${record.role ?? ''} ${record.message ?? ''}`), ''];
    case 'omitted': return ['', t('trace.omitted', { n: record.count }), ''];
    default: return [short(record.code ?? record.kind), short(record.message ?? ''), ''];
  }
}
