// SPDX-License-Identifier: GPL-3.0-only
// By a click and not by itself: programs that look into mails open links too.
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

async function afterVerification() {
    const session = await (await fetch('/api/auth')).json();
    return session.status === '2fa_required' ? location.assign(withReturn('/login?requiresTOTP=true')) : goOn();
}

if (!token)
    refuse(say('link.missing'));

handle(byId('form'), {
    submit: () => post('/api/auth/verify/submit', {token}),
    done: afterVerification,
    refused: answer => {
        const isDead = answer.body.code === 'EXPIRED_OR_ALREADY_USED';
        if (isDead)
            refuse(say('link.dead'));
        return isDead;
    }
});
