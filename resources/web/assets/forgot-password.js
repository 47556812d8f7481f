// SPDX-License-Identifier: GPL-3.0-only
import {post} from './api.js';
import {handle} from './form.js';
import {carryReturn, query, safeReturn} from './places.js';
import {byId, notice, show} from './view.js';
import {say, settings} from './words.js';

carryReturn();
handle(byId('form'), {
    submit: ({email}) => post('/api/auth/reset/request', {email, returnUrl: safeReturn(query.get('returnUrl'))}),
    done: () => {
        show(byId('form'), false);
        notice(say(settings.mails ? 'forgot.asked' : 'forgot.no_mail'));
    }
});
