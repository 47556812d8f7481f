// SPDX-License-Identifier: GPL-3.0-only
// The last step for somebody new who came through another provider: what is left empty, the provider
// has said already.
import {post} from './api.js';
import {handle} from './form.js';
import {goOn} from './places.js';
import {byId, notice, show} from './view.js';
import {say} from './words.js';

// Like a mailed token, this one leaves the address bar and the history at once.
const token = location.pathname.split('/').pop();
history.replaceState(null, '', '/external/register/-');

function refuse(words) {
    show(byId('form'), false);
    notice(words, true);
}

if (token === '-')
    refuse(say('link.missing'));

const given = values => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

handle(byId('form'), {
    submit: values => post('/api/auth/external/register/' + token, given(values)),
    done: () => goOn(),
    refused: answer => {
        const isDead = answer.body.code === 'EXPIRED_OR_ALREADY_USED';
        if (isDead)
            refuse(say('register.dead'));
        return isDead;
    }
});
