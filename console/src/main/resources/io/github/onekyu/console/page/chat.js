// The chat tab: who there is, what was said, and the people of a group.
import { html, signal, useEffect } from './vendor.js';
import { t } from './i18n.js';
import { route, world } from './state.js';
import { unread } from './feed.js';
import { Contacts } from './contacts.js';
import { Conversation } from './conversation.js';
import { Composer } from './composer.js';
import { Forwarding, chosen } from './forward.js';
import { Members } from './members.js';
import { chatName, chatOf, groupOf } from './names.js';
import { chatOpened } from './conversations.js';

export const showMembers = signal(innerWidth >= 1100);
export const showSource = signal(false);

const known = key => /^(private|group|discuss):\d+$/.test(key);

export function Chat() {
  const first = world.value.friends[0] ? `private:${world.value.friends[0].user_id}`
    : world.value.groups[0] ? `group:${world.value.groups[0].group_id}` : '';
  const wanted = route.value.item;
  const key = known(wanted) ? wanted : innerWidth > 640 ? first : '';
  useEffect(() => {
    if (key) {
      chatOpened(key);
      chosen.value = [];
      unread.value = { ...unread.value, [key]: 0 };
    }
  }, [key]);
  if (!key) {
    return html`<div class="panes"><${Contacts} open="" /></div>`;
  }
  const chat = chatOf(key);
  const group = chat.group ? groupOf(chat.group) : null;
  return html`<div class=${`panes ${known(wanted) ? 'chosen' : ''} ${group && showMembers.value ? 'with-members' : ''}`}>
    <${Contacts} open=${key} />
    <section class="talk" aria-label=${t('chat.with', { name: chatName(key) })}>
      <div class="bar">
        <a class="back" href="#chat" aria-label=${t('chat.back')}>‹</a>
        <h2><bdi>${chatName(key)}</bdi> <small>${chat.id}</small></h2>
        <button type="button" class="quiet" aria-pressed=${showSource.value} title=${t('chat.source.hint')}
          onClick=${() => { showSource.value = !showSource.value; }}>${t('chat.source')}</button>
        ${group && html`<button type="button" class="quiet" aria-pressed=${showMembers.value} onClick=${() => { showMembers.value = !showMembers.value; }}>
          ${t('members.n', { n: group.members.length })}</button>`}
      </div>
      <${Conversation} key=${key} chat=${chat} source=${showSource.value} />
      <${Forwarding} chat=${chat} />
      <${Composer} key=${`c${key}`} chat=${chat} />
    </section>
    ${group && showMembers.value && html`<${Members} group=${group} close=${() => { showMembers.value = false; }} />`}
  </div>`;
}
