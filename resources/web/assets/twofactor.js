// SPDX-License-Identifier: GPL-3.0-only
import {post} from './api.js';
import {ask, handle} from './form.js';
import {byId, element, notice, show} from './view.js';
import {say} from './words.js';

let codes = [];

function showState(user) {
    const key = user.totpEnabled ? 'account.two_factor_on'
        : user.emailVerified ? 'account.two_factor_off' : 'account.two_factor_unverified';
    byId('two-factor-state').textContent = say(key);
    show(byId('two-factor-begin'), !user.totpEnabled && user.emailVerified);
    show(byId('two-factor-again'), user.totpEnabled);
    show(byId('two-factor-form'), false);
}

// The picture comes from the server: the secret goes there in a body, never in an address.
async function enrol(setup) {
    const picture = await post('/api/user/totp-qr', {url: setup.url});
    byId('qr').src = picture.ok ? 'data:image/svg+xml,' + encodeURIComponent(picture.body) : '';
    byId('secret').textContent = setup.secret.replace(/(.{4})/g, '$1 ').trim();
    show(byId('two-factor-begin'), false);
    show(byId('two-factor-again'), false);
    show(byId('two-factor-form'));
    byId('new-code').focus();
}

// The secret does not stay in the page.
function forget() {
    byId('qr').removeAttribute('src');
    byId('secret').textContent = '';
    byId('two-factor-form').reset();
    byId('two-factor-again').reset();
}

function showRecoveryCodes(list) {
    codes = list;
    byId('recovery-codes').replaceChildren(...codes.map(code => element('li', {textContent: code})));
    show(byId('recovery'));
    byId('recovery').focus();
}

function saveCodes() {
    const text = 'Gatehouse, ' + location.host + '\n\n' + codes.join('\n') + '\n';
    const link = element('a', {href: 'data:text/plain;charset=utf-8,' + encodeURIComponent(text),
                               download: 'gatehouse-recovery-codes.txt'});
    link.click();
}

async function copyCodes() {
    await navigator.clipboard.writeText(codes.join('\n'));
    notice(say('account.copied'));
}

function forgetCodes() {
    codes = [];
    byId('recovery-codes').replaceChildren();
    show(byId('recovery'), false);
}

function offerRecoveryCodes() {
    byId('recovery-save').addEventListener('click', saveCodes);
    byId('recovery-print').addEventListener('click', () => print());
    byId('recovery-done').addEventListener('click', forgetCodes);
    show(byId('recovery-copy'), Boolean(navigator.clipboard)); // browsers have one on safe origins only
    byId('recovery-copy').addEventListener('click', copyCodes);
}

export function showTwoFactor(user) {
    showState(user);
    offerRecoveryCodes();
    byId('two-factor-begin').addEventListener('click', async () => {
        const answer = await ask(byId('two-factor-fault'), post('/api/auth/2fa/enable/request'));
        if (answer.ok)
            await enrol(answer.body);
    });
    byId('two-factor-cancel').addEventListener('click', () => {
        forget();
        showState(user);
    });
    handle(byId('two-factor-again'), {submit: values => post('/api/auth/2fa/reset', values), done: enrol});
    handle(byId('two-factor-form'), {
        submit: values => post('/api/auth/2fa/enable/submit', values),
        done: body => {
            user.totpEnabled = true;
            forget();
            showState(user);
            notice(say('account.two_factor_done'));
            showRecoveryCodes(body.recoveryCodes);
        }
    });
}
