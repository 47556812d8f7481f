// SPDX-License-Identifier: GPL-3.0-only
// The real server and a real identity provider, walked through over HTTP.
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';
import {startServer} from '../browser/gatehouse.js';
import {clientSecret, startProvider} from './provider.js';
import {Visitor} from './visitor.js';

let provider;
let server;
let api;
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-provider-'));
const own = {'sec-fetch-site': 'same-origin'};

before(async () => {
    provider = await startProvider();
    writeFileSync(join(folder, 'secret'), clientSecret + '\n');
    server = await startServer(['type=oidc', `issuer=${provider.issuer}`, 'client_id=gatehouse',
                                `client_secret_file=${join(folder, 'secret')}`].map(each => 'providers.idp.' + each));
    api = server.url + '/api';
    provider.accept([`${api}/auth/oauth/idp/callback`, `${api}/auth/external/idp/redirect`]);
});

after(async () => {
    await server?.stop();
    await provider?.stop();
    rmSync(folder, {recursive: true});
});

const account = async visitor => (await visitor.json('GET', `${api}/account`)).body.user;

test('signs in, and knows the person again', async () => {
    const first = new Visitor();
    assert.equal(await first.passProvider(`${api}/auth/oauth/idp`, 'ada', server.url), `${server.url}/`);
    const made = await account(first);
    assert.equal(made.email, 'ada@example.org');
    assert.equal(made.name, 'Person ada');
    assert.equal(made.emailVerified, true);
    assert.equal(made.hasPassword, false);
    const second = new Visitor();
    assert.equal(await second.passProvider(`${api}/auth/external/idp/init`, 'ada', server.url), `${server.url}/dashboard`);
    assert.equal((await account(second)).id, made.id);
});

test('leaves an address that is not verified unverified', async () => {
    const visitor = new Visitor();
    await visitor.passProvider(`${api}/auth/oauth/idp`, 'doubtful', server.url);
    assert.equal((await account(visitor)).emailVerified, false);
});

test('registers with a token', async () => {
    const visitor = new Visitor();
    const page = await visitor.passProvider(`${api}/auth/external/idp/init`, 'grace', server.url);
    const token = page.split('/external/register/')[1];
    assert.ok(token, page);
    const made = await visitor.json('POST', `${api}/auth/external/register/${token}`,
                                    {firstName: 'Grace', lastName: 'Hopper', remember: true});
    assert.deepEqual([made.status, made.body.status], [200, 'ok']);
    assert.equal((await account(visitor)).name, 'Grace Hopper');
    assert.equal((await visitor.json('POST', `${api}/auth/external/register/${token}`, {email: 'x@example.org'})).body.code,
                 'EXPIRED_OR_ALREADY_USED');
});

test('connects, signs in over the connection, and disconnects', async () => {
    const visitor = new Visitor();
    const credentials = {email: 'alan@example.org', password: 'correct horse 7'};
    await visitor.json('POST', `${api}/auth/signup`, {name: 'Alan Turing', ...credentials});
    await visitor.json('POST', `${api}/auth/login`, credentials);
    const back = await visitor.passProvider(`${api}/auth/oauth/idp?flow=link`, 'turing', server.url, own);
    assert.equal(back, `${server.url}/settings/account?linked=idp`);
    const user = await account(visitor);
    assert.equal(user.email, credentials.email);
    assert.equal(user.hasPassword, false); // nobody had proven the address: what was there before is gone

    const other = new Visitor();
    assert.equal(await other.passProvider(`${api}/auth/oauth/idp`, 'turing', server.url), `${server.url}/`);
    assert.equal((await account(other)).id, user.id);

    const [link] = (await other.json('GET', `${api}/user/connected-accounts`)).body.accounts;
    const remove = body => other.json('DELETE', `${api}/user/connected-accounts/${link.id}`, body);
    assert.equal((await remove({password: 'x'})).body.code, 'LAST_AUTH_METHOD');
    const password = 'another horse 8';
    assert.equal((await other.json('POST', `${api}/user/set-password`, {newPassword: password})).status, 200);
    assert.equal((await remove({password})).status, 200);
    const third = new Visitor();
    await third.passProvider(`${api}/auth/oauth/idp`, 'turing', server.url);
    assert.notEqual((await account(third)).id, user.id);
});

test('is refused where an account has the address already', async () => {
    const visitor = new Visitor();
    await visitor.json('POST', `${api}/auth/signup`, {name: 'Local', email: 'taken@example.org', password: 'correct horse 7'});
    assert.equal(await visitor.passProvider(`${api}/auth/oauth/idp`, 'taken', server.url), `${server.url}/login?error=account_exists`);
});

test('passes every step of its test', async () => {
    const admin = new Visitor();
    const login = await admin.json('POST', `${api}/auth/login`, server.admin);
    const answer = await fetch(`${api}/admin/providers/idp/test`,
                               {method: 'POST', headers: {authorization: `Bearer ${login.body.access_token}`}});
    const {checks} = await answer.json();
    assert.deepEqual(checks.filter(check => !check.passed), []);
    assert.deepEqual(checks.map(check => check.check),
                     ['address', 'resolve', 'connect', 'document', 'issuer', 'endpoints', 'algorithms', 'pkce', 'jwks']);
});

test('follows new keys', async () => {
    provider.rotateKeys();
    await wait(10_500); // keys are asked for at most every ten seconds
    const visitor = new Visitor();
    assert.equal(await visitor.passProvider(`${api}/auth/oauth/idp`, 'ada', server.url), `${server.url}/`);
});
