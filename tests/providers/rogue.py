#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""An identity provider that misbehaves as it is told to, on a free port of loopback.

Prints its port and serves until its standard input ends; over TLS, if it is given the files of a
certificate and its key. The authorization code is what it answers:
base64url of a JSON object that the test makes, with
  claims     the id_token's
  userinfo   the answer of userinfo (and of GitHub's /user)
  emails     GitHub's /user/emails
  fault      what is wrong with the id_token or the token endpoint; see tokens()
  challenge  the PKCE challenge that the code verifier has to match
The first part of the path is what is wrong with the provider itself; see metadata().
POST /rotate changes its keys; GET /counts tells how often each path was asked.
"""
import base64, collections, hashlib, http.server, json, ssl, sys, threading, time
import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

CLIENT = 'gatehouse'
SECRET = 's3cret+/ value'
TLS = sys.argv[1:]
BAD_TOKENS = {'token-crlf': '\r\nX-Injected: yes', 'token-lf': '\nX-Injected: yes', 'token-blank': ' x', 'token-nul': '\0',
              'token-umlaut': '\u00fc', 'token-padded-inside': '=x', 'token-long': 'x' * 16384}
counts = collections.Counter()


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b'=').decode()


def unb64(text):
    return base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))


class Keys:
    def __init__(self):
        self.serial = 0
        self.foreign = rsa.generate_private_key(65537, 2048)
        self.rotate()

    def rotate(self):
        self.serial += 1
        self.private = {'RS256': rsa.generate_private_key(65537, 2048), 'ES256': ec.generate_private_key(ec.SECP256R1()),
                        'EdDSA': ed25519.Ed25519PrivateKey.generate(), 'PS256': None}
        self.private['PS256'] = self.private['RS256']

    def kid(self, algorithm):
        kind = 'RS256' if algorithm == 'PS256' else algorithm
        return f'{kind}-{self.serial}'

    def jwks(self):
        makers = {'RS256': jwt.algorithms.RSAAlgorithm, 'ES256': jwt.algorithms.ECAlgorithm, 'EdDSA': jwt.algorithms.OKPAlgorithm}
        keys = []
        for name, maker in makers.items():
            key = json.loads(maker.to_jwk(self.private[name].public_key()))
            key.pop('key_ops', None)
            keys.append(key | {'kid': self.kid(name), 'use': 'sig'})
        return {'keys': keys}


keys = Keys()


def half_hash(algorithm, text):
    digest = {'EdDSA': hashlib.sha512}.get(algorithm, hashlib.sha256)(text.encode()).digest()
    return b64(digest[:len(digest) // 2])


def sign(claims, fault):
    algorithm = fault if fault in ('ES256', 'EdDSA', 'PS256') else 'RS256'
    header = {'kid': keys.kid(algorithm)}
    if fault == 'none':
        return b64(b'{"alg":"none"}') + '.' + b64(json.dumps(claims).encode()) + '.'
    if fault == 'none-with-signature':
        return b64(b'{"alg":"none"}') + '.' + b64(json.dumps(claims).encode()) + '.AAAA'
    if fault == 'client-secret':
        return jwt.encode(claims, SECRET, 'HS256', header)
    if fault == 'key-confusion':
        public = json.dumps(keys.jwks()['keys'][0]).encode()
        return jwt.encode(claims, public, 'HS256', header)
    if fault == 'foreign-key':
        return jwt.encode(claims, keys.foreign, 'RS256', header)
    if fault == 'unknown-kid':
        return jwt.encode(claims, keys.foreign, 'RS256', {'kid': 'never-seen'})
    if fault == 'own-key':
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(keys.foreign.public_key()))
        return jwt.encode(claims, keys.foreign, 'RS256', {'jwk': key})
    token = jwt.encode(claims, keys.private[algorithm], algorithm, header)
    if fault == 'changed':
        head, _, signature = token.split('.')
        return '.'.join([head, b64(json.dumps(claims | {'sub': 'victim'}).encode()), signature])
    if fault == 'critical':
        return jwt.encode(claims, keys.private['RS256'], 'RS256', header | {'crit': ['x'], 'x': 1})
    return token


class Provider(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass

    # As it is called by who asks.
    def origin(self):
        return f'{"https" if TLS else "http"}://{self.headers["Host"]}'

    def answer(self, body, status=200, kind='application/json', headers=()):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Length', str(len(data)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def metadata(self, variant):
        base = f'{self.origin()}/{variant}'
        document = {'issuer': base, 'authorization_endpoint': f'{base}/authorize', 'token_endpoint': f'{base}/token',
                    'userinfo_endpoint': f'{base}/userinfo', 'jwks_uri': f'{base}/jwks',
                    'id_token_signing_alg_values_supported': ['RS256', 'ES256', 'EdDSA', 'PS256', 'HS256', 'none'],
                    'code_challenge_methods_supported': ['S256'],
                    'token_endpoint_auth_methods_supported': ['client_secret_basic']}
        if variant == 'wrong-issuer':
            document['issuer'] = 'http://127.0.0.1:1/another'
        if variant == 'saying':
            document['authorization_response_iss_parameter_supported'] = True
        if variant == 'private-userinfo':
            document['userinfo_endpoint'] = base.replace('127.0.0.1', 'localhost') + '/userinfo'
        if variant == 'private-token':
            document['token_endpoint'] = base.replace('http://127.0.0.1', 'https://127.0.0.2') + '/token'
        if variant == 'file-token':
            document['token_endpoint'] = 'file:///etc/passwd'
        if variant == 'no-userinfo':
            del document['userinfo_endpoint']
        if variant == 'no-algorithms':
            document['id_token_signing_alg_values_supported'] = ['HS256']
        if variant == 'post-secret':
            document['token_endpoint_auth_methods_supported'] = ['client_secret_post']
        return document

    def discovery(self, variant):
        if variant == 'redirecting':
            return self.answer(b'', 302, headers=[('Location', f'{self.origin()}/good/.well-known/openid-configuration')])
        if variant == 'elsewhere':
            return self.answer(b'', 302, headers=[('Location', 'http://localhost:1/')])
        if variant == 'huge':
            return self.answer(b'{"issuer":"' + b'x' * (3 * 1024 * 1024) + b'"}')
        if variant == 'plain':
            return self.answer(json.dumps(self.metadata('good')).encode(), kind='text/html')
        if variant == 'broken':
            return self.answer(b'{"issuer": ')
        if variant == 'twice':
            good = json.dumps(self.metadata(variant)).encode()
            return self.answer(good[:-1] + b', "issuer": "http://x"}')
        if variant == 'gone' or (variant == 'recovering' and counts[self.path] < 2):
            return self.answer({'error': 'gone'}, 404)
        if variant == 'slow':
            time.sleep(30)
        return self.answer(self.metadata(variant))

    def do_GET(self):
        path = self.path.split('?')[0]
        counts[path] += 1
        parts = path.split('/')
        if path == '/counts':
            return self.answer(counts)
        if path.endswith('/.well-known/openid-configuration'):
            return self.discovery(parts[1])
        if path.endswith('/jwks'):
            return self.answer(keys.jwks(), kind='application/jwk-set+json')
        code = self.bearer()
        if code is None:
            return self.answer({'error': 'invalid_token'}, 401)
        if path.endswith('/emails'):
            return self.answer(code.get('emails', []))
        if parts[1] == 'redirecting-userinfo':
            return self.answer(b'', 307, headers=[('Location', f'{self.origin()}/good/userinfo')])
        return self.answer(code['userinfo'])

    def bearer(self):
        token = self.headers.get('Authorization', '')
        return json.loads(unb64(token[len('Bearer '):])) if token.startswith('Bearer ') else None

    def knows_client(self, form):
        from urllib.parse import unquote
        basic = self.headers.get('Authorization', '')
        if basic.startswith('Basic '):
            name, secret = base64.b64decode(basic[len('Basic '):]).decode().split(':', 1)
            return unquote(name) == CLIENT and unquote(secret) == SECRET
        return form.get('client_id') == CLIENT and form.get('client_secret') == SECRET

    def do_POST(self):
        from urllib.parse import parse_qsl
        counts[self.path] += 1
        form = dict(parse_qsl(self.rfile.read(int(self.headers.get('Content-Length', 0))).decode()))
        if self.path == '/rotate':
            keys.rotate()
            return self.answer({})
        code = json.loads(unb64(form['code']))
        proof = b64(hashlib.sha256(form.get('code_verifier', '').encode()).digest())
        if not self.knows_client(form):
            return self.answer({'error': 'invalid_client'}, 401)
        if 'challenge' in code and code['challenge'] != proof:
            return self.answer({'error': 'invalid_grant'}, 400)
        return self.tokens(code, form['code'])

    def tokens(self, code, access):
        fault = code.get('fault', '')
        answer = {'access_token': access, 'token_type': 'Bearer', 'expires_in': 60}
        if fault in ('RS256', 'ES256', 'EdDSA', 'PS256'): # a good one, that says what it belongs to
            code['claims']['at_hash'] = half_hash(fault, access)
        if 'claims' in code:
            answer['id_token'] = sign(code['claims'], fault)
        if fault == 'no-id-token':
            del answer['id_token']
        if fault == 'mac-token':
            answer['token_type'] = 'mac'
        if fault in BAD_TOKENS:
            answer['access_token'] = access + BAD_TOKENS[fault]
        if fault == 'token-error':
            return self.answer({'error': 'server_error'})
        if fault == 'token-html':
            return self.answer(json.dumps(answer).encode(), kind='text/html')
        if fault == 'token-redirect':
            return self.answer(b'', 307, headers=[('Location', f'{self.origin()}/good/token')])
        if fault == 'token-huge':
            answer['more'] = 'x' * (2 * 1024 * 1024)
        if fault == 'endless':
            return self.endless()
        if fault == 'late-token':
            time.sleep(1)
        if fault == 'slow-token':
            time.sleep(30)
        self.answer(answer)

    # Never says how much there is, and never ends.
    def endless(self):
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Connection', 'close')
        self.end_headers()
        self.close_connection = True
        try:
            while True:
                self.wfile.write(b' ' * 65536)
        except OSError:
            pass


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Provider)
server.daemon_threads = True
if TLS:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*TLS)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
