// SPDX-License-Identifier: GPL-3.0-only
// By a click and not by itself: programs that look into mails open links too.
import {post} from './api.js';
import {handle} from './form.js';
import {takeToken} from './places.js';
import {byId, notice, show} from './view.js';
import {say} from './words.js';

const token = takeToken();

function end(words, isFault) {
    show(byId('form'), false);
    notice(words, isFault);
}

if (!token)
    end(say('link.missing'), true);

handle(byId('form'), {
    submit: () => post('/api/auth/stop-account', {token}),
    done: () => end(say('stopped.done'), false),
    refused: answer => {
        const words = {EXPIRED_OR_ALREADY_USED: say('stopped.dead'), LAST_ADMIN: say('stopped.last_admin')}[answer.body.code];
        if (words)
            end(words, true);
        return Boolean(words);
    }
});
