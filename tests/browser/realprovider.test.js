// SPDX-License-Identifier: GPL-3.0-only
// From the server's own pages over a real identity provider's, and back.
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {clientSecret, startProvider} from '../providers/provider.js';
import {startMailServer, startServer} from './gatehouse.js';
import {at, fill, lookOver, openBrowser, picture, signIn, until, visit} from './visitor.js';

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-provider-'));
let browser, mail, provider, server;

before(async () => {
    [browser, mail, provider] = await Promise.all([openBrowser(), startMailServer(), startProvider()]);
    writeFileSync(join(folder, 'secret'), clientSecret + '\n');
    const settings = ['type=oidc', `issuer=${provider.issuer}`, 'client_id=gatehouse', `client_secret_file=${join(folder, 'secret')}`];
    server = await startServer([`mail.url="smtp://127.0.0.1:${mail.port}"`, ...settings.map(each => 'providers.idp.' + each)]);
    provider.accept([`${server.url}/api/auth/oauth/idp/callback`, `${server.url}/api/auth/external/idp/redirect`]);
});

after(async () => {
    await browser?.close();
    await server?.stop();
    await provider?.stop();
    await mail?.stop();
    rmSync(folder, {recursive: true});
});

async function confirmationOf(recipient) {
    for (;;) {
        const letter = await mail.next();
        if (letter.to.includes(recipient))
            return /http:\/\/\S+/.exec(letter.text)[0];
    }
}

// Signs in and consents on the provider's pages.
async function passProvider(page, name) {
    await page.waitForURL(url => url.href.startsWith(provider.issuer));
    await page.fill('input[name=login]', name);
    await page.fill('input[name=password]', 'any');
    await page.click('button[type=submit]');
    await page.waitForSelector('form input[name=prompt][value=consent]', {state: 'attached'});
    await page.click('button[type=submit]');
}

test('signs a new person in, and knows her again', async () => {
    const {page, context, leave} = await visit(browser, server.url);
    await page.goto('/login');
    await page.click('#providers a');
    await passProvider(page, 'ada');
    await at(page, '/dashboard');
    await page.waitForSelector('#state li');
    assert.match(await page.textContent('h1'), /Person ada/);
    await page.click('#sign-out');
    await at(page, '/login');
    await context.clearCookies();
    await page.click('#providers a');
    await passProvider(page, 'ada');
    await at(page, '/dashboard');
    await page.goto('/settings/account');
    await page.waitForSelector('body[data-ready]');
    assert.match(await page.textContent('#profile-list'), /ada@example\.org/);
    assert.match(await page.textContent('#connected-list'), /Idp/i);
    await lookOver(page);
    await leave();
});

test('connects a provider to an account, signs in by it, disconnects it', async () => {
    const {page, context, leave} = await visit(browser, server.url);
    await page.goto('/signup');
    await fill(page, {name: 'Grace Hopper', email: 'grace@home.example.org', password: 'compiler number 1'});
    await page.click('button[type=submit]');
    await page.goto(await confirmationOf('grace@home.example.org'));
    await signIn(page, 'grace@home.example.org', 'compiler number 1');
    await at(page, '/dashboard');
    await page.goto('/settings/account');
    await page.waitForSelector('body[data-ready]');
    assert.ok(await page.isHidden('#connect-warning'));
    await page.click('#connect a');
    await passProvider(page, 'grace');
    await page.waitForURL(url => url.pathname === '/settings/account');
    await page.waitForSelector('#connected-list li');
    await picture(page, 'account-real-provider');

    await context.clearCookies();
    await page.goto('/login');
    await page.click('#providers a');
    await passProvider(page, 'grace');
    await at(page, '/dashboard');
    assert.match(await page.textContent('h1'), /Grace Hopper/);
    await page.goto('/settings/account');
    await page.waitForSelector('body[data-ready]');
    await page.click('#connected-list button');
    await fill(page, {'disconnect-password': 'compiler number 1'});
    await page.click('#disconnect-form button[type=submit]');
    await until(page, () => document.querySelectorAll('#connected-list li').length === 0);
    await leave();
});

test('completes a registration that a provider began', async () => {
    const {page, leave} = await visit(browser, server.url);
    await page.goto('/api/auth/external/idp/init');
    await passProvider(page, 'edsger');
    await page.waitForURL(url => url.pathname.startsWith('/external/register'));
    await page.waitForSelector('#form:not([hidden])');
    assert.match(await page.textContent('#identity'), /^Idp: Person edsger · edsger@example\.org$/);
    await lookOver(page);
    await fill(page, {firstName: 'Edsger', lastName: 'Dijkstra'});
    await page.click('button[type=submit]');
    await at(page, '/dashboard');
    await page.waitForSelector('#state li');
    assert.match(await page.textContent('h1'), /Edsger Dijkstra/);
    await leave();
});

// Somebody sends on the address that the provider's page led to, hoping that another person registers
// with the sender's account elsewhere.
test('registers nobody with what began in another browser', async () => {
    const eve = await visit(browser, server.url);
    await eve.page.goto('/api/auth/external/idp/init');
    const arrival = eve.page.waitForRequest(request => new URL(request.url()).pathname.startsWith('/external/register/'));
    await passProvider(eve.page, 'eve');
    const sentOn = (await arrival).url();
    for (const locale of ['en-US', 'de-DE']) {
        const victim = await visit(browser, server.url, {locale});
        await victim.page.goto(sentOn);
        await victim.page.waitForSelector('#notice.bad');
        assert.match(await victim.page.textContent('#notice'), locale === 'en-US' ? /another browser/ : /anderen Browser/);
        assert.ok(await victim.page.isHidden('#form'));
        const made = await victim.page.evaluate(async token => {
            const {post} = await import('/assets/api.js');
            return (await post('/api/auth/external/register/' + token, {email: 'victim@example.org'})).body.code;
        }, sentOn.split('/').pop());
        assert.equal(made, 'CSRF_REJECTED');
        await victim.leave();
    }
    await eve.page.waitForSelector('#form:not([hidden])');
    await eve.leave();
});

test('warns whoever never proved the address, also where an administrator vouched for it', async () => {
    const {page, leave} = await visit(browser, server.url);
    await signIn(page, server.admin.email, server.admin.password);
    await at(page, '/dashboard');
    await page.goto('/settings/account');
    await page.waitForSelector('body[data-ready]');
    const {user} = await page.evaluate(async () => (await fetch('/api/account')).json());
    assert.deepEqual([user.emailVerified, user.emailProven], [true, false]);
    assert.ok(await page.isVisible('#connect-warning'));
    await leave();
});

test('lets nobody in who says no at the provider', async () => {
    const {page, leave} = await visit(browser, server.url);
    await page.goto('/login');
    await page.click('#providers a');
    await page.waitForURL(url => url.href.startsWith(provider.issuer));
    await page.click('a[href$="/abort"]');
    await at(page, '/login');
    await page.waitForSelector('#notice.bad');
    await leave();
});
