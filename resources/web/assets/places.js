// SPDX-License-Identifier: GPL-3.0-only
import {settings} from './words.js';

// Where a page leads on to: a path of this site, or an address that the server's configuration
// names. What a browser reads as another site is none of ours, however it is spelled.
const samePlace = (wanted, allowed) => wanted.origin + wanted.pathname === allowed.origin + allowed.pathname;

export function safeReturn(text) {
    if (!text || /[\u0000-\u0020\u007f\\]/.test(text) || !URL.canParse(text, location.origin))
        return '';
    const url = new URL(text, location.origin);
    const isHere = url.origin === location.origin && !url.pathname.startsWith('//'); // as /..//elsewhere.test would be
    if (text.startsWith('/'))
        return isHere ? url.pathname + url.search + url.hash : '';
    const isAllowed = settings.returnUrls.some(each => samePlace(url, new URL(each)));
    return isAllowed && !url.username && !url.password ? url.href : '';
}

export const query = new URLSearchParams(location.search);
export const goOn = () => location.assign(safeReturn(query.get('returnUrl')) || '/dashboard');

// The same page's wish carried on to another page.
export function withReturn(path) {
    const place = safeReturn(query.get('returnUrl'));
    if (!place)
        return path;
    return path + (path.includes('?') ? '&' : '?') + new URLSearchParams({returnUrl: place});
}

// A mailed token leaves the address bar and the history at once.
export function takeToken() {
    const token = query.get('token') ?? '';
    const rest = new URLSearchParams(query);
    rest.delete('token');
    history.replaceState(null, '', location.pathname + (rest.size ? '?' + rest : ''));
    return token;
}

// The way back goes along to the other pages of signing in.
export function carryReturn() {
    for (const link of document.querySelectorAll('a[href="/login"], a[href="/signup"], a[href="/forgot-password"]'))
        link.href = withReturn(link.getAttribute('href'));
}

export const toLogin = () => location.assign('/login?' + new URLSearchParams({returnUrl: location.pathname + location.search}));
