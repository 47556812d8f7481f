// SPDX-License-Identifier: GPL-3.0-only
// What all forms do: one request at a time, faults beside their fields, waiting as long as the
// server asks for.
import {knows, say, settings} from './words.js';
import {element, show} from './view.js';

export function wordsOf(answer) {
    if (answer.status === 0)
        return say('offline');
    const code = answer.body.code ?? String(answer.status);
    return knows('code.' + code) ? say('code.' + code) : say('fault', {code});
}

function fieldWords(code) {
    return knows('field.' + code) ? say('field.' + code, {minimum: settings.minimumPassword}) : say('field.INVALID');
}

function clearFaults(form) {
    form.querySelectorAll('.field-fault').forEach(node => node.remove());
    form.querySelectorAll('[aria-invalid]').forEach(input => {
        input.removeAttribute('aria-invalid');
        input.removeAttribute('aria-errormessage');
    });
    show(form.querySelector('.fault'), false);
}

function markField(input, words) {
    const fault = element('p', {className: 'field-fault', id: input.id + '-fault', textContent: words});
    input.setAttribute('aria-invalid', 'true');
    input.setAttribute('aria-errormessage', fault.id);
    (input.closest('.secret-field') ?? input).after(fault);
}

function showFault(form, words) {
    const box = form.querySelector('.fault');
    box.textContent = words;
    show(box);
}

const waitWords = seconds => (seconds < 100 ? say('wait', {seconds}) : say('wait_minutes', {minutes: Math.ceil(seconds / 60)}));

function countDown(form, button, words, seconds) {
    if (seconds <= 0) {
        button.disabled = false;
        return show(form.querySelector('.fault'), false);
    }
    button.disabled = true;
    showFault(form, words + ' ' + waitWords(seconds));
    setTimeout(() => countDown(form, button, words, seconds - 1), 1000);
}

function explain(form, button, answer) {
    const faults = Object.entries(answer.body.codes ?? {}).filter(([name]) => form.elements[name]);
    faults.forEach(([name, code]) => markField(form.elements[name], fieldWords(code)));
    if (answer.retryAfter > 0)
        return countDown(form, button, wordsOf(answer), answer.retryAfter);
    showFault(form, faults.length ? say('check_fields') : wordsOf(answer));
    (faults.length ? form.elements[faults[0][0]] : form.querySelector('input'))?.focus();
}

// Empty required fields need no server to be found.
function missing(form) {
    const empty = [...form.elements].filter(input => input.required && !input.value.trim());
    return Object.fromEntries(empty.map(input => [input.name, 'REQUIRED']));
}

function valuesOf(form) {
    const inputs = [...form.elements].filter(input => input.name);
    return Object.fromEntries(inputs.map(input => [input.name, input.type === 'checkbox' ? input.checked : input.value]));
}

// submit(values) gives the server's answer; done(body, values) follows a good one. refused(answer)
// may take a bad one over by giving true.
export function handle(form, {submit, done, refused = () => false}) {
    form.querySelectorAll('input[type=password]').forEach(addReveal);
    const button = form.querySelector('button[type=submit]');
    form.dataset.wired = 'true'; // before, it is not shown
    form.addEventListener('submit', async event => {
        event.preventDefault();
        if (button.disabled)
            return;
        clearFaults(form);
        const codes = missing(form);
        if (Object.keys(codes).length)
            return explain(form, button, {status: 400, body: {codes}, retryAfter: 0});
        button.disabled = true;
        form.setAttribute('aria-busy', 'true');
        const values = valuesOf(form);
        const answer = await submit(values);
        form.removeAttribute('aria-busy');
        button.disabled = false;
        if (answer.ok)
            await done(answer.body, values);
        else if (!refused(answer))
            explain(form, button, answer);
    });
}

// Asks for something outside a form, and says beside it what went wrong.
export async function ask(faultBox, promise) {
    const answer = await promise;
    faultBox.textContent = answer.ok ? '' : wordsOf(answer);
    show(faultBox, !answer.ok);
    return answer;
}

function addReveal(input) {
    const button = element('button', {type: 'button', className: 'reveal', textContent: say('show')});
    button.setAttribute('aria-controls', input.id);
    button.setAttribute('aria-pressed', 'false');
    button.addEventListener('click', () => {
        const hidden = input.type === 'password';
        input.type = hidden ? 'text' : 'password';
        button.textContent = say(hidden ? 'hide' : 'show');
        button.setAttribute('aria-pressed', String(hidden));
    });
    const box = element('div', {className: 'secret-field'});
    input.replaceWith(box);
    box.append(input, button);
}
