// One message: who, what, and what became of it.
import { html, useState } from './vendor.js';
import { t, clock, ms } from './i18n.js';
import { selfId, go } from './state.js';
import { member, nameOf } from './names.js';
import { callOfMessage, callsOf, eventById, eventOfMessage } from './feed.js';
import { replyTo } from './conversations.js';
import { speaker } from './speaker.js';
import { recall, deeds } from './people.js';
import { cqCode, segmentsOf } from './cq.js';
import { choose, chosen } from './forward.js';
import { Avatar } from './avatar.js';
import { Segments } from './segments.js';
import { Json, plain } from './text.js';

/** Which peer and action sent it, and how long after the event it answers. */
function Origin({ message }) {
  const call = callOfMessage.get(message.message_id);
  const event = call?.answers ? eventById.get(call.answers) : null;
  const peer = call ? `${call.endpoint} ${call.peer}` : message.peer;
  if (!peer && !message.action) {
    return null;
  }
  const after = event ? call.time - event.time : null;
  const text = [plain(peer ?? ''), plain(call?.action ?? message.action ?? ''), call ? ms(call.ms) : '',
    after !== null ? t('message.after', { time: ms(Math.max(after, 0)) }) : ''].filter(Boolean).join(' · ');
  return html`<button type="button" class="origin plain" title=${t('trace.show')} disabled=${!call} onClick=${() => go('trace', `seq/${call.seq}`)}>${text}</button>`;
}

function Answered({ message, late }) {
  const record = eventOfMessage.get(message.message_id);
  if (!record) {
    return null;
  }
  const calls = callsOf.get(record.event_id);
  if (calls?.length) {
    return html`<button type="button" class="origin plain" title=${t('trace.show')} onClick=${() => go('trace', `event/${record.event_id}`)}>${t('message.answered', { n: calls.length })}</button>`;
  }
  return late ? html`<span class="origin">${t('message.unanswered')}</span>` : null;
}

/** `late`: whether an answer should have come by now. */
export function Message({ message, chat, at, late, source }) {
  const [open, setOpen] = useState(false);
  const mine = message.user_id === selfId.value;
  const name = message.anonymous?.name ?? nameOf(message.user_id, chat.group);
  const role = chat.group ? member(chat.group, message.user_id)?.role : null;
  const by = speaker(chat.key);
  const picked = chosen.value.some(m => m.message_id === message.message_id);
  return html`<article class=${`message ${mine ? 'bot' : ''} ${message.recalled ? 'recalled' : ''} ${picked ? 'picked' : ''}`} aria-label=${t('message.by', { name: plain(name) })}>
    <${Avatar} id=${message.user_id} name=${name} bot=${mine} />
    <div class="body">
      <p class="meta"><b><bdi>${plain(name)}</bdi></b>${mine && html`<span class="tag bot">${t('bot')}</span>`}
        ${role && role !== 'member' && html`<span class=${`tag ${role}`}>${t(`role.${role}`)}</span>`}
        <time>${clock(at)}</time></p>
      <div class="bubble"><${Segments} message=${message.message} chat=${chat} nodes=${message.nodes} /></div>
      ${message.recalled && html`<span class="tag warn">${t('message.recalled')}</span>`}
      ${(source || open) && html`<div class="source"><small>${t('source.array')}</small><${Json} value=${segmentsOf(message.message)} />
        <small>${t('source.string')}</small><${Json} value=${cqCode(message.message)} /></div>`}
      <p class="foot">${mine ? html`<${Origin} message=${message} />` : html`<${Answered} message=${message} late=${late} />`}</p>
    </div>
    <div class="tools">
      <button type="button" class="small" onClick=${() => { replyTo.value = message; document.getElementById('say')?.focus(); }}>${t('message.reply')}</button>
      ${!message.recalled && html`<button type="button" class="small" onClick=${() => recall(chat, message, by)}>${t('message.recall')}</button>`}
      <button type="button" class="small" onClick=${() => deeds.poke(chat.group, by, message.user_id)}>${t('member.poke')}</button>
      <button type="button" class="small" aria-expanded=${open} onClick=${() => setOpen(!open)}>${t('message.source')}</button>
      ${!message.recalled && html`<button type="button" class="small" aria-pressed=${picked} onClick=${() => choose(message)}>${t('message.choose')}</button>`}
    </div>
  </article>`;
}
