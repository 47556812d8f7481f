// SPDX-License-Identifier: GPL-3.0-only
import {get, post} from './api.js';
import {wordsOf} from './form.js';
import {offerSignOut} from './leaving.js';
import {query, toLogin} from './places.js';
import {byId, element, notice} from './view.js';
import {say, settings} from './words.js';

function tile(title, words, isGood) {
    return element('li', {className: isGood ? 'good' : 'warn'}, element('span', {textContent: title}),
                   element('strong', {textContent: words}));
}

function offerConfirmation() {
    notice(say('dashboard.unverified') + ' ');
    const button = element('button', {type: 'button', className: 'link', textContent: say('resend')});
    button.addEventListener('click', async () => {
        const answer = await post('/api/auth/verify/request', {returnUrl: '/dashboard'});
        if (!answer.ok)
            return notice(wordsOf(answer), true);
        notice(say(settings.mails ? 'resent' : 'resent_no_mail'));
    });
    byId('notice').append(button);
}

function showState(user, sessions) {
    const count = sessions.length;
    byId('state').append(
        tile(say('tile.verified'), say(user.emailVerified ? 'tile.verified.yes' : 'tile.verified.no'), user.emailVerified),
        tile(say('tile.two_factor'), say(user.totpEnabled ? 'yes' : 'no'), user.totpEnabled),
        tile(say('tile.sessions'), count > 1 ? say('tile.sessions.n', {count}) : say('tile.sessions.1'), true));
}

async function begin() {
    const account = await get('/api/account');
    if (!account.ok) // /login also has the step for an address that must be confirmed first
        return account.status === 401 || account.body.code === 'EMAIL_NOT_VERIFIED' ? toLogin() : notice(wordsOf(account), true);
    const {user} = account.body;
    byId('greeting').textContent = say('dashboard.hello', {name: user.name || user.email});
    const sessions = await get('/api/user/sessions');
    showState(user, sessions.body.sessions ?? []);
    if (!user.emailVerified)
        offerConfirmation();
    else if (query.has('emailChanged'))
        notice(say('dashboard.email_changed', {email: user.email}));
    else if (query.has('verified'))
        notice(say('dashboard.verified'));
    else if (user.isServerAdmin)
        notice(say('dashboard.admin'));
}

offerSignOut();
begin();
