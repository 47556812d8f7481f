// SPDX-License-Identifier: GPL-3.0-only
import {get, post} from './api.js';
import {showConnected} from './connected.js';
import {handle, wordsOf} from './form.js';
import {showHistory} from './history.js';
import {offerSignOut} from './leaving.js';
import {showPasskeys} from './passkeylist.js';
import {toLogin} from './places.js';
import {showSessions} from './sessions.js';
import {showTwoFactor} from './twofactor.js';
import {byId, element, notice, show} from './view.js';
import {day, say, settings} from './words.js';

function showProfile(user) {
    const lines = [['account.name', user.name], ['account.email', user.email], ['account.username', user.username],
                   ['account.since', day(user.createdAt)]];
    const items = lines.filter(([, value]) => value)
        .flatMap(([key, value]) => [element('dt', {textContent: say(key)}), element('dd', {textContent: value})]);
    byId('profile-list').replaceChildren(...items);
}

function told(words) {
    notice(words);
    scrollTo({top: 0});
}

function offerEmailChange() {
    const form = byId('email-form');
    handle(form, {
        submit: values => post('/api/user/change-email', values),
        done: (body, {newEmail}) => {
            form.reset();
            form.closest('details').open = false;
            told(say(settings.mails ? 'account.email_asked' : 'account.email_asked_no_mail', {email: newEmail}));
        }
    });
}

// Who came through another provider has no password yet, and chooses a first one.
function offerPassword(user) {
    const form = byId('password-form');
    show(byId('present-password'), user.hasPassword);
    show(byId('others-choice'), user.hasPassword);
    byId('currentPassword').required = user.hasPassword;
    handle(form, {
        submit: values => (user.hasPassword ? post('/api/user/change-password', values)
                                            : post('/api/user/set-password', {newPassword: values.newPassword})),
        done: async () => {
            form.reset();
            told(say('account.password_saved'));
            await showSessions();
        }
    });
}

function offerLeaving(user) {
    show(byId('leave-password'), user.hasPassword);
    byId('leave-password-field').required = user.hasPassword;
    handle(byId('leave-form'), {
        submit: values => post('/api/user/deactivate', values),
        done: () => location.assign('/login?left=true')
    });
}

// Nothing here works without knowing whose account it is.
function failed(answer) {
    document.querySelectorAll('main > nav, main > section').forEach(node => show(node, false));
    notice(wordsOf(answer), true);
    const again = element('button', {type: 'button', className: 'quiet', textContent: say('try_again')});
    again.addEventListener('click', () => location.reload());
    byId('notice').append(' ', again);
}

async function begin() {
    const account = await get('/api/account');
    if (!account.ok)
        return account.status === 401 || account.body.code === 'EMAIL_NOT_VERIFIED' ? toLogin() : failed(account);
    const {user} = account.body;
    showProfile(user);
    offerEmailChange();
    offerPassword(user);
    showTwoFactor(user);
    offerLeaving(user);
    await Promise.all([showSessions(), showHistory(), showPasskeys(), showConnected(user)]);
    document.body.dataset.ready = 'true';
}

offerSignOut();
begin();
