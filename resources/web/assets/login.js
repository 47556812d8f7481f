// SPDX-License-Identifier: GPL-3.0-only
import {get, post} from './api.js';
import {handle} from './form.js';
import {offerPasskey} from './passkeylogin.js';
import {carryReturn, goOn, query, withReturn} from './places.js';
import {offerProviders} from './providers.js';
import {byId, notice, show} from './view.js';
import {knows, say, settings} from './words.js';

const steps = ['password-step', 'code-step', 'resend-step'];
let partialToken; // without one the pending sign-in is in a cookie, as after another provider's page
let isSession = false; // signed in already, and asked for what has become necessary since
let address = '';

function showStep(step) {
    steps.forEach(each => show(byId(each), each === step));
    byId(step).querySelector('input')?.focus();
}

function showPasswordStep() {
    partialToken = undefined;
    showStep('password-step');
}

function useRecoveryCode() {
    const form = byId('code-step');
    form.querySelector('p:not(.fault)').textContent = say('login.recovery_words');
    form.querySelector('label').textContent = say('login.recovery_label');
    byId('code').inputMode = 'text';
    byId('code').autocomplete = 'off';
    show(byId('use-recovery'), false);
    byId('code').focus();
}

function afterPassword(body, values) {
    address = values.email;
    if (body.status === '2fa_required') {
        partialToken = body.partialToken || body.token;
        return showStep('code-step');
    }
    return body.user || body.status === 'ok' ? goOn() : showStep('resend-step');
}

function noticeOfQuery() {
    if (query.has('verified'))
        return notice(say('login.verified'));
    if (query.has('emailChanged'))
        return notice(say('login.email_changed'));
    if (query.has('left'))
        return notice(say('login.left'));
    const error = query.get('error');
    if (error !== null)
        notice(say(knows('error.' + error) ? 'error.' + error : 'error.other'), true);
}

// Whoever is signed in already has no business here; what there is to know is told at the dashboard.
function goFurther() {
    const news = ['verified', 'emailChanged'].find(each => query.has(each));
    return news ? location.assign('/dashboard?' + news + '=true') : goOn();
}

// Signed in, but good for nothing until the address is confirmed (auth.require_verified_email).
async function mustConfirm(session) {
    if (session.body.status !== 'email_not_verified' || !session.body.auth)
        return false;
    const account = await get('/api/account');
    return account.body.code === 'EMAIL_NOT_VERIFIED';
}

async function begin() {
    noticeOfQuery();
    carryReturn();
    show(byId('signup-link'), settings.signup);
    const session = await get('/api/auth');
    const isPending = session.ok && session.body.status === '2fa_required';
    const waitsForMail = session.ok && await mustConfirm(session);
    isSession = waitsForMail || isPending && session.body.auth?.use !== 'pending';
    if (waitsForMail)
        return showStep('resend-step');
    if (session.ok && session.body.auth && !isPending && !query.has('error'))
        return goFurther();
    if (isPending || query.has('requiresTOTP'))
        showStep('code-step');
    else
        showPasswordStep();
    await Promise.all([offerProviders(), offerPasskey()]);
}

handle(byId('password-step'), {
    submit: values => post('/api/auth/login', values),
    done: afterPassword,
    refused: answer => {
        address = byId('email').value;
        if (answer.body.code === 'EMAIL_NOT_VERIFIED')
            showStep('resend-step');
        return answer.body.code === 'EMAIL_NOT_VERIFIED';
    }
});
handle(byId('code-step'), {
    submit: ({code}) => (isSession && !partialToken ? post('/api/auth/2fa/verify', {token: code.trim()})
                                                    : post('/api/auth/login/2fa', {code: code.trim(), partialToken})),
    done: goOn,
    refused: answer => {
        if (answer.body.code !== 'INVALID_PARTIAL_TOKEN')
            return false;
        notice(say('code.INVALID_PARTIAL_TOKEN'), true);
        showPasswordStep();
        return true;
    }
});
handle(byId('resend-step'), {
    submit: () => (isSession ? post('/api/auth/verify/request', {returnUrl: withReturn('/login')})
                             : post('/api/auth/verify-email/resend', {email: address})),
    done: () => notice(say(settings.mails ? 'resent' : 'resent_no_mail'))
});
byId('use-recovery').addEventListener('click', useRecoveryCode);
byId('start-again').addEventListener('click', showPasswordStep);
begin();
