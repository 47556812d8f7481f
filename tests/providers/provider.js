// SPDX-License-Identifier: GPL-3.0-only
// A real identity provider (npm's oidc-provider) on a free port of loopback, with its own pages for
// signing in and for consent. Whoever names himself there is that person.
import {generateKeyPairSync} from 'node:crypto';
import {createServer} from 'node:http';
import Provider from 'oidc-provider';

export const clientSecret = 'a secret of sixty-four characters, as a provider would give it out';
let serial = 0;

function newKeys() {
    serial += 1;
    const {privateKey} = generateKeyPairSync('rsa', {modulusLength: 2048});
    return {keys: [{...privateKey.export({format: 'jwk'}), kid: `key-${serial}`, use: 'sig', alg: 'RS256'}]};
}

function account(id) {
    const claims = {sub: id, email: `${id}@example.org`, email_verified: !id.startsWith('doubtful'), name: `Person ${id}`};
    return {accountId: id, claims: () => claims};
}

export async function startProvider() {
    let handle = (request, response) => response.writeHead(503).end();
    const server = createServer((request, response) => handle(request, response));
    await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${server.address().port}`;
    let redirects = [];

    const serve = () => {
        const provider = new Provider(issuer, {
            clients: [{client_id: 'gatehouse', client_secret: clientSecret, redirect_uris: redirects}],
            jwks: newKeys(),
            cookies: {keys: ['of a test']},
            claims: {openid: ['sub'], email: ['email', 'email_verified'], profile: ['name']},
            pkce: {required: () => true, methods: ['S256']},
            findAccount: (_, id) => account(id)
        });
        handle = provider.callback();
    };
    return {
        issuer,
        // Lets people come back to these addresses.
        accept(addresses) {
            redirects = addresses;
            serve();
        },
        rotateKeys: serve,
        stop: () => {
            server.closeAllConnections();
            return new Promise(resolve => server.close(resolve));
        }
    };
}
