// The people of a group, and what the speaker can do to them.
import { html, useState } from './vendor.js';
import { t } from './i18n.js';
import { selfId, world } from './state.js';
import { nameOf } from './names.js';
import { deeds, invite, muteAll } from './people.js';
import { speaker } from './speaker.js';
import { Avatar } from './avatar.js';
import { Text } from './text.js';

const RANK = { owner: 0, admin: 1, member: 2 };

export const mutedUntil = (group, id) =>
  (world.value?.bans ?? []).find(b => b.group_id === group && b.user_id === id && !b.anonymous && (b.until === null || b.until * 1000 > Date.now()));

function Member({ group, member, open, toggle }) {
  const id = member.user_id;
  const by = speaker(`group:${group}`);
  const muted = mutedUntil(group, id);
  const button = (deed, label) => html`<button type="button" class="small" onClick=${() => deeds[deed](group, by, id, member.role)}>${label}</button>`;
  return html`<li class=${open ? 'member open' : 'member'}>
    <button type="button" class="who" aria-expanded=${open} onClick=${toggle}>
      <${Avatar} id=${id} name=${nameOf(id, group)} bot=${id === selfId.value} />
      <span class="who"><bdi>${nameOf(id, group)}</bdi><small>${id}${id === selfId.value ? ` · ${t('bot')}` : ''}</small></span>
      ${muted && html`<span class="tag warn">${t('member.muted')}</span>`}
      ${member.title && html`<span class="tag"><${Text} value=${member.title} /></span>`}
      ${member.role !== 'member' && html`<span class=${`tag ${member.role}`}>${t(`role.${member.role}`)}</span>`}
    </button>
    ${open && html`<div class="row wrap">
      ${button('poke', t('member.poke'))}
      ${muted ? button('unmute', t('member.unmute')) : button('mute', t('member.mute'))}
      ${member.role !== 'owner' && button('admin', t(member.role === 'admin' ? 'member.unadmin' : 'member.admin'))}
      ${button('card', t('card'))} ${button('title', t('title'))}
      ${id !== selfId.value && button('leave', t('member.leave'))}
      ${button('kick', t('member.kick'))}</div>`}
  </li>`;
}

/** `close` takes the list away, where it lies over the conversation. */
export function Members({ group, close }) {
  const [open, setOpen] = useState(0);
  const people = [...group.members].sort((a, b) => RANK[a.role] - RANK[b.role] || a.user_id - b.user_id);
  const id = group.group_id;
  const escape = e => e.key === 'Escape' && matchMedia('(max-width: 1000px)').matches && close();
  return html`<aside class="members" aria-label=${t('members')} onKeyDown=${escape}>
    <div class="bar"><h2>${t('members')}</h2>
      <button type="button" class="small" onClick=${() => invite(id, speaker(`group:${id}`))}>${t('member.invite')}</button>
      <button type="button" class="small" aria-pressed=${group.whole_ban} onClick=${() => muteAll(id, speaker(`group:${id}`), !group.whole_ban)}>${t('member.muteall')}</button>
      <button type="button" class="small narrow" aria-label=${t('close')} onClick=${close}>×</button></div>
    <ul class="scroll">${people.map(m => html`<${Member} key=${m.user_id} group=${id} member=${m} open=${open === m.user_id}
      toggle=${() => setOpen(open === m.user_id ? 0 : m.user_id)} />`)}</ul></aside>`;
}
