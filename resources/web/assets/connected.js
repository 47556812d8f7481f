// SPDX-License-Identifier: GPL-3.0-only
// The accounts elsewhere that sign somebody in here: connect one, take one away.
import {get, remove} from './api.js';
import {handle} from './form.js';
import {query} from './places.js';
import {nameOf, providerLink, providers} from './providers.js';
import {byId, element, notice, show} from './view.js';
import {day, say} from './words.js';

let chosen; // the account whose removal waits for the password
let mayBePlanted = false; // nobody has proven the address: connecting takes away what a stranger may have set (api.md 0.10)

function choose(account) {
    chosen = account;
    byId('disconnect-words').textContent = say('connected.confirm', {provider: nameOf(account.provider)});
    show(byId('disconnect-form'));
    byId('disconnect-password').focus();
}

function row(account) {
    const provider = nameOf(account.provider);
    const details = [account.displayName, account.email, say('connected.since', {day: day(account.createdAt)})];
    const words = element('div', {}, element('strong', {textContent: provider}),
                          element('span', {className: 'hint', textContent: details.filter(Boolean).join(' · ')}));
    const button = element('button', {type: 'button', className: 'quiet', textContent: say('connected.remove')});
    button.setAttribute('aria-label', say('connected.remove_label', {provider}));
    button.addEventListener('click', () => choose(account));
    return element('li', {}, words, button);
}

async function list() {
    const answer = await get('/api/user/connected-accounts');
    return answer.ok ? answer.body.accounts : [];
}

async function refresh() {
    const [accounts, offered] = await Promise.all([list(), providers()]);
    const free = offered.filter(provider => !accounts.some(account => account.provider === provider));
    byId('connected-list').replaceChildren(...accounts.map(row));
    byId('connect').replaceChildren(...free.map(provider => providerLink(provider, 'link', 'connected.add')));
    show(byId('disconnect-form'), false);
    show(byId('connect-warning'), mayBePlanted && free.length > 0);
    const isUseful = accounts.length + free.length > 0;
    show(byId('connected'), isUseful);
    show(byId('connected-jump'), isUseful);
    return {accounts, free};
}

// A provider's page sends people back with ?linked=; another site that started linking ends at
// ?link=, where somebody has to want it (api.md 0.8).
function tellOfQuery({accounts, free}) {
    const linked = query.get('linked');
    if (accounts.some(account => account.provider === linked))
        notice(say('connected.linked', {provider: nameOf(linked)}));
    const wanted = query.get('link');
    if (!free.includes(wanted))
        return;
    notice(say('connected.wanted', {provider: nameOf(wanted)}));
    byId('notice').append(element('br'), providerLink(wanted, 'link', 'connected.add'));
}

export async function showConnected(user) {
    mayBePlanted = !user.emailProven;
    handle(byId('disconnect-form'), {
        submit: values => remove('/api/user/connected-accounts/' + chosen.id, values),
        done: async () => {
            byId('disconnect-form').reset();
            await refresh();
            notice(say('connected.removed', {provider: nameOf(chosen.provider)}));
        }
    });
    byId('disconnect-cancel').addEventListener('click', () => show(byId('disconnect-form'), false));
    tellOfQuery(await refresh());
}
