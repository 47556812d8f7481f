// SPDX-License-Identifier: GPL-3.0-only
// Passkeys, as browsers have them (WebAuthn Level 3): the ceremonies between browser and server.
import {post} from './api.js';

// Browsers have passkeys on safe origins only.
export const supported = Boolean(globalThis.PublicKeyCredential && navigator.credentials);

function bytesOf(text) {
    const base64 = text.replace(/-/g, '+').replace(/_/g, '/');
    return Uint8Array.from(atob(base64), character => character.charCodeAt(0));
}

function textOf(buffer) {
    const characters = Array.from(new Uint8Array(buffer), byte => String.fromCharCode(byte)).join('');
    return btoa(characters).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

const listOf = credentials => (credentials ?? []).map(each => ({...each, id: bytesOf(each.id)}));

// parseRequestOptionsFromJSON and toJSON would do the same, but older browsers lack them.
function requestOptions(json) {
    return {...json, challenge: bytesOf(json.challenge), allowCredentials: listOf(json.allowCredentials)};
}

function creationOptions(json) {
    return {...json, challenge: bytesOf(json.challenge), user: {...json.user, id: bytesOf(json.user.id)},
            excludeCredentials: listOf(json.excludeCredentials)};
}

function credentialJson(credential, response) {
    return {id: credential.id, rawId: textOf(credential.rawId), type: credential.type, response,
            authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
            clientExtensionResults: credential.getClientExtensionResults()};
}

function assertionJson(credential) {
    const {clientDataJSON, authenticatorData, signature, userHandle} = credential.response;
    return credentialJson(credential, {clientDataJSON: textOf(clientDataJSON), authenticatorData: textOf(authenticatorData),
                                       signature: textOf(signature), userHandle: userHandle ? textOf(userHandle) : undefined});
}

function attestationJson(credential) {
    const {clientDataJSON, attestationObject} = credential.response;
    return credentialJson(credential, {clientDataJSON: textOf(clientDataJSON), attestationObject: textOf(attestationObject),
                                       transports: credential.response.getTransports?.() ?? []});
}

// What the person or the browser broke off is an answer too, in the manner of the server's.
const faults = {NotAllowedError: 'CANCELLED', AbortError: 'ABORTED', TimeoutError: 'EXPIRED',
                InvalidStateError: 'CREDENTIAL_EXISTS'};

async function ceremony(begun, perform, finish) {
    if (!begun.ok)
        return begun;
    try {
        return finish(await perform(begun.body.publicKey));
    } catch (fault) {
        return {ok: false, status: 400, body: {code: faults[fault.name] ?? 'PASSKEY_REJECTED'}, retryAfter: 0};
    }
}

let waiting; // the request that waits in the address field's suggestions

export const stopWaiting = () => waiting?.abort();

// By a button; one that waits in the background gives way, since a browser has one at a time.
export async function signInWithPasskey() {
    stopWaiting();
    return ceremony(await post('/api/auth/passkey/login/begin', {}),
                    options => navigator.credentials.get({publicKey: requestOptions(options)}),
                    credential => post('/api/auth/passkey/login/finish', assertionJson(credential)));
}

// The server forgets a challenge after a while; the page may be open for longer.
const expire = controller => controller.abort(new DOMException('', 'TimeoutError'));

// The browser offers passkeys beside its passwords ("conditional UI"), without a question of its own.
export async function waitForPasskey(begun) {
    if (!await PublicKeyCredential.isConditionalMediationAvailable?.())
        return {ok: false, status: 0, body: {code: 'ABORTED'}, retryAfter: 0};
    waiting?.abort();
    waiting = new AbortController();
    const {signal} = waiting;
    return ceremony(begun, options => {
        setTimeout(expire, Math.max(30_000, options.timeout - 30_000), waiting);
        return navigator.credentials.get({publicKey: requestOptions(options), mediation: 'conditional', signal});
    }, credential => post('/api/auth/passkey/login/finish', assertionJson(credential)));
}

// Whether this server has passkeys at all: it says what a sign-in would be asked.
export const beginSignIn = () => post('/api/auth/passkey/login/begin', {});

export async function registerPasskey(name) {
    return ceremony(await post('/api/user/passkeys/register/begin', {device_name: name}),
                    options => navigator.credentials.create({publicKey: creationOptions(options)}),
                    credential => post('/api/user/passkeys/register/finish?' + new URLSearchParams({device_name: name}),
                                       attestationJson(credential)));
}
