// SPDX-License-Identifier: GPL-3.0-only
// As much of a browser as a way over a provider's pages needs: cookies for each origin and path,
// redirects one at a time, forms.
export class Visitor {
    #cookies = [];

    async #ask(url, options = {}) {
        const place = new URL(url);
        const cookie = this.#cookies
            .filter(each => each.origin === place.origin && place.pathname.startsWith(each.path))
            .map(each => `${each.name}=${each.value}`)
            .join('; ');
        const answer = await fetch(url, {redirect: 'manual', ...options, headers: {...(cookie && {cookie}), ...options.headers}});
        for (const line of answer.headers.getSetCookie())
            this.#keep(place, line);
        return answer;
    }

    #keep(place, line) {
        const [pair, ...attributes] = line.split(';').map(part => part.trim());
        const name = pair.slice(0, pair.indexOf('='));
        const attribute = key => attributes.find(each => each.toLowerCase().startsWith(key + '='))?.slice(key.length + 1);
        const path = attribute('path') ?? '/';
        this.#cookies = this.#cookies.filter(each => each.origin !== place.origin || each.name !== name || each.path !== path);
        const isGone = attribute('max-age') === '0' || new Date(attribute('expires') ?? 8e15) < new Date();
        if (!isGone)
            this.#cookies.push({origin: place.origin, path, name, value: pair.slice(name.length + 1)});
    }

    // Follows redirects until a page comes, or until one leads to `home`'s own pages.
    async go(url, {home, ...options} = {}) {
        let answer = await this.#ask(url, options);
        while (answer.status >= 300 && answer.status < 400) {
            url = new URL(answer.headers.get('location'), url).href;
            if (home && url.startsWith(home) && !url.startsWith(home + '/api/'))
                return {url, answer};
            answer = await this.#ask(url);
        }
        return {url, answer};
    }

    async json(method, url, body) {
        const headers = {'content-type': 'application/json'};
        const answer = await this.#ask(url, {method, headers, ...(body && {body: JSON.stringify(body)})});
        const text = await answer.text();
        return {status: answer.status, body: text ? JSON.parse(text) : {}};
    }

    // Signs in and consents on the provider's own pages, however many there are; where that leads to.
    async passProvider(start, name, home, headers = {}) {
        let at = await this.go(start, {home, headers});
        for (let page = 0; page < 4 && !at.url.startsWith(home); ++page) {
            const html = await at.answer.text();
            const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1];
            if (!action)
                throw new Error(`no form at ${at.url}: ${html.slice(0, 500)}`);
            const prompt = /name="prompt" value="([^"]+)"/.exec(html)?.[1];
            const form = new URLSearchParams(prompt === 'login' ? {prompt, login: name, password: 'any'} : {prompt});
            at = await this.go(new URL(action, at.url).href, {home, method: 'POST', body: form});
        }
        return at.url;
    }
}
