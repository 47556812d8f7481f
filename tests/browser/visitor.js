// SPDX-License-Identifier: GPL-3.0-only
// A person with a browser. Whatever the pages do wrong on the way is kept: complaints of the
// console, refusals of the Content-Security-Policy, requests to anybody else.
import {chromium} from 'playwright-core';
import assert from 'node:assert/strict';
import {join} from 'node:path';

const launch = () => chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
           '--disable-component-update', '--disable-sync']
});

let browser;
export const openBrowser = () => browser ??= launch(); // one for everybody

export const phone = {viewport: {width: 375, height: 740}, isMobile: true, hasTouch: true};

// An answer of 4xx is how the API refuses; the browser counts it as a complaint, we don't.
const isExpected = text => text.startsWith('Failed to load resource');

export async function visit(browser, url, options = {}) {
    const context = await browser.newContext({baseURL: url, locale: 'en-US', ...options});
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const wrongs = [];
    const isOurs = () => page.url().startsWith(url) || page.url() === 'about:blank'; // other servers' pages are their affair
    page.on('console', message => message.type() === 'error' && isOurs() && !isExpected(message.text()) && wrongs.push(message.text()));
    page.on('pageerror', error => wrongs.push(String(error)));
    page.on('dialog', dialog => {
        wrongs.push('a dialog: ' + dialog.message());
        dialog.dismiss();
    });
    page.on('request', request => {
        const leaves = request.isNavigationRequest(); // where a page sends a person is looked at by itself
        if (isOurs() && !leaves && !request.url().startsWith(url) && !request.url().startsWith('data:'))
            wrongs.push('a request to ' + request.url());
    });
    return {page, context, wrongs, leave: async () => {
        await context.close();
        assert.deepEqual(wrongs, []);
    }};
}

export async function fill(page, values) {
    for (const [id, value] of Object.entries(values))
        await page.fill('#' + id, value);
}

export async function signUp(page, email, name = 'Ada Lovelace', password = 'correct horse 7') {
    await page.goto('/signup');
    await fill(page, {name, email, password});
    await page.click('button[type=submit]');
    await page.waitForSelector('#notice:not([hidden])');
}

export async function signIn(page, email, password) {
    await page.goto('/login');
    await fill(page, {email, password});
    await page.click('#password-step button[type=submit]');
}

// Asked from here again and again: the pages' Content-Security-Policy lets no code be made in them.
export async function until(page, question) {
    const deadline = Date.now() + 10_000;
    while (!await page.evaluate(question)) {
        assert.ok(Date.now() < deadline, 'never came true: ' + question);
        await page.waitForTimeout(40);
    }
}

export const at = (page, path) => page.waitForURL(url => url.pathname === path);

// Every field says what it is for, and nothing that should be words is a key or a hole.
export async function lookOver(page) {
    const nameless = await page.$$eval('input, button, select', nodes => nodes
        .filter(node => !node.labels?.length && !node.getAttribute('aria-label') && !node.textContent.trim())
        .map(node => node.id || node.outerHTML));
    assert.deepEqual(nameless, []);
    const text = await page.evaluate(() => document.title + document.body.innerText);
    assert.doesNotMatch(text, /\{\{|\{\w+\}|\b(code|field|event|account|login)\.[a-z_]+/);
    const width = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(width[0] <= width[1], 'the page is wider than its window');
}

export async function picture(page, name) {
    if (process.env.SCREENSHOTS)
        await page.screenshot({path: join(process.env.SCREENSHOTS, name + '.png'), fullPage: true});
}
