// SPDX-License-Identifier: GPL-3.0-only
import {post} from './api.js';
import {wordsOf} from './form.js';
import {byId, notice} from './view.js';

export function offerSignOut() {
    byId('sign-out').addEventListener('click', async () => {
        const answer = await post('/api/auth/logout');
        if (answer.ok || answer.status === 401)
            return location.assign('/login');
        notice(wordsOf(answer), true); // still signed in
    });
}
