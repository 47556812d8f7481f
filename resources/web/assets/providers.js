// SPDX-License-Identifier: GPL-3.0-only
// Who else can say who somebody is: the providers that this server's configuration names.
import {get} from './api.js';
import {byId, element, show} from './view.js';
import {say} from './words.js';

const spelled = {github: 'GitHub', gitlab: 'GitLab'};
export const nameOf = provider => spelled[provider] ?? provider.charAt(0).toUpperCase() + provider.slice(1);

export async function providers() {
    const answer = await get('/api/auth/external/providers');
    return answer.ok ? answer.body.providers : [];
}

// A place to go to, not a request: the provider's own page comes next.
export function providerLink(provider, flow, words) {
    const href = `/api/auth/oauth/${encodeURIComponent(provider)}?flow=${flow}`;
    return element('a', {href, className: 'button quiet', textContent: say(words, {provider: nameOf(provider)})});
}

export async function offerProviders() {
    const links = (await providers()).map(provider => providerLink(provider, 'login', 'login.with'));
    byId('providers').append(...links);
    show(byId('others'), links.length > 0);
}
