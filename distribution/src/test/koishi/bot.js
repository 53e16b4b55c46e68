// A koishi bot with a few manners:
//
//   ping <words>   is answered "pong <words>", where it was said
//   /ping          is answered "pong"
//   recall         is answered "oops", which is taken back at once
//   list           tells the friends, the groups and the members of group 20001 on standard output
//   a friend request is approved, unless it says "by hand"
//
// Settings come from the environment, so that the test decides them:
//   KOISHI_PROTOCOL  ws (koishi dials Onekyu), ws-reverse (Onekyu dials koishi) or http (both dial: calls and reports)
//   KOISHI_ENDPOINT  ws, http: the address of Onekyu
//   KOISHI_PORT      ws-reverse, http: the port koishi listens on
//   KOISHI_SECRET    http: what reports are signed with
//   KOISHI_SELF_ID, KOISHI_TOKEN
//
// What happens is told on standard output, one line each, for the test to wait on:
//   LISTENING (if it has a port), STATUS <bot id> <status>, ONLINE <bot id> <nickname>, FAILED <why>, HEARD <channel> <text>, SENT <message id>,
//   RECALLED <message id> ok, FRIENDS …, GROUPS …, MEMBERS …, ASKED <user> <comment>, FRIEND <user>
const { Context, Logger, Universal } = require('koishi')
const http = require('@koishijs/plugin-http')
const server = require('@koishijs/plugin-server')
const onebot = require('koishi-plugin-adapter-onebot')

const { KOISHI_PROTOCOL, KOISHI_ENDPOINT, KOISHI_PORT, KOISHI_SECRET, KOISHI_SELF_ID, KOISHI_TOKEN } = process.env
const plugin = (module) => module.default ?? module
const say = (...words) => console.log(words.join(' '))
const sorted = (entries) => entries.sort().join(', ')

// 2 also tells why a connection failed
Logger.levels.base = Number(process.env.KOISHI_LOG ?? 2)

const app = new Context({})
app.plugin(plugin(http))
if (KOISHI_PORT) {
  app.plugin(plugin(server), { host: '127.0.0.1', port: Number(KOISHI_PORT) })
  // Adapter 6.9.4 looks for a report where no released server puts it: reading koa's ctx.body, which is the response.
  app.inject(['server'], (ctx) => {
    ctx.server.post('/onebot', (koa, next) => {
      koa.body = koa.request.body
      return next()
    })
  })
}
app.plugin(plugin(onebot), {
  protocol: KOISHI_PROTOCOL,
  selfId: KOISHI_SELF_ID,
  ...(KOISHI_TOKEN ? { token: KOISHI_TOKEN } : {}),
  ...(KOISHI_SECRET ? { secret: KOISHI_SECRET } : {}),
  ...(KOISHI_ENDPOINT ? { endpoint: KOISHI_ENDPOINT } : {}),
  ...(KOISHI_PORT ? { path: '/onebot' } : { retryInterval: 300, retryTimes: 20 }),
})

app.on('bot-status-updated', (bot) => {
  const status = Universal.Status[bot.status] ?? bot.status
  say('STATUS', bot.selfId, status)
  if (status === 'ONLINE') say('ONLINE', bot.user.id, bot.user.name)
  // the reason is set just after the status
  queueMicrotask(() => bot.error && say('FAILED', bot.error.response?.status ?? bot.error.message))
})

app.on('message', async (session) => {
  say('HEARD', session.channelId, session.content)
  if (session.content.startsWith('ping ')) {
    await send(session, 'pong ' + session.content.slice('ping '.length))
  } else if (session.content === '/ping') {
    await send(session, 'pong')
  } else if (session.content === 'recall') {
    const id = await send(session, 'oops')
    await session.bot.deleteMessage(session.channelId, id)
    say('RECALLED', id, 'ok')
  } else if (session.content === 'list') {
    const { bot } = session
    say('FRIENDS', sorted((await bot.getFriendList()).data.map((user) => `${user.id}=${user.name}`)))
    say('GROUPS', sorted((await bot.getGuildList()).data.map((group) => `${group.id}=${group.name}`)))
    const members = (await bot.getGuildMemberList('20001')).data
    say('MEMBERS', sorted(members.map((member) => `${member.user.id}=${member.roles[0].id}`)))
  }
})

async function send(session, text) {
  const [id] = await session.send(text)
  say('SENT', id)
  return id
}

app.on('friend-request', async (session) => {
  say('ASKED', session.userId, session.content)
  if (session.content !== 'by hand') await session.bot.handleFriendRequest(session.messageId, true)
})
app.on('friend-added', (session) => say('FRIEND', session.userId))

app.on('server/ready', () => say('LISTENING'))
app.start().catch((error) => {
  console.error(error)
  process.exit(1)
})
process.on('SIGTERM', () => process.exit(0))
