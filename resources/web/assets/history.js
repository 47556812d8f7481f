// SPDX-License-Identifier: GPL-3.0-only
import {get} from './api.js';
import {byId, element} from './view.js';
import {knows, moment, say} from './words.js';

function outcomeOf(event) {
    if (event.success)
        return say('event.success');
    return say(knows('event.' + event.failureReason) ? 'event.' + event.failureReason : 'event.failed');
}

function row(event) {
    const device = event.deviceName || say('account.unknown_device');
    const place = [event.city, event.country, event.ipAddress].filter(Boolean).join(', ');
    const details = [device, place, moment(event.createdAt)].filter(Boolean).join(' · ');
    return element('li', {className: (event.success ? 'good ' : 'warn ') + event.deviceType},
                   element('div', {}, element('strong', {textContent: outcomeOf(event)}),
                           element('span', {className: 'hint', textContent: details})));
}

export async function showHistory() {
    const answer = await get('/api/user/login-history');
    const events = answer.body.events ?? [];
    const rows = events.length ? events.map(row) : [element('li', {textContent: say('account.no_history')})];
    byId('history-list').replaceChildren(...rows);
}
