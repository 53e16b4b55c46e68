// Messages as segments and as CQ code, and what a person typed into segments.
const text = value => value.replace(/&/g, '&amp;').replace(/\[/g, '&#91;').replace(/]/g, '&#93;');
const value = v => text(typeof v === 'object' ? JSON.stringify(v) : String(v)).replace(/,/g, '&#44;');

export const segmentsOf = message =>
  Array.isArray(message) ? message
    : typeof message === 'string' ? [{ type: 'text', data: { text: message } }]
      : message ? [message] : [];

export function cqCode(message) {
  return segmentsOf(message).map(({ type, data = {} }) => type === 'text'
    ? text(String(data.text ?? ''))
    : `[CQ:${type}${Object.entries(data ?? {}).map(([k, v]) => `,${k}=${value(v)}`).join('')}]`).join('');
}

/** One line of words for lists; media are named by the given function. */
export function preview(message, name) {
  return segmentsOf(message).map(({ type, data }) =>
    type === 'text' ? String(data?.text ?? '').slice(0, 200) : type === 'at' ? `@${data?.qq} ` : `[${name(type)}]`)
    .join('').slice(0, 200);
}

// What the @ and face buttons put into the text, readable while it is being written.
const TOKEN = /@[^@()\n]{0,60}\((\d{1,20}|all)\)|\[face:(\d{1,6})]/g;

export const atToken = (name, id) => `@${name.replace(/[@()\n]/g, '')}(${id}) `;
export const faceToken = id => `[face:${id}]`;

export function typed(input) {
  const segments = [];
  let from = 0;
  const literal = until => {
    if (until > from) {
      segments.push({ type: 'text', data: { text: input.slice(from, until) } });
    }
  };
  for (const found of input.matchAll(TOKEN)) {
    literal(found.index);
    segments.push(found[1] ? { type: 'at', data: { qq: found[1] } } : { type: 'face', data: { id: found[2] } });
    from = found.index + found[0].length;
  }
  literal(input.length);
  return segments;
}
