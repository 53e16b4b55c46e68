// Several messages chosen to be forwarded as one.
import { html, signal } from './vendor.js';
import { t } from './i18n.js';
import { post } from './api.js';
import { ask } from './dialog.js';
import { world } from './state.js';
import { chatName, chatOf, nameOf } from './names.js';
import { placeOf, speaker } from './speaker.js';
import { chatChanged } from './conversations.js';
import { segmentsOf } from './cq.js';

/** The chosen messages of the open chat. */
export const chosen = signal([]);

export const choose = message => {
  const without = chosen.value.filter(m => m.message_id !== message.message_id);
  chosen.value = without.length < chosen.value.length ? without : [...without, message].sort((a, b) => a.message_id - b.message_id);
};

const node = (message, chat) => ({ type: 'node', data: {
  user_id: String(message.user_id),
  nickname: message.anonymous?.name ?? nameOf(message.user_id, chat.group),
  content: message.nodes ?? segmentsOf(message.message),
  time: String(message.time),
} });

function send(chat) {
  const keys = new Set([chat.key, ...world.value.friends.map(f => `private:${f.user_id}`), ...world.value.groups.map(g => `group:${g.group_id}`)]);
  ask({
    title: t('forward.title', { n: chosen.value.length }), action: t('forward.send'),
    fields: [{ name: 'to', label: t('forward.to'), type: 'select', value: chat.key, options: [...keys].map(key => [key, chatName(key)]) }],
    submit: async ({ to }) => {
      await post('/sandbox/v1/messages', { ...placeOf(chatOf(to), speaker(to)), message: chosen.value.map(m => node(m, chat)) });
      chosen.value = [];
      chatChanged();
    },
  });
}

export const Forwarding = ({ chat }) => chosen.value.length > 0 && html`<div class="row forwarding" role="group" aria-label=${t('segment.forward')}>
  <span>${t('forward.chosen', { n: chosen.value.length })}</span><span class="space"></span>
  <button type="button" class="primary small" onClick=${() => send(chat)}>${t('forward.send')}</button>
  <button type="button" class="small" onClick=${() => { chosen.value = []; }}>${t('cancel')}</button></div>`;
