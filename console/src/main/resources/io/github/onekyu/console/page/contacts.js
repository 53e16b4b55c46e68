// The list of chats, and the requests that wait.
import { html, useState } from './vendor.js';
import { t } from './i18n.js';
import { world, requests, attempt, loadWorld } from './state.js';
import { act } from './api.js';
import { unread } from './feed.js';
import { chatName, nameOf } from './names.js';
import { Avatar } from './avatar.js';
import { Text, plain } from './text.js';
import { newRequest } from './people.js';

function Entry({ chat, open, id, group }) {
  const n = chat === open ? 0 : unread.value[chat] ?? 0;
  return html`<li><a href=${`#chat/${chat}`} aria-current=${chat === open ? 'true' : undefined}>
    <${Avatar} id=${id} name=${chatName(chat)} group=${group} />
    <span class="who"><bdi>${chatName(chat)}</bdi><small>${id}</small></span>
    ${n > 0 && html`<span class="count" aria-label=${t('chat.unread', { n })}>${n > 99 ? '99+' : n}</span>`}
  </a></li>`;
}

function Request({ request }) {
  const decide = approve => attempt(async () => {
    const group = request.request_type === 'group';
    const answer = await act(group ? 'set_group_add_request' : 'set_friend_add_request',
      group ? { flag: request.flag, sub_type: request.sub_type, approve } : { flag: request.flag, approve });
    if (answer.retcode > 1) {
      throw new Error(answer.wording ?? answer.message ?? t('call.failed', { retcode: answer.retcode }));
    }
    await loadWorld();
  }, t(approve ? 'request.approved' : 'request.refused'));
  const what = request.request_type === 'friend' ? 'friend' : request.sub_type === 'invite' ? 'invite' : 'add';
  return html`<li class="request">
    <p><b><bdi>${nameOf(request.user_id)}</bdi></b> ${t(`request.${what}`, { group: request.group_id ?? '' })}</p>
    ${request.comment && html`<p class="muted">“<${Text} value=${request.comment} />”</p>`}
    <div class="row"><button type="button" class="primary small" onClick=${() => decide(true)}>${t('request.approve')}</button>
      <button type="button" class="small" onClick=${() => decide(false)}>${t('request.refuse')}</button></div></li>`;
}

export function Contacts({ open }) {
  const [search, setSearch] = useState('');
  const fits = (...texts) => texts.some(x => plain(x).toLowerCase().includes(search.toLowerCase()));
  const w = world.value;
  const pending = requests.value.filter(r => r.state === 'pending');
  const friends = w.friends.filter(f => fits(f.nickname, f.remark, f.user_id));
  const groups = w.groups.filter(g => fits(g.group_name, g.group_id));
  return html`<aside class="contacts" aria-label=${t('contacts')}>
    <div class="bar"><input type="search" aria-label=${t('contacts.search')} placeholder=${t('contacts.search')} value=${search}
      onInput=${e => setSearch(e.target.value)} /></div>
    <div class="scroll" tabindex="0" role="region" aria-label=${t('contacts')}>
    <h2 class="head">${t('contacts.requests')} <button type="button" class="add" aria-label=${t('request.new')} title=${t('request.new')} onClick=${newRequest}>+</button></h2>
    ${pending.length === 0 ? html`<p class="none">${t('request.none')}</p>`
      : html`<ul>${pending.map(r => html`<${Request} key=${r.flag} request=${r} />`)}</ul>`}
    <h2 class="head">${t('contacts.friends')} <small>${friends.length}</small></h2>
    <ul>${friends.map(f => html`<${Entry} key=${f.user_id} chat=${`private:${f.user_id}`} id=${f.user_id} open=${open} />`)}</ul>
    <h2 class="head">${t('contacts.groups')} <small>${groups.length}</small></h2>
    <ul>${groups.map(g => html`<${Entry} key=${g.group_id} chat=${`group:${g.group_id}`} id=${g.group_id} open=${open} group />`)}</ul>
    ${w.discusses.length > 0 && html`<h2 class="head">${t('contacts.discusses')}</h2>
      <ul>${w.discusses.map(d => html`<${Entry} key=${d.discuss_id} chat=${`discuss:${d.discuss_id}`} id=${d.discuss_id} open=${open} group />`)}</ul>`}
    </div></aside>`;
}
