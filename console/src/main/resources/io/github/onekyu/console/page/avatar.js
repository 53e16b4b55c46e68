// A picture of somebody: their first letter on a colour of their own. Nothing is fetched.
import { html } from './vendor.js';
import { hue } from './names.js';

export function Avatar({ id, name, group = false, bot = false }) {
  const letter = [...String(name).trim()][0] ?? '?';
  return html`<span aria-hidden="true" class=${`avatar hue${hue(id)}${group ? ' group' : ''}${bot ? ' bot' : ''}`}>${letter.toUpperCase()}</span>`;
}
