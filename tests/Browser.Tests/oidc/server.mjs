// A certified OpenID Connect provider on loopback, for tests: node server.mjs REDIRECT_URI...
// Its sign-in page asks for a name and a level; ORGANISATION/PERSON is an officer. It prints its own address once it listens.
// It also gives partner systems access tokens for the broker: client credentials, bound to a key by DPoP when a proof is sent.
import { createServer } from 'node:http';
import { generateKeyPairSync } from 'node:crypto';
import Provider from 'oidc-provider';

const redirects = process.argv.slice(2);
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const server = createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [{ client_id: 'zio', client_secret: 'sandbox-only', redirect_uris: redirects, token_endpoint_auth_method: 'client_secret_post' },
    ...['school-system', 'stranger'].map((name) => ({
      client_id: name, client_secret: 'sandbox-only', grant_types: ['client_credentials'], response_types: [], redirect_uris: [], token_endpoint_auth_method: 'client_secret_post',
    }))],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'test', alg: 'RS256', use: 'sig' }] },
  acrValues: ['http://eidas.europa.eu/LoA/low', 'http://eidas.europa.eu/LoA/substantial', 'http://eidas.europa.eu/LoA/high'],
  claims: { openid: ['sub', 'organisation', 'medewerker'], acr: null },
  cookies: { keys: ['for tests only'] },
  features: {
    devInteractions: { enabled: false }, clientCredentials: { enabled: true }, dPoP: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_, resource) => ({ scope: '', audience: resource, accessTokenTTL: 300, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } }),
    },
  },
  pkce: { required: () => true },
  interactions: { url: (_, interaction) => `/interactie/${interaction.uid}` },
  findAccount: (_, sub) => {
    const [organisation, medewerker] = sub.split('/');
    return { accountId: sub, claims: () => (medewerker ? { sub, organisation, medewerker } : { sub }) };
  },
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope('openid');
    await grant.save();
    return grant;
  },
});

const form = `<!doctype html><title>Inlogdienst</title><form method="post">
<label>Naam <input name="naam"></label><label>Niveau <input name="niveau"></label>
<button>Verder</button><button name="stop" value="ja">Stop</button></form>`;

server.on('request', async (request, response) => {
  if (!request.url.startsWith('/interactie/')) {
    return provider.callback()(request, response);
  }
  if (request.method !== 'POST') {
    return response.setHeader('Content-Type', 'text/html').end(form);
  }
  let body = '';
  for await (const part of request) body += part;
  const answers = new URLSearchParams(body);
  await provider.interactionFinished(request, response, answers.get('stop')
    ? { error: 'access_denied' }
    : { login: { accountId: answers.get('naam'), acr: answers.get('niveau') } });
});

console.log(issuer);
