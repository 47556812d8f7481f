// SPDX-License-Identifier: GPL-3.0-only
// Passkeys, with the browser's own virtual authenticator (WebAuthn Level 3 section 11).
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {startServer} from './gatehouse.js';
import {at, fill, lookOver, openBrowser, phone, picture, signIn, until, visit} from './visitor.js';

let browser, server, hasPasskeys;

before(async () => {
    [browser, server] = await Promise.all([openBrowser(), startServer()]);
    hasPasskeys = (await fetch(server.url + '/api/auth/passkey/login/begin', {method: 'POST'})).status !== 404;
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

async function addAuthenticator({page, context}, options = {}) {
    const devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    const {authenticatorId} = await devtools.send('WebAuthn.addVirtualAuthenticator', {options: {
        protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
        automaticPresenceSimulation: true, ...options}});
    return {
        obey: enabled => devtools.send('WebAuthn.setAutomaticPresenceSimulation', {authenticatorId, enabled}),
        verify: isUserVerified => devtools.send('WebAuthn.setUserVerified', {authenticatorId, isUserVerified})
    };
}

const openAccount = async page => {
    await page.goto('/settings/account');
    await page.waitForSelector('body[data-ready]');
};

const said = (page, words) => until(page, `document.getElementById('notice').textContent.includes(${JSON.stringify(words)})`);

test('makes a passkey, signs in with it, renames and removes it', async t => {
    if (!hasPasskeys)
        return t.skip('this server has no passkeys');
    const visitor = await visit(browser, server.url, phone);
    const {page, leave} = visitor;
    const device = await addAuthenticator(visitor);
    await device.obey(false); // or the suggestions of the sign-in page would be taken at once
    await signIn(page, server.admin.email, server.admin.password);
    await at(page, '/dashboard');
    await openAccount(page);
    await device.obey(true);
    await fill(page, {'passkey-name': 'My <b>phone</b>'});
    await page.click('#passkey-form button[type=submit]');
    await said(page, 'ready');
    assert.equal(await page.textContent('#passkey-list strong'), 'My <b>phone</b>');
    await lookOver(page);
    await picture(page, 'passkeys-phone');

    await page.click('#passkey-form button[type=submit]'); // the same device a second time
    await page.waitForSelector('#passkey-form .fault:not([hidden])');
    assert.match(await page.textContent('#passkey-form .fault'), /already/);

    await device.obey(false);
    await page.click('#sign-out');
    await at(page, '/login');
    await page.waitForSelector('#passkey-button:not([hidden])');
    await lookOver(page);
    await picture(page, 'login-passkey-phone');
    await device.obey(true);
    await page.click('#passkey-button');
    await at(page, '/dashboard');

    await openAccount(page);
    assert.match(await page.textContent('#passkey-list .hint'), /last used/);
    await page.click('#passkey-list .deeds button:first-child');
    await page.fill('#passkey-list input', 'Pocket');
    await page.press('#passkey-list input', 'Enter');
    await said(page, 'Renamed');
    assert.equal(await page.textContent('#passkey-list strong'), 'Pocket');
    await page.click('#passkey-list .deeds button:last-child');
    await said(page, 'removed');
    assert.equal(await page.locator('#passkey-list li').count(), 0);
    await device.obey(false);
    await page.click('#sign-out');
    await at(page, '/login');
    await page.waitForSelector('#passkey-button:not([hidden])');
    await device.obey(true);
    await page.click('#passkey-button'); // one that the server has forgotten
    await page.waitForSelector('#passkey-fault:not([hidden])');
    await leave();
});

test('signs in by the suggestion of the address field', async t => {
    if (!hasPasskeys)
        return t.skip('this server has no passkeys');
    const visitor = await visit(browser, server.url);
    const {page, leave} = visitor;
    const device = await addAuthenticator(visitor);
    await device.obey(false);
    await signIn(page, server.admin.email, server.admin.password);
    await at(page, '/dashboard');
    await openAccount(page);
    await device.obey(true);
    await page.click('#passkey-form button[type=submit]');
    await said(page, 'ready');
    await page.click('#sign-out');
    await at(page, '/dashboard'); // by way of the sign-in page, where the device agrees by itself
    await leave();
});

test('takes no device that cannot tell its owner', async t => {
    if (!hasPasskeys)
        return t.skip('this server has no passkeys');
    const visitor = await visit(browser, server.url);
    const {page, leave} = visitor;
    const device = await addAuthenticator(visitor);
    await device.obey(false);
    await signIn(page, server.admin.email, server.admin.password);
    await at(page, '/dashboard');
    await openAccount(page);
    await device.obey(true);
    await device.verify(false);
    await page.click('#passkey-form button[type=submit]');
    await page.waitForSelector('#passkey-form .fault:not([hidden])');
    await leave();
});
