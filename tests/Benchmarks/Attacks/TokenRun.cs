using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace ZioExchange.Benchmarks.Attacks;

/// <summary>Good tokens with something changed, each sent with a good proof for what it became: none may open anything.</summary>
internal static class TokenRun
{
    private const string Client = "swv-oost";
    private const string Path = "/api/v1/organisaties";
    private const int Callers = 16;
    private static readonly string[] Headers = ["alg", "typ", "kid", "jwk", "jku", "x5c", "crit", "zip", "cty", "b64"];
    private static readonly string[] Claims = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "client_id", "party_type", "cnf", "authorization_details"];
    private static readonly string[] Values = ["none", "HS256", "ES256", "PS256", "dpop+jwt", "JWT", "", "\u0000", "school-so", "GEMEENTE", "*", "../../x", "9999999999", "true", "-1"];

    /// <exception cref="FoundException">A changed token was accepted; the message holds it.</exception>
    public static async Task RunAsync(int count, int seed, TextWriter output)
    {
        await using var broker = await AttackedBroker.StartAsync();
        var partner = broker.Partner(Client);
        var url = new Uri(broker.Address, Path);
        var (token, since) = (await partner.TokenAsync(CancellationToken.None), Stopwatch.GetTimestamp());
        using var unchanged = await partner.SendAsync(HttpMethod.Get, Path, null, token, CancellationToken.None);
        if (!unchanged.IsSuccessStatusCode)
        {
            throw new FoundException("The unchanged token is refused, so the run would prove nothing.");
        }

        var (next, watch, statuses) = (-1, Stopwatch.StartNew(), new int[600]);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var number = Interlocked.Increment(ref next); number < count; number = Interlocked.Increment(ref next))
            {
                if (caller == 0 && Stopwatch.GetElapsedTime(since) > TimeSpan.FromSeconds(60))
                {
                    (token, since) = (await partner.TokenAsync(CancellationToken.None), Stopwatch.GetTimestamp());   // what is changed should be good but for the change
                }

                var changed = Change(token, new Random(seed + number));
                using var request = new HttpRequestMessage(HttpMethod.Get, url);
                request.Headers.TryAddWithoutValidation("Authorization", "DPoP " + changed);
                request.Headers.TryAddWithoutValidation("DPoP", partner.Proof("GET", url, changed));
                using var answer = await broker.Http.SendAsync(request);
                Interlocked.Increment(ref statuses[(int)answer.StatusCode]);
                if (answer.StatusCode is not (System.Net.HttpStatusCode.Unauthorized or System.Net.HttpStatusCode.BadRequest))
                {
                    throw new FoundException($"Seed {seed + number} got {(int)answer.StatusCode}: {changed}");
                }
            }
        })));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {count} changed tokens, none accepted; {string.Join(", ", statuses.Index().Where(each => each.Item > 0).Select(each => $"{each.Index}: {each.Item}"))}; {count / watch.Elapsed.TotalSeconds:F0}/s"));
    }

    /// <summary>One change, or several; never the token itself.</summary>
    private static string Change(string token, Random random)
    {
        while (true)
        {
            var changed = random.Next(6) switch
            {
                0 => Flip(token, random),
                1 => WithClaim(token, random, part: 1, Claims),
                2 => WithClaim(token, random, part: 0, Headers),
                3 => SignedByStranger(token, random),
                4 => token[..random.Next(token.Length)],
                _ => Mix(token, random),
            };
            if (changed != token && !changed.AsSpan().ContainsAny('\r', '\n', '\0'))
            {
                return changed;
            }
        }
    }

    private static string Flip(string token, Random random)
    {
        var text = token.ToCharArray();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            text[random.Next(text.Length)] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ "[random.Next(69)];
        }

        return new string(text).Trim();
    }

    private static string WithClaim(string token, Random random, int part, string[] names)
    {
        var parts = token.Split('.');
        parts[part] = Encode(Changed(parts[part], random, names).ToJsonString());
        return string.Join('.', parts);
    }

    private static string SignedByStranger(string token, Random random)
    {
        var parts = token.Split('.');
        var header = random.Next(2) == 0 ? Changed(parts[0], random, Headers) : Read(parts[0]);
        var claims = random.Next(2) == 0 ? Changed(parts[1], random, Claims) : Read(parts[1]);
        var input = Encode(header.ToJsonString()) + "." + Encode(claims.ToJsonString());
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var bytes = Encoding.ASCII.GetBytes(input);
        return input + "." + random.Next(4) switch
        {
            0 => "",
            1 => Base64UrlEncoder.Encode(new byte[64]),
            2 => Base64UrlEncoder.Encode(HMACSHA256.HashData(Encoding.ASCII.GetBytes("secret"), bytes)),
            _ => Base64UrlEncoder.Encode(key.SignData(bytes, HashAlgorithmName.SHA256)),
        };
    }

    private static string Mix(string token, Random random)
    {
        var parts = token.Split('.');
        return random.Next(5) switch
        {
            0 => string.Join('.', parts.Reverse()),
            1 => token + "." + parts[random.Next(3)],
            2 => parts[1] + "." + parts[1] + "." + parts[2],
            3 => token + "=",
            _ => string.Join('.', parts.Select(part => Encode(part))),
        };
    }

    private static JsonObject Changed(string part, Random random, string[] names)
    {
        var members = Read(part);
        var name = names[random.Next(names.Length)];
        switch (random.Next(4))
        {
            case 0:
                members.Remove(name);
                members["x"] = random.Next();
                break;
            case 1:
                members[name] = new JsonArray(Values[random.Next(Values.Length)]);
                break;
            case 2:
                members[name] = random.Next();
                break;
            default:
                members[name] = Values[random.Next(Values.Length)];
                break;
        }

        return members;
    }

    private static JsonObject Read(string part) => JsonNode.Parse(Base64UrlEncoder.DecodeBytes(part))!.AsObject();

    private static string Encode(string text) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(text));
}
