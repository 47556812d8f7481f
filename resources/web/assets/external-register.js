// SPDX-License-Identifier: GPL-3.0-only
// The last step for somebody new who came through another provider: what is left empty, the provider
// has said already. Whose account there is connected stands above, for whoever was sent here by
// somebody else.
import {get, post} from './api.js';
import {handle, wordsOf} from './form.js';
import {goOn} from './places.js';
import {nameOf} from './providers.js';
import {byId, notice, show} from './view.js';
import {say} from './words.js';

// Like a mailed token, this one leaves the address bar and the history at once.
const token = location.pathname.split('/').pop();
history.replaceState(null, '', '/external/register/-');

const place = '/api/auth/external/register/' + token;
const ends = {EXPIRED_OR_ALREADY_USED: 'register.dead', CSRF_REJECTED: 'register.elsewhere'};

function refuse(words) {
    show(byId('form'), false);
    notice(words, true);
}

// Whether there is no way on from this answer.
function ended(answer) {
    const words = ends[answer.body.code];
    if (words)
        refuse(say(words));
    return Boolean(words);
}

function showIdentity({provider, providerId, email, displayName}) {
    const names = [displayName, email].filter(Boolean).join(' · ');
    byId('identity').textContent = `${nameOf(provider)}: ${names || providerId}`;
    show(byId('form'));
}

async function begin() {
    if (token === '-')
        return refuse(say('link.missing'));
    const answer = await get(place);
    if (answer.ok)
        showIdentity(answer.body.account);
    else if (!ended(answer))
        refuse(wordsOf(answer));
}

const given = values => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

handle(byId('form'), {
    submit: values => post(place, given(values)),
    done: () => goOn(),
    refused: ended
});
begin();
