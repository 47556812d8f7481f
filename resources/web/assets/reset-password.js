// SPDX-License-Identifier: GPL-3.0-only
import {post} from './api.js';
import {handle} from './form.js';
import {goOn, takeToken, withReturn} from './places.js';
import {byId, notice, show} from './view.js';
import {say} from './words.js';

const token = takeToken();

function refuse(words) {
    show(byId('form'), false);
    notice(words, true);
}

if (!token)
    refuse(say('link.missing'));

handle(byId('form'), {
    submit: values => post('/api/auth/reset/submit', {...values, token}),
    done: body => (body.status === '2fa_required' ? location.assign(withReturn('/login?requiresTOTP=true')) : goOn()),
    refused: answer => {
        const isDead = answer.body.code === 'EXPIRED_OR_ALREADY_USED';
        if (isDead)
            refuse(say('link.dead'));
        return isDead;
    }
});
