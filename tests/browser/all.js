// SPDX-License-Identifier: GPL-3.0-only
// All in one process, with one browser.
import './manners.test.js';
import './pages.test.js';
import './passkeys.test.js';
import './providers.test.js';
import './realprovider.test.js';
