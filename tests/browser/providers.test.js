// SPDX-License-Identifier: GPL-3.0-only
// What the pages do with other providers. What such a provider would have brought about stands in
// for it here: its lists are answered on the way.
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

const markup = '<img src=x onerror=alert(1)>';
const account = {id: '7d1f2c9e-58f3-4c9c-9d0e-0a4b1d3d7f10', provider: 'github', providerUserId: '1815', email: 'ada@example.org',
                 displayName: markup, avatarUrl: '', createdAt: '2026-05-01T10:00:00Z'};

// Answers for the two lists; gives what was asked for on the way.
async function answerLists(context, {providers, accounts}) {
    const asked = [];
    await context.route('**/api/auth/external/providers', route => route.fulfill({json: {status: 'ok', providers}}));
    await context.route('**/api/user/connected-accounts', route => route.fulfill({json: {accounts, hasPassword: true}}));
    await context.route('**/api/user/connected-accounts/*', route => {
        asked.push([route.request().method(), new URL(route.request().url()).pathname, route.request().postDataJSON()]);
        accounts.length = 0;
        return route.fulfill({json: {message: 'Done.'}});
    });
    return asked;
}

const links = page => page.$$eval('#connect a, #providers a, #notice a', nodes => nodes.map(node => node.getAttribute('href')));

test('offers what the server has, on the sign-in page', async () => {
    const {page, context, leave} = await visit(browser, server.url, phone);
    await answerLists(context, {providers: ['github', 'corp'], accounts: []});
    await page.goto('/login');
    await page.waitForSelector('#others:not([hidden])');
    assert.deepEqual(await links(page), ['/api/auth/oauth/github?flow=login', '/api/auth/oauth/corp?flow=login']);
    assert.match(await page.textContent('#providers'), /GitHub.*Corp/);
    await lookOver(page);
    await picture(page, 'login-providers-phone');
    await leave();
});

test('lists, connects and disconnects accounts', async () => {
    const {page, context, leave} = await visit(browser, server.url);
    const asked = await answerLists(context, {providers: ['github', 'corp'], accounts: [account]});
    await signIn(page, server.admin.email, server.admin.password);
    await at(page, '/dashboard');
    await page.goto('/settings/account?linked=github');
    await page.waitForSelector('body[data-ready]');
    assert.match(await page.textContent('#notice'), /GitHub is connected/);
    assert.ok((await page.textContent('#connected-list')).includes(markup));
    assert.deepEqual(await links(page), ['/api/auth/oauth/corp?flow=link']);
    assert.ok(await page.isVisible('#connect-warning')); // nobody proved this address by a mailed link
    await lookOver(page);
    await picture(page, 'account-connected');
    await page.click('#connected-list button');
    await page.click('#disconnect-form button[type=submit]');
    await page.waitForSelector('#disconnect-password-fault');
    await fill(page, {'disconnect-password': 'seven bridges of old'});
    await page.click('#disconnect-form button[type=submit]');
    await until(page, () => document.querySelectorAll('#connected-list li').length === 0);
    assert.deepEqual(asked, [['DELETE', '/api/user/connected-accounts/' + account.id, {password: 'seven bridges of old'}]]);
    await leave();
});

test('connects only what the person wants, and names only what there is', async () => {
    const {page, context, leave} = await visit(browser, server.url);
    await answerLists(context, {providers: ['corp'], accounts: []});
    await signIn(page, server.admin.email, server.admin.password);
    await at(page, '/dashboard');
    await page.goto('/settings/account?link=corp');
    await page.waitForSelector('#notice a');
    assert.ok((await links(page)).every(href => href === '/api/auth/oauth/corp?flow=link'));
    for (const query of ['link=', 'linked='].flatMap(key => [markup, '//evil.test', '../x', 'github'].map(each => key + encodeURIComponent(each)))) {
        await page.goto('/settings/account?' + query);
        await page.waitForSelector('body[data-ready]');
        assert.ok(await page.isHidden('#notice'), query);
    }
    await leave();
});

test('completes a registration with the token of its address, and keeps it there no longer', async () => {
    const {page, context, leave} = await visit(browser, server.url);
    const asked = [];
    await context.route('**/api/auth/external/register/*', route => {
        if (route.request().method() === 'GET')
            return route.fulfill({json: {status: 'ok', account: {provider: 'github', providerId: '1815', email: 'ada@example.org', displayName: markup}}});
        asked.push([new URL(route.request().url()).pathname, route.request().postDataJSON()]);
        return route.fulfill(asked.length < 2 ? {status: 409, json: {code: 'EMAIL_ALREADY_EXISTS', error: 'x', message: 'x'}}
                                              : {status: 400, json: {code: 'EXPIRED_OR_ALREADY_USED', error: 'x', message: 'x'}});
    });
    await page.goto('/external/register/aaa.bbb-c_c.ddd');
    await until(page, () => !location.href.includes('aaa'));
    await page.waitForSelector('#form:not([hidden])');
    assert.equal(await page.textContent('#identity'), `GitHub: ${markup} · ada@example.org`);
    await fill(page, {firstName: 'Ada'});
    await lookOver(page);
    await picture(page, 'external-register');
    await page.click('button[type=submit]');
    await page.waitForSelector('#form .fault:not([hidden])');
    await page.click('button[type=submit]');
    await page.waitForSelector('#notice.bad');
    assert.deepEqual(asked[0], ['/api/auth/external/register/aaa.bbb-c_c.ddd', {firstName: 'Ada', remember: true}]);
    await page.reload();
    await page.waitForSelector('#notice.bad');
    assert.ok(await page.isHidden('#form'));
    await leave();
});

test('shows the way back from where there is nothing', async () => {
    const {page, leave} = await visit(browser, server.url, {colorScheme: 'dark'});
    await page.goto('/nowhere/at/all');
    assert.equal(await page.textContent('h1'), 'There is nothing here');
    await picture(page, 'not-found-dark');
    await page.click('main a');
    await at(page, '/login');
    await leave();
});
