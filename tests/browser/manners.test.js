// SPDX-License-Identifier: GPL-3.0-only
// How the pages behave: where they lead on to, whose words they show, in which language, and what
// they say when something is missing. No mail is sent here.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {codeOf, scan, startServer} from './gatehouse.js';
import {at, fill, lookOver, openBrowser, picture, signIn, signUp, until, visit} from './visitor.js';

let browser, server;

before(async () => {
    [browser, server] = await Promise.all([openBrowser(), startServer(['server.return_urls=["https://app.example.org/home"]'])]);
});

after(async () => {
    await browser?.close();
    await server?.stop();
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
                  'https://app.example.org/other', `http://localhost:${port}@evil.test/`, 'data:text/html,x', ' https://evil.test',
                  '/..//evil.test/phish', '/.//evil.test', '/%2e%2e//evil.test', '/a/../..//evil.test'];
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

test('lets no password into an address, whatever fails', async () => {
    const still = await visit(browser, server.url, {javaScriptEnabled: false});
    for (const path of ['/login', '/signup', '/reset-password', '/settings/account']) {
        const answer = await still.page.goto(path);
        assert.match(answer.headers()['content-security-policy'], /form-action 'none'/);
        for (const form of await still.page.locator('form').all()) {
            assert.equal(await form.isVisible(), false, path);
            assert.equal(await form.getAttribute('method'), 'post');
        }
    }
    await still.leave();
    const {page, leave} = await visit(browser, server.url);
    await signUp(page, 'careful@example.org');
    await signIn(page, 'careful@example.org', 'correct horse 7');
    await at(page, '/dashboard');
    await page.route('**/api/account', route => route.fulfill({status: 503, contentType: 'application/json', body: '{"code":"SERVER_BUSY"}'}));
    await page.goto('/settings/account');
    await page.waitForSelector('#notice.bad button');
    assert.equal(await page.locator('form:visible, section:visible').count(), 0);
    await page.unroute('**/api/account');
    await page.click('#notice button');
    await page.waitForSelector('body[data-ready]');
    await leave();
});

test('lifts a session when two-factor was switched on elsewhere', async () => {
    const first = await visit(browser, server.url);
    const second = await visit(browser, server.url);
    await signUp(first.page, 'lifted@example.org');
    for (const {page} of [first, second]) {
        await signIn(page, 'lifted@example.org', 'correct horse 7');
        await at(page, '/dashboard');
    }
    await first.page.goto('/settings/account');
    await first.page.click('#two-factor-begin');
    await until(first.page, () => document.getElementById('qr').complete && document.getElementById('qr').naturalWidth > 0);
    const uri = scan(await first.page.locator('#qr').screenshot());
    await fill(first.page, {'new-code': codeOf(uri)});
    await first.page.click('#two-factor-form button[type=submit]');
    await first.page.waitForSelector('#recovery:not([hidden])');
    await second.page.goto('/settings/account');
    await at(second.page, '/login');
    await second.page.waitForSelector('#code-step:not([hidden])');
    await fill(second.page, {code: codeOf(uri, 1)});
    await second.page.click('#code-step button[type=submit]');
    await at(second.page, '/settings/account');
    await first.leave();
    await second.leave();
});

test('carries the way back along, and says when signing out fails', async () => {
    const {page, leave} = await visit(browser, server.url);
    await page.goto('/login?returnUrl=%2Fsettings%2Faccount%3Flink%3Dcorp');
    await page.click('#signup-link');
    await at(page, '/signup');
    await page.click('a[href^="/login"]');
    await at(page, '/login');
    await fill(page, {email: server.admin.email, password: server.admin.password});
    await page.click('#password-step button[type=submit]');
    await at(page, '/settings/account');
    assert.equal(new URL(page.url()).search, '?link=corp');
    await page.waitForSelector('body[data-ready]');
    await page.route('**/api/auth/logout', route => route.fulfill({status: 503, contentType: 'application/json', body: '{"code":"SERVER_BUSY"}'}));
    await page.click('#sign-out');
    await page.waitForSelector('#notice.bad:not([hidden])');
    await page.unroute('**/api/auth/logout');
    await page.click('#sign-out');
    await at(page, '/login');
    await leave();
});

test('leads who must confirm an address first to where a link can be asked for', async () => {
    const strict = await startServer(['auth.require_verified_email=true']);
    const {page, leave} = await visit(browser, strict.url);
    await page.goto('/login');
    const answer = await page.request.post('/api/auth/register', {data: {
        firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.org', password: 'correct horse 7',
        confirmPassword: 'correct horse 7', remember: true}});
    assert.equal((await answer.json()).status, 'email_not_verified');
    for (const path of ['/dashboard', '/settings/account']) {
        await page.goto(path);
        await at(page, '/login');
        await page.waitForSelector('#resend-step:not([hidden])');
    }
    await page.click('#resend-step button[type=submit]');
    await page.waitForSelector('#notice:not([hidden])');
    assert.match(await page.textContent('#notice'), /administrator/);
    await leave();
    await strict.stop();
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
    const {page, leave} = await visit(browser, server.url);
    await signUp(page, 'ada@example.org');
    assert.match(await page.textContent('#notice'), /ready/);
    await page.goto('/forgot-password');
    await fill(page, {email: 'ada@example.org'});
    await page.click('button[type=submit]');
    await page.waitForSelector('#notice:not([hidden])');
    assert.match(await page.textContent('#notice'), /administrator/);
    await leave();
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
