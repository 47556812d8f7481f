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
        goOn();
}

async function bySuggestion(begun) {
    const answer = await waitForPasskey(begun);
    if (answer.ok)
        goOn();
    else if (answer.body.code !== 'ABORTED' && answer.body.code !== 'CANCELLED')
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
