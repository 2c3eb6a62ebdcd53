using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Directory.Admissions;

/// <summary>An admission with its signatures: JWS in JSON (RFC 7515 section 7.2.1), ES256 or PS256, each signature with the kid of its key.</summary>
public sealed record SignedAdmission(string Payload, IReadOnlyList<SignedAdmission.Signature> Signatures)
{
    private const int MostSignatures = 10;

    /// <summary>One signature over the payload.</summary>
    /// <param name="Protected">The header with alg and kid, base64url.</param>
    /// <param name="Value">The signature, base64url.</param>
    public sealed record Signature(string Protected, [property: System.Text.Json.Serialization.JsonPropertyName("signature")] string Value);

    /// <summary>Starts a file from the admission as it was written down.</summary>
    public static SignedAdmission Of(ReadOnlySpan<byte> text) => new(Base64UrlEncoder.Encode(text.ToArray()), []);

    /// <exception cref="AdmissionFaultException">It is no such file.</exception>
    public static SignedAdmission Read(ReadOnlySpan<byte> file)
    {
        try
        {
            return JsonSerializer.Deserialize<SignedAdmission>(file, BrokerJson.CamelCase) is { Payload: not null, Signatures: { Count: <= MostSignatures } signatures } read && signatures.All(one => one is { Protected: not null, Value: not null })
                ? read
                : throw new AdmissionFaultException(["The file holds no payload with at most ten signatures."]);
        }
        catch (JsonException)
        {
            throw new AdmissionFaultException(["The file is no JWS in JSON: payload and signatures."]);
        }
    }

    /// <exception cref="AdmissionFaultException">The payload is no admission.</exception>
    public Admission Open()
    {
        try
        {
            return JsonSerializer.Deserialize<Admission>(Base64UrlEncoder.DecodeBytes(Payload), BrokerJson.CamelCase) ?? throw new AdmissionFaultException(["The payload is null."]);
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException)
        {
            throw new AdmissionFaultException([$"The payload is no admission{(e is JsonException { Path: { } path } ? $": see {path}" : "")}."]);
        }
    }

    public SignedAdmission SignedBy(JsonWebKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var algorithm = key.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve ? SecurityAlgorithms.EcdsaSha256 : SecurityAlgorithms.RsaSsaPssSha256;
        var header = Base64UrlEncoder.Encode(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["alg"] = algorithm, ["kid"] = key.Kid }));
        var factory = new CryptoProviderFactory { CacheSignatureProviders = false };
        var provider = factory.CreateForSigning(key, algorithm);
        try
        {
            return this with { Signatures = [.. Signatures, new Signature(header, Base64UrlEncoder.Encode(provider.Sign(Encoding.ASCII.GetBytes(header + "." + Payload))))] };
        }
        finally
        {
            factory.ReleaseSignatureProvider(provider);
        }
    }

    /// <summary>Whether one of the signatures is by this key; its kid must say so, its algorithm be the key's own.</summary>
    public bool IsSignedBy(JsonWebKey key) => Signatures.Any(signature => IsBy(signature, key));

    private bool IsBy(Signature signature, JsonWebKey key)
    {
        try
        {
            using var header = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(signature.Protected), new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 2 });
            var algorithm = key.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve ? SecurityAlgorithms.EcdsaSha256 : SecurityAlgorithms.RsaSsaPssSha256;
            if (header.RootElement.EnumerateObject().Count() != 2 || !header.RootElement.GetProperty("alg").ValueEquals(algorithm) || !header.RootElement.GetProperty("kid").ValueEquals(key.Kid))
            {
                return false;
            }

            var factory = new CryptoProviderFactory { CacheSignatureProviders = false };
            var provider = factory.CreateForVerifying(key, algorithm);
            try
            {
                return provider.Verify(Encoding.ASCII.GetBytes(signature.Protected + "." + Payload), Base64UrlEncoder.DecodeBytes(signature.Value));
            }
            finally
            {
                factory.ReleaseSignatureProvider(provider);
            }
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or InvalidOperationException or KeyNotFoundException or SecurityTokenException or System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }
}
