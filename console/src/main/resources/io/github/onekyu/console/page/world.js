// The world's editor: people, friends, groups; faults; export, import and reset.
import { html, useRef } from './vendor.js';
import { t } from './i18n.js';
import { world, account, attempt, loadWorld, selfId } from './state.js';
import { get, post, put, del } from './api.js';
import { ask } from './dialog.js';
import { nameOf } from './names.js';
import { save } from './media.js';
import { Text, short } from './text.js';
import { Faults } from './faults.js';

const SEX = () => [['unknown', t('sex.unknown')], ['male', t('sex.male')], ['female', t('sex.female')]];
const ROLES = () => ['owner', 'admin', 'member'].map(r => [r, t(`role.${r}`)]);
const saved = path => async ({ id, ...fields }) => {
  await put(path(id), fields);
  await loadWorld();
};

const editAccount = a => ask({
  title: t('world.account.edit', { name: short(a.nickname) }),
  fields: [{ name: 'nickname', label: t('nickname'), value: a.nickname, required: true },
    { name: 'sex', label: t('sex'), type: 'select', options: SEX(), value: a.sex }, { name: 'age', label: t('age'), type: 'number', value: a.age },
    { name: 'area', label: t('area'), value: a.area },
    { name: 'status', label: t('world.status'), type: 'number', value: a.status, hint: t('world.status.hint') },
    { name: 'ext_status', label: t('world.extstatus'), type: 'number', value: a.ext_status }, { name: 'battery_status', label: t('world.battery'), type: 'number', value: a.battery_status }],
  submit: saved(() => '/sandbox/v1/account'),
});

const editFriend = f => ask({
  title: f ? t('world.friend.edit', { name: nameOf(f.user_id) }) : t('world.friend.new'),
  fields: [...(f ? [] : [{ name: 'id', label: t('user_id'), type: 'number', required: true }]),
    { name: 'nickname', label: t('nickname'), value: f?.nickname }, { name: 'remark', label: t('remark'), value: f?.remark },
    { name: 'sex', label: t('sex'), type: 'select', options: SEX(), value: world.value.users.find(u => u.user_id === f?.user_id)?.sex },
    { name: 'age', label: t('age'), type: 'number', value: world.value.users.find(u => u.user_id === f?.user_id)?.age ?? 20 }],
  submit: saved(id => `/sandbox/v1/friends/${f?.user_id ?? id}`),
});

const editGroup = g => ask({
  title: g ? t('world.group.edit', { name: g.group_name }) : t('world.group.new'),
  fields: [...(g ? [] : [{ name: 'id', label: t('request.group_id'), type: 'number', required: true }]),
    { name: 'group_name', label: t('world.group.name'), value: g?.group_name },
    ...(g ? [{ name: 'max_member_count', label: t('world.group.max'), type: 'number', value: g.max_member_count },
      { name: 'whole_ban', label: t('member.muteall'), type: 'check', value: g.whole_ban }, { name: 'anonymous', label: t('world.group.anonymous'), type: 'check', value: g.anonymous }]
      : [{ name: 'owner_id', label: t('role.owner'), type: 'number', required: true, hint: t('user_id') }, { name: 'role', label: t('world.bot.role'), type: 'select', options: ROLES().slice(1), value: 'member' }])],
  submit: saved(id => `/sandbox/v1/groups/${g?.group_id ?? id}`),
});

const editMember = (g, m) => ask({
  title: m ? t('world.member.edit', { name: nameOf(m.user_id, g.group_id) }) : t('world.member.new'),
  fields: [...(m ? [] : [{ name: 'id', label: t('user_id'), type: 'number', required: true }, { name: 'nickname', label: t('nickname') }]),
    { name: 'role', label: t('role'), type: 'select', options: ROLES(), value: m?.role ?? 'member' },
    { name: 'card', label: t('card'), value: m?.card }, { name: 'title', label: t('title'), value: m?.title }, { name: 'level', label: t('level'), value: m?.level ?? '1' }],
  submit: async ({ nickname, ...v }) => saved(id => `/sandbox/v1/groups/${g.group_id}/members/${m?.user_id ?? id}`)(nickname ? { nickname, ...v } : v),
});

const remove = (path, name) => ask({
  title: t('world.delete', { name }), action: t('delete'), danger: true,
  submit: async () => { await del(path); await loadWorld(); },
});

const Buttons = ({ name, edit, drop }) => html`<td class="end"><button type="button" class="small" aria-label=${t('world.edit', { name })} onClick=${edit}>${t('edit')}</button>
  ${drop && html`<button type="button" class="small" aria-label=${t('world.delete', { name })} onClick=${drop}>${t('delete')}</button>`}</td>`;

