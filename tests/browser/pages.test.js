// SPDX-License-Identifier: GPL-3.0-only
// People's ways through the server's own pages, in a real browser and with real mails.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {codeOf, scan, startMailServer, startServer} from './gatehouse.js';
import {at, fill, lookOver, openBrowser, phone, picture, signIn, signUp, until, visit} from './visitor.js';

let browser, mail, server;

before(async () => {
    mail = await startMailServer();
    [browser, server] = await Promise.all([
        openBrowser(), startServer([`mail.url="smtp://127.0.0.1:${mail.port}"`])]);
});

after(async () => {
    await browser?.close();
    await server?.stop();
    await mail?.stop();
});

const linkIn = letter => /http:\/\/\S+/.exec(letter.text)[0];

async function nextMail(recipient, path) {
    for (;;) {
        const letter = await mail.next();
        if (letter.to.includes(recipient) && letter.text.includes(path))
            return linkIn(letter);
    }
}

test('signs up, confirms, signs in, switches two-factor on, recovers, resets, leaves', async () => {
    const {page, leave} = await visit(browser, server.url, phone);
    const email = 'ada@example.org';
    await signUp(page, email);
    assert.match(await page.textContent('#notice'), /ada@example\.org/);
    await lookOver(page);
    await page.goto(await nextMail(email, '/api/auth/verify-email?'));
    await at(page, '/login');
    assert.match(await page.textContent('#notice'), /confirmed/);
    await picture(page, 'login-phone');
    await signIn(page, email, 'correct horse 7');
    await at(page, '/dashboard');
    await page.waitForSelector('#state li');
    assert.match(await page.textContent('h1'), /Ada Lovelace/);
    await lookOver(page);
    await picture(page, 'dashboard-phone');

    await page.click('a[href="/settings/account"]');
    await page.click('#two-factor-begin');
    await until(page, () => document.getElementById('qr').complete && document.getElementById('qr').naturalWidth > 0);
    const uri = scan(await page.locator('#qr').screenshot());
    assert.match(uri, /^otpauth:\/\/totp\/Gatehouse:ada%40example\.org\?/);
    await picture(page, 'enrolment-phone');
    await fill(page, {'new-code': codeOf(uri)});
    await page.click('#two-factor-form button[type=submit]');
    await page.waitForSelector('#recovery:not([hidden])');
    const codes = await page.$$eval('#recovery-codes li', nodes => nodes.map(node => node.textContent));
    assert.equal(codes.length, 8);
    assert.equal(await page.textContent('#secret'), '');
    await lookOver(page);
    await picture(page, 'recovery-phone');
    await page.click('#recovery-done');
    await page.click('#sign-out');
    await at(page, '/login');

    await signIn(page, email, 'correct horse 7');
    await page.waitForSelector('#code-step:not([hidden])');
    await picture(page, 'code-phone');
    await fill(page, {code: '000000'});
    await page.click('#code-step button[type=submit]');
    await page.waitForSelector('#code-step .fault:not([hidden])');
    await page.waitForTimeout(1100); // the ladder
    await fill(page, {code: codeOf(uri, 1)});
    await page.click('#code-step button[type=submit]');
    await at(page, '/dashboard');
    await page.click('#sign-out');
    await at(page, '/login');

    await signIn(page, email, 'correct horse 7');
    await page.click('#use-recovery');
    await fill(page, {code: codes[0]});
    await page.click('#code-step button[type=submit]');
    await at(page, '/dashboard');
    await page.click('#sign-out');
    await at(page, '/login');

    await page.click('a[href="/forgot-password"]');
    await fill(page, {email});
    await page.click('button[type=submit]');
    await page.waitForSelector('#notice:not([hidden])');
    await page.goto(await nextMail(email, '/reset-password?'));
    await until(page, () => !location.href.includes('token='));
    await fill(page, {password: 'a new staple 9', confirmPassword: 'another staple 9'});
    await page.click('button[type=submit]');
    await page.waitForSelector('#confirmPassword-fault');
    await fill(page, {confirmPassword: 'a new staple 9'});
    await page.click('button[type=submit]');
    await at(page, '/login');
    await page.waitForSelector('#code-step:not([hidden])');
    await page.click('#use-recovery');
    await fill(page, {code: codes[1]});
    await page.click('#code-step button[type=submit]');
    await at(page, '/dashboard');

    await page.goto('/settings/account');
    await page.waitForSelector('body[data-ready]');
    assert.ok(await page.locator('#history-list li').count() >= 4);
    await lookOver(page);
    await picture(page, 'account-phone');
    await page.click('#leave summary');
    await fill(page, {confirmText: 'deactivate', 'leave-password-field': 'a new staple 9'});
    await page.click('#leave-form button[type=submit]');
    await at(page, '/login');
    await signIn(page, email, 'a new staple 9');
    await page.waitForSelector('#password-step .fault:not([hidden])');
    assert.match(await page.textContent('#password-step .fault'), /deactivated/);
    await leave();
});

