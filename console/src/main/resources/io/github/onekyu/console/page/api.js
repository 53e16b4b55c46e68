// Talks to the console: JSON in, JSON out, and errors that carry the console's own words.
import { signal } from './vendor.js';

/** The account that calls are meant for; null while there is only one. Set by `choose` in state.js. */
export const chosenAccount = signal(null);

export class ApiError extends Error {
  constructor(status, code, message, problems) {
    super(message);
    this.status = status;
    this.code = code;
    this.problems = problems;
  }
}

/** The path with a query that names the account, too; `self_id: null` in the query leaves it open. */
export function address(path, query = {}) {
  const values = { self_id: chosenAccount.value, ...query };
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length ? `${path}?${new URLSearchParams(given)}` : path;
}

export async function call(method, path, body, query) {
  const options = { method, headers: {} };
  if (body !== undefined) {
    options.headers['Content-Type'] = 'application/json';
    options.body = typeof body === 'string' ? body : JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(address(path, query), options);
  } catch (e) {
    throw new ApiError(0, null, e.message);
  }
  const text = await response.text();
  let answer = null;
  try {
    answer = text === '' ? {} : JSON.parse(text);
  } catch (e) {
    // A proxy in between may answer with a page; its status line says more than its markup.
  }
  if (!response.ok || answer === null) {
    const error = answer?.error ?? {};
    throw new ApiError(response.status, error.code ?? null,
      error.message ?? `${response.status} ${response.statusText}`, answer?.problems);
  }
  return answer;
}

export const get = (path, query) => call('GET', path, undefined, query);
export const post = (path, body = {}) => call('POST', path, body);
export const put = (path, body) => call('PUT', path, body);
export const del = path => call('DELETE', path);

/** A call of an action of the account itself, as a bot would make it. */
export const act = (action, params, endpoint) =>
  post(`/admin/v1/actions/${encodeURIComponent(action)}`, endpoint ? { params, endpoint } : { params });
