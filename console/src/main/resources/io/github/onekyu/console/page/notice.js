// What happened, in one quiet line.
import { html } from './vendor.js';
import { t, clock } from './i18n.js';
import { nameOf } from './names.js';
import { go } from './state.js';
import { Text } from './text.js';

/** The key of the sentence that tells an event. */
export function sentenceKey(event) {
  if (event.post_type === 'request') {
    return event.request_type === 'friend' ? 'friend' : event.sub_type === 'invite' ? 'invite' : 'add';
  }
  const { notice_type: type, sub_type: sub } = event;
  if (type === 'group_ban' && !event.user_id) {
    return sub === 'lift_ban' ? 'whole_lift' : 'whole_ban';
  }
  return type === 'notify' || type === 'group_decrease' || type === 'group_increase' || type === 'group_admin' || type === 'essence' || type === 'group_ban'
    ? `${type}.${sub}` : type;
}

const KNOWN = new Set(['group_increase.approve', 'group_increase.invite', 'group_decrease.leave', 'group_decrease.kick', 'group_decrease.kick_me',
  'group_admin.set', 'group_admin.unset', 'group_ban.ban', 'group_ban.lift_ban', 'whole_ban', 'whole_lift', 'group_card', 'group_recall',
  'friend_recall', 'friend_add', 'group_upload', 'offline_file', 'essence.add', 'essence.delete', 'group_msg_emoji_like', 'notify.poke',
  'notify.lucky_king', 'notify.honor', 'notify.title']);

export function sentence(event) {
  const name = id => nameOf(id, event.group_id);
  if (event.post_type === 'request') {
    return `${name(event.user_id)} ${t(`request.${sentenceKey(event)}`, { group: event.group_id ?? '' })}`;
  }
  const key = sentenceKey(event);
  const values = {
    user: name(event.user_id), by: name(event.operator_id ?? event.sender_id ?? event.user_id), target: name(event.target_id),
    seconds: event.duration, card: event.card_new, title: event.title, file: event.file?.name, honor: event.honor_type,
  };
  return KNOWN.has(key) ? t(`notice.${key}`, values) : t('notice.other', { type: key, ...values });
}

export function Notice({ record }) {
  return html`<p class="notice"><button type="button" class="plain" title=${t('trace.show')} onClick=${() => go('trace', `event/${record.event_id}`)}>
    <${Text} value=${sentence(record.event)} /> <time>${clock(record.time)}</time></button></p>`;
}