test('ends other sessions and changes the password', async () => {
    const first = await visit(browser, server.url);
    const second = await visit(browser, server.url, {userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'});
    await signIn(first.page, server.admin.email, server.admin.password);
    await at(first.page, '/dashboard');
    await signIn(second.page, server.admin.email, server.admin.password);
    await at(second.page, '/dashboard');
    await first.page.goto('/settings/account');
    await first.page.waitForSelector('body[data-ready]');
    assert.equal(await first.page.locator('#session-list li').count(), 2);
    await lookOver(first.page);
    await picture(first.page, 'account-desktop');
    await first.page.click('#session-list button');
    await until(first.page, () => document.querySelectorAll('#session-list li').length === 1);
    await second.page.goto('/settings/account');
    await at(second.page, '/login');
    await fill(second.page, {email: server.admin.email, password: server.admin.password});
    await second.page.click('#password-step button[type=submit]');
    await at(second.page, '/settings/account'); // back to where it wanted to go
    await fill(first.page, {currentPassword: 'wrong', newPassword: 'eight bridges of old'});
    await first.page.click('#password-form button[type=submit]');
    await first.page.waitForSelector('#password-form .fault:not([hidden])');
    await fill(first.page, {currentPassword: server.admin.password});
    await first.page.click('#password-form button[type=submit]');
    await until(first.page, () => document.querySelector('#notice').textContent.includes('saved'));
    server.admin.password = 'eight bridges of old';
    await second.page.goto('/dashboard');
    await at(second.page, '/login');
    await first.leave();
    await second.leave();
});

test('changes the email address, and takes a new phone for two-factor', async () => {
    const {page, leave} = await visit(browser, server.url);
    const email = 'katherine@example.org';
    await signUp(page, email, 'Katherine Johnson');
    await page.goto(await nextMail(email, '/api/auth/verify-email?'));
    await signIn(page, email, 'correct horse 7');
    await at(page, '/dashboard');
    await page.goto('/settings/account');
    await page.click('#two-factor-begin');
    const scanned = async () => {
        await until(page, () => document.getElementById('qr').complete && document.getElementById('qr').naturalWidth > 0);
        return scan(await page.locator('#qr').screenshot());
    };
    const confirm = async code => {
        await fill(page, {'new-code': code});
        await page.click('#two-factor-form button[type=submit]');
        await page.waitForSelector('#recovery:not([hidden])');
        await page.click('#recovery-done');
    };
    const old = await scanned();
    await confirm(codeOf(old));
    await fill(page, {'present-code': codeOf(old, 1)});
    await page.click('#two-factor-again button[type=submit]');
    const anew = await scanned();
    assert.notEqual(anew, old);
    await confirm(codeOf(anew));

    await page.click('#profile summary');
    await fill(page, {newEmail: 'kj@example.org', 'email-password': 'wrong'});
    await page.click('#email-form button[type=submit]');
    await page.waitForSelector('#email-form .fault:not([hidden])');
    await fill(page, {'email-password': 'correct horse 7'});
    await page.click('#email-form button[type=submit]');
    await until(page, () => document.getElementById('notice').textContent.includes('kj@example.org'));
    await page.goto(await nextMail('kj@example.org', '/api/auth/verify-email-change?'));
    await at(page, '/dashboard');
    await page.waitForSelector('#notice:not([hidden])');
    assert.match(await page.textContent('#notice'), /kj@example\.org/);
    await page.click('#sign-out');
    await at(page, '/login');
    await page.goto('/login?emailChanged=true');
    await page.waitForSelector('#notice:not([hidden])');

    await page.goto(await nextMail(email, '/stop-account?')); // "this was not me", says the old address
    await until(page, () => !location.href.includes('token='));
    await lookOver(page);
    await picture(page, 'stop-account-desktop');
    await page.click('button[type=submit]');
    await page.waitForSelector('#notice:not([hidden])');
    assert.match(await page.textContent('#notice'), /administrator/);
    await signIn(page, 'kj@example.org', 'correct horse 7');
    await page.waitForSelector('#password-step .fault:not([hidden])');
    assert.match(await page.textContent('#password-step .fault'), /deactivated/);
    await leave();
});

test('signs in by the link of the verify page, and refuses a dead one', async () => {
    const {page, context, leave} = await visit(browser, server.url);
    await signUp(page, 'grace@example.org', 'Grace Hopper');
    await nextMail('grace@example.org', '/api/auth/verify-email?');
    await signIn(page, 'grace@example.org', 'correct horse 7');
    await at(page, '/dashboard');
    await page.click('#notice button');
    const link = await nextMail('grace@example.org', '/verify?');
    await context.clearCookies();
    await page.goto(link);
    await page.click('button[type=submit]');
    await at(page, '/dashboard');
    await page.waitForSelector('#state li.good');
    await page.goto(link);
    await page.click('button[type=submit]');
    await page.waitForSelector('#notice.bad');
    await page.goto('/reset-password');
    await page.waitForSelector('#notice.bad');
    await leave();
});
