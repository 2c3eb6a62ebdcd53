using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ZioExchange.Broker.Identity;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>A request for a token of which a test changes one thing: what stays as it is would be accepted.</summary>
internal sealed class TokenRequest(LiveBroker broker, LivePartner partner)
{
    public JsonObject Header { get; } = new() { ["alg"] = "ES256", ["typ"] = "JWT", ["kid"] = partner.Key.Kid };

    public JsonObject Claims { get; } = new()
    {
        ["iss"] = partner.Client,
        ["sub"] = partner.Client,
        ["aud"] = partner.Broker.GetLeftPart(UriPartial.Authority),
        ["jti"] = Guid.NewGuid().ToString("N"),
        ["iat"] = Forge.Unix(0),
        ["exp"] = Forge.Unix(60),
    };

    public Dictionary<string, string> Form { get; } = new() { ["grant_type"] = "client_credentials", ["client_assertion_type"] = ClientAssertion.Type };

    /// <summary>What the proxy on this machine says of where the request came from; null when none stands in between.</summary>
    public string? From { get; init; }

    public static async Task<TokenRequest> OfAsync(LiveBroker broker, string client, string? from = null) => new(broker, await broker.PartnerAsync(client)) { From = from };

    public string Signed()
    {
        using var key = partner.Key.ToECDsa();
        return Forge.Sign(Header, Claims, key);
    }

    /// <summary>Sends the assertion, the partner's own when none is given, with a good proof.</summary>
    public async Task<Reply> SendAsync(CancellationToken ct, string? assertion = null)
    {
        Form["client_assertion"] = assertion ?? Signed();
        return await SendBodyAsync(new FormUrlEncodedContent(Form), [partner.Proof("POST", "/connect/token", null)], ct);
    }

    public async Task<Reply> SendBodyAsync(HttpContent body, IEnumerable<string> proofs, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(partner.Broker, "/connect/token")) { Content = body };
        request.Headers.TryAddWithoutValidation("DPoP", proofs);
        if (From is not null)
        {
            request.Headers.Add("X-Forwarded-For", From);
        }

        return await broker.SendAsync(request, ct);
    }

    public ECDsa Key() => partner.Key.ToECDsa();
}
