// SPDX-License-Identifier: GPL-3.0-only
import {post} from './api.js';
import {handle} from './form.js';
import {carryReturn} from './places.js';
import {byId, notice, show} from './view.js';
import {say, settings} from './words.js';

if (!settings.signup) {
    show(byId('form'), false);
    notice(say('signup.off'));
}

carryReturn();
handle(byId('form'), {
    submit: values => post('/api/auth/signup', values),
    done: (body, {email}) => {
        show(byId('form'), false);
        notice(settings.verifies ? say('signup.check_mail', {email}) : say('signup.ready'));
    }
});
