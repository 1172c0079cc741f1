// A strict OpenID Connect provider (npm oidc-provider) to hold the login client against.
//
// Usage: node server.mjs '{"jwks": …, "redirectUri": "…", "logoutUri": "…", "acrValues": […], "people": {"<sub>": {…}}}';
// prints its address when it answers. `people` are the claims of each person who can log in, `acrValues` the levels from
// low to high. Each client id is a behaviour: "honest" gets what oidc-provider makes, every other id gets an id_token
// that was made wrong in one way, signed with the provider's own key unless the fault is in the signature.
//
// POST <interaction>/login/<level>/<sub> logs a person in (the first one without <sub>), <interaction>/abort goes back,
// <interaction>/unmet says that the person cannot reach the level that was asked for.

import http from "node:http";
import { createPublicKey, generateKeyPairSync } from "node:crypto";

import { CompactSign } from "jose";
import { errors, Provider } from "oidc-provider";

const { jwks, redirectUri, logoutUri, acrValues, people } = JSON.parse(process.argv[2]);
const claimNames = [...new Set(Object.values(people).flatMap(Object.keys))];

const signing = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
const stranger = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
const kid = "provider-1";
const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const now = () => Math.floor(Date.now() / 1000);

const sign = (payload, key = signing, header = {}) =>
  new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg: "ES256", kid, ...header })
    .sign(key);

// Signed with the provider's public key as if it were a shared secret: the old confusion of HS256 and ES256.
const confuse = (payload) =>
  new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg: "HS256", kid })
    .sign(Buffer.from(createPublicKey(signing).export({ type: "spki", format: "pem" })));

const without = (payload, name) => {
  const { [name]: _gone, ...rest } = payload;
  return rest;
};

const FAULTS = {
  "unsigned": (p) => `${encode({ alg: "none" })}.${encode(p)}.`,
  "unsigned-with-key-id": (p) => `${encode({ alg: "none", kid })}.${encode(p)}.`,
  "confused-algorithm": (p) => confuse(p),
  "strange-key": (p) => sign(p, stranger),
  "key-in-header": (p) =>
    sign(p, stranger, { jwk: createPublicKey(stranger).export({ format: "jwk" }), kid: undefined }),
  "changed-after-signing": async (p) => {
    const [header, , signature] = (await sign(p)).split(".");
    return [header, encode({ ...p, sub: "somebody-else" }), signature].join(".");
  },
  "no-token": () => undefined,
  "no-jwt": () => "abc",
  "wrong-nonce": (p) => sign({ ...p, nonce: `${p.nonce}x` }),
  "no-nonce": (p) => sign(without(p, "nonce")),
  "wrong-issuer": (p) => sign({ ...p, iss: `${p.iss}/` }),
  "wrong-audience": (p) => sign({ ...p, aud: "another-site" }),
  "second-audience": (p) => sign({ ...p, aud: [p.aud, "another-site"] }),
  "wrong-party": (p) => sign({ ...p, azp: "another-site" }),
  "expired": (p) => sign({ ...p, exp: now() - 120 }),
  "no-end": (p) => sign(without(p, "exp")),
  "issued-long-ago": (p) => sign({ ...p, iat: now() - 3600 }),
  "not-yet": (p) => sign({ ...p, nbf: now() + 600 }),
  "old-login": (p) => sign({ ...p, auth_time: now() - 3600 }),
  "no-login-time": (p) => sign(without(p, "auth_time")),
  "no-level": (p) => sign(without(p, "acr")),
  "unknown-level": (p) => sign({ ...p, acr: "urn:very-high" }),
  "lowered-level": (p) => sign({ ...p, acr: acrValues[0] }),
  "level-of-other-means": (p) => sign({ ...p, acr: "urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI" }),
  "level-as-list": (p) => sign({ ...p, acr: [p.acr] }),
  "no-subject": (p) => sign(without(p, "sub")),
};

const ids = ["honest", ...Object.keys(FAULTS)];

const configuration = {
  clients: ids.map((id) => ({
    client_id: id,
    redirect_uris: [redirectUri],
    post_logout_redirect_uris: [logoutUri],
    response_types: ["code"],
    grant_types: ["authorization_code"],
    token_endpoint_auth_method: "private_key_jwt",
    token_endpoint_auth_signing_alg: "ES256",
    id_token_signed_response_alg: "ES256",
    require_auth_time: true,
    jwks,
  })),
  jwks: { keys: [{ ...signing.export({ format: "jwk" }), kid, use: "sig", alg: "ES256" }] },
  clientAuthMethods: ["private_key_jwt"],
  enabledJWA: {
    clientAuthSigningAlgValues: ["ES256"],
    idTokenSigningAlgValues: ["ES256"],
  },
  pkce: { required: () => true },
  responseTypes: ["code"],
  scopes: ["openid", "profile"],
  acrValues,
  claims: { openid: ["sub", ...claimNames.filter((name) => name !== "name")], profile: ["name"] },
  conformIdTokenClaims: false,
  cookies: { keys: ["only-for-tests"] },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource(ctx, form) {
        ctx.body = `<!doctype html><title>Uitloggen</title>${form}<button form="op.logoutForm" name="logout" value="yes">Ja</button>`;
      },
    },
  },
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid profile");
    await grant.save();
    return grant;
  },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
};

const server = http.createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, configuration);

  provider.use(async (ctx, next) => {
    await next();
    if (ctx.oidc?.route === "discovery") {
      // A careless provider says that it may send unsigned tokens; the client must not believe it.
      ctx.body.id_token_signing_alg_values_supported.push("none", "HS256");
    }
    const fault = ctx.oidc?.route === "token" && ctx.body?.id_token && FAULTS[ctx.oidc.client.clientId];
    if (fault) {
      const payload = JSON.parse(Buffer.from(ctx.body.id_token.split(".")[1], "base64url"));
      ctx.body.id_token = await fault(payload);
    }
  });

  const callback = provider.callback();
  server.on("request", async (request, answer) => {
    const [, room, , act, level, person = Object.keys(people)[0]] = new URL(request.url, issuer).pathname.split("/");
    if (room !== "interaction") return callback(request, answer);
    if (request.method === "GET") return answer.end("<!doctype html><title>Inloggen</title>");
    try {
      const result =
        act === "abort"
          ? { error: "access_denied", error_description: "cancelled" }
          : act === "unmet"
            ? { error: "unmet_authentication_requirements", error_description: "level" }
            : { login: { accountId: person, acr: acrValues[Number(level)], remember: true } };
      await provider.interactionFinished(request, answer, result, { mergeWithLastSubmission: false });
    } catch (error) {
      answer.statusCode = error instanceof errors.OIDCProviderError ? 400 : 500;
      answer.end(String(error));
    }
  });
  console.log(issuer);
});