function Table({ heads, label, children }) {
  return html`<div class="table" tabindex="0" role="group" aria-label=${label}><table><thead><tr>${heads.map(h => html`<th scope="col">${h}</th>`)}<th><span class="hidden">${t('actions')}</span></th></tr></thead><tbody>${children}</tbody></table></div>`;
}

function Group({ group: g }) {
  const path = `/sandbox/v1/groups/${g.group_id}`;
  return html`<details><summary><b><bdi>${short(g.group_name)}</bdi></b> <small>${g.group_id} · ${t('members.n', { n: g.members.length })}</small></summary>
    <div class="row wrap"><button type="button" class="small" onClick=${() => editGroup(g)}>${t('edit')}</button>
      <button type="button" class="small" onClick=${() => editMember(g)}>${t('world.member.new')}</button>
      <button type="button" class="small" onClick=${() => remove(path, g.group_name)}>${t('delete')}</button></div>
    <${Table} label=${t('members')} heads=${[t('user_id'), t('nickname'), t('card'), t('title'), t('role')]}>${g.members.map(m => html`<tr key=${m.user_id}><td class="mono">${m.user_id}</td><td><${Text} value=${m.nickname} /></td>
      <td><${Text} value=${m.card} /></td><td><${Text} value=${m.title} /></td><td>${t(`role.${m.role}`)}</td>
      <${Buttons} name=${nameOf(m.user_id, g.group_id)} edit=${() => editMember(g, m)} drop=${m.user_id !== selfId.value && (() => remove(`${path}/members/${m.user_id}`, nameOf(m.user_id, g.group_id)))} /></tr>`)}</${Table}></details>`;
}

function Whole() {
  const file = useRef(null);
  const load = async e => {
    const text = await e.target.files[0]?.text();
    e.target.value = '';
    if (text) {
      ask({ title: t('world.import'), text: t('world.import.text'), action: t('world.import'), danger: true, submit: async () => { await put('/sandbox/v1/world/import', text); await loadWorld(); } });
    }
  };
  return html`<div class="row wrap"><button type="button" onClick=${() => attempt(async () => save(`onekyu-world-${selfId.value}.json`, 'application/json', JSON.stringify(await get('/sandbox/v1/world/export'), null, 2)))}>${t('world.export')}</button>
    <button type="button" onClick=${() => file.current.click()}>${t('world.import')}</button><input type="file" hidden accept="application/json,.json" ref=${file} aria-label=${t('world.import')} onChange=${load} />
    <button type="button" class="danger" onClick=${() => ask({ title: t('world.reset'), text: t('world.reset.text'), action: t('world.reset'), danger: true, submit: async () => { await post('/sandbox/v1/reset'); await loadWorld(); } })}>${t('world.reset')}</button></div>`;
}

export function World() {
  const w = world.value;
  return html`<div class="page">
    <section class="card" aria-label=${t('account')}><div class="row wrap"><h2>${t('account')}</h2><span class="space"></span><${Whole} /></div>
      ${w.accounts.map(a => html`<p><b><bdi>${short(a.nickname)}</bdi></b> <span class="mono muted">${a.self_id}</span> <span class=${`tag ${a.online ? 'ok' : 'bad'}`}>${t(a.online ? 'online' : 'offline')}</span> <span class="muted">${account.value?.backend ?? ''}</span>${' '}
        <button type="button" class="small" aria-label=${t('world.edit', { name: short(a.nickname) })} onClick=${() => editAccount(a)}>${t('edit')}</button></p>`)}</section>
    <section class="card" aria-label=${t('contacts.friends')}><div class="row"><h2>${t('contacts.friends')}</h2><span class="space"></span><button type="button" class="small" onClick=${() => editFriend()}>${t('world.friend.new')}</button></div>
      <${Table} label=${t('contacts.friends')} heads=${[t('user_id'), t('nickname'), t('remark')]}>${w.friends.map(f => html`<tr key=${f.user_id}><td class="mono">${f.user_id}</td><td><${Text} value=${f.nickname} /></td><td><${Text} value=${f.remark} /></td>
        <${Buttons} name=${nameOf(f.user_id)} edit=${() => editFriend(f)} drop=${() => remove(`/sandbox/v1/friends/${f.user_id}`, nameOf(f.user_id))} /></tr>`)}</${Table}></section>
    <section class="card" aria-label=${t('contacts.groups')}><div class="row"><h2>${t('contacts.groups')}</h2><span class="space"></span><button type="button" class="small" onClick=${() => editGroup()}>${t('world.group.new')}</button></div>
      ${w.groups.map(g => html`<${Group} key=${g.group_id} group=${g} />`)}</section>
    <${Faults} /></div>`;
}
