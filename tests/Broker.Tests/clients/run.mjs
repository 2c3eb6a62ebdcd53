// A token by openid-client, then metadata and the operation by fhir-kit-client. Arguments: broker address, client, file with its JWK, body file.
import { createHash, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as oauth from 'openid-client';
import { Client } from 'fhir-kit-client';

const [address, clientId, keyFile, bodyFile] = process.argv.slice(2);
const jwk = JSON.parse(readFileSync(keyFile, 'utf8'));
const curve = { name: 'ECDSA', namedCurve: 'P-256' };
const key = await webcrypto.subtle.importKey('jwk', { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y, d: jwk.d }, curve, false, ['sign']);

const config = await oauth.discovery(
  new URL(address), clientId, undefined, oauth.PrivateKeyJwt({ key, kid: jwk.kid }),
  { algorithm: 'oauth2', execute: [oauth.allowInsecureRequests] });
const pair = await webcrypto.subtle.generateKey(curve, true, ['sign', 'verify']);
const handle = oauth.getDPoPHandle(config, pair);
const token = await oauth.clientCredentialsGrant(config, {}, { DPoP: handle });

const resource = await oauth.fetchProtectedResource(
  config, token.access_token, new URL(address + '/api/v1/organisaties'), 'GET', undefined, undefined, { DPoP: handle });

const { kty, crv, x, y } = await webcrypto.subtle.exportKey('jwk', pair.publicKey);
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
async function proof(method, url) {
  const input = encode({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } }) + '.' + encode({
    jti: webcrypto.randomUUID(), htm: method, htu: url.split('?')[0], iat: Math.floor(Date.now() / 1000),
    ath: createHash('sha256').update(token.access_token).digest('base64url'),
  });
  const signature = await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, Buffer.from(input));
  return input + '.' + Buffer.from(signature).toString('base64url');
}

const fhir = new Client({
  baseUrl: address + '/fhir',
  requestSigner: async (url, options) => {
    const headers = new Headers(options.headers);
    headers.set('authorization', 'DPoP ' + token.access_token);
    headers.set('dpop', await proof(options.method ?? 'GET', String(url)));
    options.headers = headers;
  },
});
const statement = await fhir.capabilityStatement();
const bundle = await fhir.operation({
  name: 'kind-dossier', resourceType: 'Patient', method: 'POST', input: JSON.parse(readFileSync(bodyFile, 'utf8')),
});

console.log(JSON.stringify({
  tokenType: token.token_type, expiresIn: token.expires_in, resource: resource.status,
  fhirVersion: statement.fhirVersion, operations: statement.rest[0].resource[0].operation.map((operation) => operation.name), answer: bundle.resourceType,
  entries: bundle.entry.map((entry) => entry.resource.resourceType),
}));
