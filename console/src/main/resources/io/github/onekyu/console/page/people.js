// What people do to each other: each is a notice or a request of the protocol, which the world follows.
import { t } from './i18n.js';
import { post } from './api.js';
import { ask } from './dialog.js';
import { attempt, loadWorld, selfId } from './state.js';
import { nameOf } from './names.js';

const happen = async (notice, done) => {
  await post('/sandbox/v1/notices', notice);
  await loadWorld();
  return done ?? true;
};
const now = (notice, done) => attempt(() => happen(notice), done ?? t('done'));
const inGroup = (group, fields) => ({ group_id: group, ...fields });

/** `by` does it to `to` in the group. */
export const deeds = {
  poke: (group, by, to) => now({ notice_type: 'notify', sub_type: 'poke', user_id: by, target_id: to, ...(group ? { group_id: group } : {}) }),
  mute: (group, by, to) => ask({
    title: t('mute.title', { name: nameOf(to, group) }), action: t('member.mute'),
    fields: [{ name: 'duration', label: t('mute.seconds'), type: 'number', value: 600, required: true }],
    submit: ({ duration }) => happen(inGroup(group, { notice_type: 'group_ban', sub_type: 'ban', user_id: to, operator_id: by, duration })),
  }),
  unmute: (group, by, to) => now(inGroup(group, { notice_type: 'group_ban', sub_type: 'lift_ban', user_id: to, operator_id: by })),
  kick: (group, by, to) => ask({
    title: t('kick.title', { name: nameOf(to, group) }), action: t('member.kick'), danger: true,
    submit: () => happen(inGroup(group, { notice_type: 'group_decrease', sub_type: to === selfId.value ? 'kick_me' : 'kick', user_id: to, operator_id: by })),
  }),
  admin: (group, by, to, role) => now(inGroup(group, { notice_type: 'group_admin', sub_type: role === 'admin' ? 'unset' : 'set', user_id: to })),
  card: (group, by, to) => ask({
    title: t('card.title', { name: nameOf(to, group) }), fields: [{ name: 'card_new', label: t('card') }],
    submit: ({ card_new }) => happen(inGroup(group, { notice_type: 'group_card', user_id: to, card_new })),
  }),
  title: (group, by, to) => ask({
    title: t('title.title', { name: nameOf(to, group) }), fields: [{ name: 'title', label: t('title') }],
    submit: ({ title }) => happen(inGroup(group, { notice_type: 'notify', sub_type: 'title', user_id: to, title })),
  }),
  leave: (group, by, to) => ask({
    title: t('leave.title', { name: nameOf(to, group) }), action: t('member.leave'), danger: true,
    submit: () => happen(inGroup(group, { notice_type: 'group_decrease', sub_type: 'leave', user_id: to })),
  }),
};

export const muteAll = (group, by, on) =>
  now(inGroup(group, { notice_type: 'group_ban', sub_type: on ? 'ban' : 'lift_ban', user_id: 0, operator_id: by }));

export const invite = (group, by) => ask({
  title: t('invite.title'), text: t('invite.text'),
  fields: [{ name: 'user_id', label: t('user_id'), type: 'number', required: true }],
  submit: ({ user_id }) => happen(inGroup(group, { notice_type: 'group_increase', sub_type: by ? 'invite' : 'approve', user_id, ...(by ? { operator_id: by } : {}) })),
});

export const recall = (chat, message, by) => now(chat.group
  ? { notice_type: 'group_recall', group_id: chat.group, message_id: message.message_id, operator_id: by }
  : { notice_type: 'friend_recall', message_id: message.message_id });

export const newRequest = () => ask({
  title: t('request.new'), action: t('request.send'),
  fields: [
    { name: 'kind', label: t('request.kind'), type: 'select', options: [['friend', t('request.kind.friend')], ['add', t('request.kind.add')], ['invite', t('request.kind.invite')]] },
    { name: 'user_id', label: t('user_id'), type: 'number', required: true },
    { name: 'group_id', label: t('request.group_id'), type: 'number' },
    { name: 'nickname', label: t('nickname') },
    { name: 'comment', label: t('request.comment') },
  ],
  submit: async v => {
    const body = { request_type: v.kind === 'friend' ? 'friend' : 'group', user_id: v.user_id };
    if (v.kind !== 'friend') {
      Object.assign(body, { sub_type: v.kind, group_id: v.group_id });
    }
    for (const name of ['nickname', 'comment']) {
      if (v[name]) {
        body[name] = v[name];
      }
    }
    await post('/sandbox/v1/requests', body);
    await loadWorld();
  },
});
