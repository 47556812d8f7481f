// SPDX-License-Identifier: GPL-3.0-only
import {call, get, remove} from './api.js';
import {ask, handle} from './form.js';
import {registerPasskey, supported} from './passkeys.js';
import {byId, element, notice, show} from './view.js';
import {day, say} from './words.js';

const path = passkey => '/api/user/passkeys/' + passkey.id;

function button(words, label, onClick) {
    const made = element('button', {type: 'button', className: 'quiet', textContent: say(words)});
    made.setAttribute('aria-label', label);
    made.addEventListener('click', onClick);
    return made;
}

async function change(promise, words) {
    const answer = await ask(byId('passkeys-fault'), promise);
    if (!answer.ok)
        return;
    await refresh();
    notice(say(words));
}

// The name becomes a field in its place; Enter keeps it, Escape leaves it as it was.
function rename(passkey, row) {
    const input = element('input', {type: 'text', value: passkey.deviceName, maxLength: 100});
    input.setAttribute('aria-label', say('passkeys.name'));
    input.addEventListener('keydown', event => {
        if (event.key === 'Enter')
            change(call('PATCH', path(passkey), {device_name: input.value.trim()}), 'passkeys.renamed');
        else if (event.key === 'Escape')
            refresh();
    });
    row.querySelector('strong').replaceWith(input);
    input.select();
}

function row(passkey) {
    const used = passkey.lastUsedAt ? say('passkeys.used', {day: day(passkey.lastUsedAt)}) : say('passkeys.unused');
    const details = [say('passkeys.since', {day: day(passkey.createdAt)}), used];
    if (passkey.backupState)
        details.push(say('passkeys.synchronised'));
    const name = passkey.deviceName;
    const made = element('li', {className: 'passkey'},
                         element('div', {}, element('strong', {textContent: name}),
                                 element('span', {className: 'hint', textContent: details.join(' · ')})));
    made.append(element('span', {className: 'deeds'},
                        button('passkeys.rename', say('passkeys.rename_label', {name}), () => rename(passkey, made)),
                        button('passkeys.remove', say('passkeys.remove_label', {name}),
                               () => change(remove(path(passkey)), 'passkeys.removed'))));
    return made;
}

async function refresh() {
    const answer = await get('/api/user/passkeys');
    const passkeys = answer.ok ? answer.body.passkeys : [];
    byId('passkey-list').replaceChildren(...passkeys.map(row));
    const isUseful = answer.ok && (supported || passkeys.length > 0);
    show(byId('passkeys'), isUseful);
    show(byId('passkeys-jump'), isUseful);
}

// What the browser calls this device, as a name to begin with.
const platform = () => navigator.userAgentData?.platform || navigator.platform || '';

export async function showPasskeys() {
    const form = byId('passkey-form');
    show(form, supported);
    byId('passkey-name').value = platform();
    handle(form, {
        submit: ({device_name}) => registerPasskey(device_name.trim()),
        done: async () => {
            await refresh();
            notice(say('passkeys.added'));
        }
    });
    await refresh();
}
