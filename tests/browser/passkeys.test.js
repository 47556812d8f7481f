// SPDX-License-Identifier: GPL-3.0-only
// Passkeys, with the browser's own virtual authenticator (WebAuthn Level 3 section 11).
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {startServer} from './gatehouse.js';
import {at, fill, lookOver, openBrowser, phone, picture, signIn, until, visit} from './visitor.js';

let browser, server;

before(async () => {
    [browser, server] = await Promise.all([openBrowser(), startServer()]);
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
        // The same key on a device that has not seen what the other one did.
        fallBehind: async () => {
            const {credentials: [credential]} = await devtools.send('WebAuthn.getCredentials', {authenticatorId});
            await devtools.send('WebAuthn.clearCredentials', {authenticatorId});
            await devtools.send('WebAuthn.addCredential', {authenticatorId, credential: {...credential, signCount: 0}});
        },
        verify: isUserVerified => devtools.send('WebAuthn.setUserVerified', {authenticatorId, isUserVerified})
    };
}

const openAccount = async page => {
    await page.goto('/settings/account');
    await page.waitForSelector('body[data-ready]');
};

const said = (page, words) => until(page, `document.getElementById('notice').textContent.includes(${JSON.stringify(words)})`);

// A device with a passkey of the administrator, who is signed in.
async function makePasskey(visitor) {
    const {page} = visitor;
    const device = await addAuthenticator(visitor);
    await device.obey(false);
    await signIn(page, server.admin.email, server.admin.password);
    await at(page, '/dashboard');
    await openAccount(page);
    await device.obey(true);
    await page.click('#passkey-form button[type=submit]');
    await said(page, 'ready');
    return device;
}

test('makes a passkey, signs in with it, renames and removes it', async () => {
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

test('signs in by the suggestion of the address field', async () => {
    const visitor = await visit(browser, server.url);
    const {page, leave} = visitor;
    const device = await makePasskey(visitor);
    await page.click('#sign-out');
    await at(page, '/dashboard'); // by way of the sign-in page, where the device agrees by itself
    await leave();
});

test('takes no device that cannot tell its owner', async () => {
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

test('refuses a copy whose counter is behind, but not its owner', async () => {
    const visitor = await visit(browser, server.url);
    const {page, leave} = visitor;
    const device = await makePasskey(visitor);
    await device.obey(false);
    await page.click('#sign-out');
    await at(page, '/login');
    await page.waitForSelector('#passkey-button:not([hidden])');
    await device.fallBehind();
    await device.obey(true);
    await page.click('#passkey-button');
    await page.waitForSelector('#passkey-fault:not([hidden])');
    await device.obey(false);

    const {access_token: token} = await (await fetch(server.url + '/api/auth/login', {
        method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(server.admin)})).json();
    const asAdmin = async path => (await fetch(server.url + path, {headers: {Authorization: 'Bearer ' + token}})).json();
    const {users: [account]} = await asAdmin('/api/admin/users?search=root');
    const {passkeys} = await asAdmin(`/api/admin/users/${account.id}/passkeys`);
    assert.ok(passkeys.some(passkey => passkey.cloneSuspectedAt));
    await signIn(page, server.admin.email, server.admin.password);
    await at(page, '/dashboard');
    await leave();
});

test('signs nobody in whose device did not look who it is', async () => {
    const visitor = await visit(browser, server.url);
    const {page, leave} = visitor;
    const device = await makePasskey(visitor);
    await device.obey(false);
    await device.verify(false);
    await page.click('#sign-out');
    await at(page, '/login');
    await page.waitForSelector('#passkey-button:not([hidden])');
    await device.obey(true);
    await page.click('#passkey-button');
    await page.waitForSelector('#passkey-fault:not([hidden])');
    await leave();
});
