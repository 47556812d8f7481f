// SPDX-License-Identifier: GPL-3.0-only
// What the server put into the page as data: its settings, and the words that scripts say.
export const settings = JSON.parse(document.getElementById('settings').textContent);

export function say(key, values = {}) {
    const words = settings.words[key] ?? key;
    return words.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
}

export const knows = key => key in settings.words;

const language = document.documentElement.lang;
const momentFormat = new Intl.DateTimeFormat(language, {dateStyle: 'medium', timeStyle: 'short'});
const dayFormat = new Intl.DateTimeFormat(language, {dateStyle: 'long'});
export const moment = text => momentFormat.format(new Date(text));
export const day = text => dayFormat.format(new Date(text));
