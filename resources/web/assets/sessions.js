// SPDX-License-Identifier: GPL-3.0-only
import {get, remove} from './api.js';
import {ask} from './form.js';
import {byId, element, notice, show} from './view.js';
import {moment, say} from './words.js';

const placeOf = session => [session.city, session.country, session.ipAddress].filter(Boolean).join(', ');

async function end(path) {
    const answer = await ask(byId('sessions-fault'), remove(path));
    if (answer.ok || answer.status === 404) {
        await showSessions();
        notice(say('account.ended'));
    }
}

function endButton(session, device) {
    const button = element('button', {type: 'button', className: 'quiet', textContent: say('account.end')});
    button.setAttribute('aria-label', say('account.end_label', {device}));
    button.addEventListener('click', () => end('/api/user/sessions/' + session.id));
    return button;
}

function row(session) {
    const device = session.deviceName || say('account.unknown_device');
    const details = [placeOf(session), say('account.last_seen', {time: moment(session.lastSeenAt)})];
    const words = element('div', {}, element('strong', {textContent: device}),
                          element('span', {className: 'hint', textContent: details.filter(Boolean).join(' · ')}));
    const mark = session.current ? element('span', {className: 'badge', textContent: say('account.this_device')})
                                 : endButton(session, device);
    return element('li', {className: session.deviceType}, words, mark);
}

export async function showSessions() {
    const answer = await ask(byId('sessions-fault'), get('/api/user/sessions'));
    const sessions = answer.body.sessions ?? [];
    byId('session-list').replaceChildren(...sessions.map(row));
    show(byId('end-others'), sessions.length > 1);
}

byId('end-others').addEventListener('click', () => end('/api/user/sessions'));
