// SPDX-License-Identifier: GPL-3.0-only
import {post} from './api.js';
import {byId} from './view.js';

export function offerSignOut() {
    byId('sign-out').addEventListener('click', async () => {
        await post('/api/auth/logout');
        location.assign('/login');
    });
}
