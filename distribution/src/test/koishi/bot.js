// A koishi bot with one rule: whoever says "ping <word>" is answered "pong <word>".
//
// Settings come from the environment, so that the test decides them:
//   KOISHI_PROTOCOL  ws (koishi dials Onekyu) or ws-reverse (Onekyu dials koishi)
//   KOISHI_ENDPOINT  ws: the address of Onekyu's WebSocket server
//   KOISHI_PORT      ws-reverse: the port koishi listens on
//   KOISHI_SELF_ID, KOISHI_TOKEN
//
// What happens is told on standard output, one line each, for the test to wait on:
//   LISTENING, STATUS <bot id> <status>, HEARD <channel> <text>, SENT <message id>
const { Context, Logger, Universal } = require('koishi')
const http = require('@koishijs/plugin-http')
const server = require('@koishijs/plugin-server')
const onebot = require('koishi-plugin-adapter-onebot')

const { KOISHI_PROTOCOL, KOISHI_ENDPOINT, KOISHI_PORT, KOISHI_SELF_ID, KOISHI_TOKEN } = process.env
const plugin = (module) => module.default ?? module
const say = (...words) => console.log(words.join(' '))

Logger.levels.base = Number(process.env.KOISHI_LOG ?? 1)

const app = new Context({})
app.plugin(plugin(http))
const reverse = KOISHI_PROTOCOL === 'ws-reverse'
if (reverse) {
  app.plugin(plugin(server), { host: '127.0.0.1', port: Number(KOISHI_PORT) })
}
app.plugin(plugin(onebot), {
  protocol: KOISHI_PROTOCOL,
  selfId: KOISHI_SELF_ID,
  ...(KOISHI_TOKEN ? { token: KOISHI_TOKEN } : {}),
  ...(reverse ? { path: '/onebot' } : { endpoint: KOISHI_ENDPOINT, retryInterval: 300, retryTimes: 20 }),
})

app.on('bot-status-updated', (bot) => say('STATUS', bot.selfId, Universal.Status[bot.status] ?? bot.status))
app.on('message', async (session) => {
  say('HEARD', session.channelId, session.content)
  const ping = /^ping (\S+)$/.exec(session.content)
  if (ping) {
    const ids = await session.send(`pong ${ping[1]}`)
    say('SENT', ids.join(','))
  }
})
app.on('ready', () => say('LISTENING'))
app.start().catch((error) => {
  console.error(error)
  process.exit(1)
})
process.on('SIGTERM', () => process.exit(0))
