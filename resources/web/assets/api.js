// SPDX-License-Identifier: GPL-3.0-only
// The public API, called with the cookies of this browser. An answer is {ok, status, body, retryAfter};
// status 0 is no answer at all.
async function send(method, path, body) {
    const init = {method, credentials: 'same-origin', headers: {Accept: 'application/json'}};
    if (body !== undefined) {
        init.headers['Content-Type'] = 'application/json';
        init.body = JSON.stringify(body);
    }
    try {
        const response = await fetch(path, init);
        const text = await response.text();
        const isJson = (response.headers.get('Content-Type') ?? '').startsWith('application/json');
        return {ok: response.ok, status: response.status, body: isJson && text ? JSON.parse(text) : text,
                retryAfter: Number(response.headers.get('Retry-After') ?? 0)};
    } catch {
        return {ok: false, status: 0, body: {}, retryAfter: 0};
    }
}

// An access cookie lives for an hour: the refresh cookie makes a new one, once.
export async function call(method, path, body) {
    const answer = await send(method, path, body);
    if (answer.status !== 401 || answer.body.code !== 'UNAUTHORIZED')
        return answer;
    const renewed = await send('POST', '/api/auth/refresh');
    return renewed.ok ? send(method, path, body) : answer;
}

export const get = path => call('GET', path);
export const post = (path, body) => call('POST', path, body);
export const remove = (path, body) => call('DELETE', path, body);
