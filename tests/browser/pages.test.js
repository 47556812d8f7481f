// SPDX-License-Identifier: GPL-3.0-only
// A person's way through the server's own pages, in a real browser.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {codeOf, scan, startMailServer, startServer} from './gatehouse.js';
import {at, fill, lookOver, openBrowser, phone, picture, signIn, until, visit} from './visitor.js';

let browser, mail, server;

before(async () => {
    mail = await startMailServer();
    [browser, server] = await Promise.all([
        openBrowser(), startServer([`mail.url="smtp://127.0.0.1:${mail.port}"`, 'server.return_urls=["https://app.example.org/home"]'])]);
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

async function signUp(page, email, name = 'Ada Lovelace', password = 'correct horse 7') {
    await page.goto('/signup');
    await fill(page, {name, email, password});
    await page.click('button[type=submit]');
    await page.waitForSelector('#notice:not([hidden])');
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
    await leave();
});

test('counts down as long as the server asks it to wait', async () => {
    const {page, leave} = await visit(browser, server.url);
    await page.goto('/login');
    for (let tries = 0; tries < 5 && !await page.isDisabled('#password-step button[type=submit]'); ++tries) {
        await fill(page, {email: 'guesser@example.org', password: 'guess number ' + tries});
        const answered = page.waitForResponse('**/api/auth/login');
        await page.click('#password-step button[type=submit]');
        await answered;
        await page.waitForSelector('#password-step .fault:not([hidden])');
    }
    assert.match(await page.textContent('#password-step .fault'), /wait 1 s/);
    await until(page, () => !document.querySelector('#password-step button[type=submit]').disabled);
    assert.ok(await page.isHidden('#password-step .fault'));
    await leave();
});

test('goes on only to where it may', async () => {
    const {page, leave} = await visit(browser, server.url);
    const port = new URL(server.url).port;
    const evil = ['https://evil.test/', '//evil.test', '/\\evil.test', '\\\\evil.test', 'javascript:alert(1)', '/\t/evil.test',
                  'https://app.example.org.evil.test/home', 'https://app.example.org@evil.test/home', 'https://x@app.example.org/home',
                  'https://app.example.org/other', `http://localhost:${port}@evil.test/`, 'data:text/html,x', ' https://evil.test'];
    await page.goto('/login');
    const places = await page.evaluate(async texts => {
        const {safeReturn} = await import('/assets/places.js');
        return texts.map(text => safeReturn(text));
    }, evil);
    assert.deepEqual(places, evil.map(() => ''));
    const good = ['/settings/account?x=1#two-factor', 'https://app.example.org/home?from=login'];
    assert.deepEqual(await page.evaluate(async texts => {
        const {safeReturn} = await import('/assets/places.js');
        return texts.map(text => safeReturn(text));
    }, good), good);
    await page.goto('/login?returnUrl=' + encodeURIComponent('//evil.test'));
    await fill(page, {email: server.admin.email, password: server.admin.password});
    await page.click('#password-step button[type=submit]');
    await at(page, '/dashboard');
    await page.goto('/login?returnUrl=%2Fsettings%2Faccount');
    await at(page, '/settings/account');
    await leave();
});

test('shows what strangers wrote as text', async () => {
    const {page, leave} = await visit(browser, server.url);
    const markup = '<img src=x onerror=alert(1)>';
    await page.goto('/login?error=' + encodeURIComponent('<script>alert(1)</script>'));
    await page.waitForSelector('#notice.bad');
    await signUp(page, 'mallory@example.org', markup);
    await signIn(page, 'mallory@example.org', 'correct horse 7');
    await at(page, '/dashboard');
    await page.waitForSelector('#state li');
    assert.ok((await page.textContent('h1')).includes(markup));
    await page.goto('/settings/account');
    await page.waitForSelector('body[data-ready]');
    assert.ok((await page.textContent('#profile-list')).includes(markup));
    assert.equal(await page.locator('main img[src=x]').count(), 0);
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

test('speaks German, also in the dark', async () => {
    const {page, leave} = await visit(browser, server.url, {locale: 'de-DE', colorScheme: 'dark'});
    await page.goto('/login');
    assert.equal(await page.getAttribute('html', 'lang'), 'de');
    assert.equal(await page.textContent('h1'), 'Anmelden');
    await fill(page, {email: 'nobody@example.org', password: 'wrong'});
    await page.click('#password-step button[type=submit]');
    await page.waitForSelector('#password-step .fault:not([hidden])');
    assert.match(await page.textContent('#password-step .fault'), /falsch/);
    await lookOver(page);
    await picture(page, 'login-dark-german');
    for (const path of ['/signup', '/forgot-password', '/verify', '/reset-password']) {
        await page.goto(path);
        await lookOver(page);
    }
    await signIn(page, server.admin.email, server.admin.password);
    await at(page, '/dashboard');
    await page.waitForSelector('#state li');
    await picture(page, 'dashboard-dark-german');
    await page.goto('/settings/account');
    await page.waitForSelector('body[data-ready]');
    await lookOver(page);
    await picture(page, 'account-dark-german');
    await leave();
});

test('works by the keyboard alone, and tells faults beside their fields', async () => {
    const {page, leave} = await visit(browser, server.url);
    await page.goto('/signup');
    await page.waitForSelector('.reveal');
    await page.focus('#name');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#name-fault');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'name');
    await page.keyboard.type('Joan Clarke');
    await page.keyboard.press('Tab');
    await page.keyboard.type('no address');
    await page.keyboard.press('Tab');
    await page.keyboard.type('short');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#email-fault');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'email');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('joan@example.org');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#password-fault');
    assert.match(await page.textContent('#password-fault'), /8/);
    await leave();
});

test('says what to do where no mail is sent', async () => {
    const alone = await startServer();
    const {page, leave} = await visit(browser, alone.url);
    await signUp(page, 'ada@example.org');
    assert.match(await page.textContent('#notice'), /ready/);
    await page.goto('/forgot-password');
    await fill(page, {email: 'ada@example.org'});
    await page.click('button[type=submit]');
    await page.waitForSelector('#notice:not([hidden])');
    assert.match(await page.textContent('#notice'), /administrator/);
    await leave();
    await alone.stop();
});

test('says what is missing where scripts are off', async () => {
    const {page, leave} = await visit(browser, server.url, {javaScriptEnabled: false});
    for (const path of ['/login', '/settings/account']) {
        await page.goto(path);
        assert.match(await page.textContent('noscript'), /JavaScript/);
        assert.ok(await page.isVisible('noscript p'));
    }
    await leave();
});
