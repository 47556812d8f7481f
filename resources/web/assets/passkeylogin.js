// SPDX-License-Identifier: GPL-3.0-only
// The sign-in page's ways by passkey: a button, and the suggestions of the address field.
import {ask} from './form.js';
import {goOn} from './places.js';
import {beginSignIn, signInWithPasskey, supported, waitForPasskey} from './passkeys.js';
import {byId, show} from './view.js';

async function byButton() {
    const button = byId('passkey-button');
    button.disabled = true;
    const answer = await ask(byId('passkey-fault'), signInWithPasskey());
    button.disabled = false;
    if (answer.ok)
        return goOn();
    if (answer.body.code === 'CANCELLED')
        await bySuggestion();
}

// Quiet as long as nobody has chosen a passkey.
const silent = ['ABORTED', 'CANCELLED'];

async function bySuggestion(begun) {
    const ceremony = begun ?? await beginSignIn();
    if (!ceremony.ok)
        return;
    const answer = await waitForPasskey(ceremony);
    if (answer.ok)
        goOn();
    else if (answer.body.code === 'EXPIRED')
        await bySuggestion();
    else if (!silent.includes(answer.body.code))
        await ask(byId('passkey-fault'), answer);
}

// Nothing is offered where the browser, or the server's address, cannot have passkeys.
export async function offerPasskey() {
    if (!supported)
        return;
    const begun = await beginSignIn();
    if (!begun.ok)
        return;
    show(byId('passkey-button'));
    byId('passkey-button').addEventListener('click', byButton);
    await bySuggestion(begun);
}
