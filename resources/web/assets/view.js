// SPDX-License-Identifier: GPL-3.0-only
export const byId = id => document.getElementById(id);

// An element with properties and children; text is only ever text.
export function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
}

export function show(node, visible = true) {
    node.hidden = !visible;
}

// What went well, or must be known; read out by screen readers.
export function notice(text, isBad = false) {
    const box = byId('notice');
    box.textContent = text;
    box.classList.toggle('bad', isBad);
    show(box, text !== '');
}
