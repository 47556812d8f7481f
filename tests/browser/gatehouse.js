// SPDX-License-Identifier: GPL-3.0-only
// The real server and a real mail server, each a process with a folder of its own.
import {execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, openSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';

const root = new URL('../..', import.meta.url).pathname;
const program = process.env.GATEHOUSED ?? join(root, 'build/bin/gatehoused');

function lines(child) {
    const waiting = [];
    const come = [];
    createInterface({input: child.stdout})
        .on('line', line => (waiting.length ? waiting.shift()(line) : come.push(line)))
        .on('close', () => waiting.forEach(resolve => resolve('')));
    return () => (come.length ? Promise.resolve(come.shift()) : new Promise(resolve => waiting.push(resolve)));
}

async function end(child) {
    if (child.exitCode !== null)
        return;
    const ended = new Promise(resolve => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
}

export async function startMailServer() {
    const child = spawn('/usr/bin/python3', [join(root, 'tests/mail/smtpsink.py'), 'accept'], {stdio: ['pipe', 'pipe', 'inherit']});
    const next = lines(child);
    const port = Number(await next());
    return {port, next: async () => JSON.parse(await next()), stop: () => end(child)};
}

export async function startServer(settings = []) {
    const folder = mkdtempSync(join(tmpdir(), 'gatehouse-browser-'));
    const log = openSync(join(folder, 'server.log'), 'w');
    const common = ['--data-dir', folder];
    const options = ['password.argon2_memory_kib=1024', 'password.argon2_passes=1', 'throttle.registrations_per_client=1000',
                     'throttle.mails_per_client=1000', 'throttle.mails_per_address=1000', ...settings].flatMap(each => ['--set', each]);
    const admin = {email: 'root@example.org', password: 'seven bridges of old'};
    execFileSync(program, ['admin', 'create', '--email', admin.email, '--name', 'Root', '--password-stdin', ...common, ...options],
                 {input: admin.password + '\n', stdio: ['pipe', 'ignore', log]});
    const child = spawn(program, ['serve', '--listen', '127.0.0.1:0', ...common, ...options], {stdio: ['ignore', 'pipe', log]});
    const port = /:(\d+)$/.exec(await lines(child)())[1];
    const stop = async () => {
        await end(child);
        rmSync(folder, {recursive: true});
    };
    return {url: 'http://localhost:' + port, admin, stop};
}

// Somebody else's reader of QR codes and maker of codes.
export function scan(png) {
    const file = join(mkdtempSync(join(tmpdir(), 'gatehouse-qr-')), 'qr.png');
    writeFileSync(file, png);
    try {
        return execFileSync('zbarimg', ['--quiet', '--raw', file], {stdio: ['ignore', 'pipe', 'ignore']}).toString().trim();
    } finally {
        rmSync(join(file, '..'), {recursive: true});
    }
}

// The code of a half minute, by default of this one.
export function codeOf(uri, stepsAway = 0) {
    const secret = new URL(uri).searchParams.get('secret');
    const moment = new Date(Date.now() + stepsAway * 30_000).toISOString().replace('T', ' ').slice(0, 19) + ' UTC';
    return execFileSync('oathtool', ['--totp', '--base32', '--now', moment, secret]).toString().trim();
}
