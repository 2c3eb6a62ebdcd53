using Microsoft.IdentityModel.Tokens;
using ZioExchange.Broker.Identity;

namespace ZioExchange.Broker.Directory.Admissions;

/// <summary>The people of the operator who may admit organisations, by name, each with a public key: configuration <c>Operators:NAME</c> is the file with the JWK.</summary>
public sealed class OperatorKeys(IConfiguration configuration)
{
    /// <exception cref="AdmissionFaultException">A file is not there or holds no usable public key, or two people share one.</exception>
    public IReadOnlyDictionary<string, JsonWebKey> Read()
    {
        var (keys, faults) = (new Dictionary<string, JsonWebKey>(StringComparer.Ordinal), new List<string>());
        foreach (var person in configuration.GetSection("Operators").GetChildren())
        {
            if (person.Value is not { } file || !File.Exists(file) || Parse(File.ReadAllText(file)) is not { } key)
            {
                faults.Add($"Operators:{person.Key} must name a file with a public JWK: EC P-256 or RSA of 2048 bits or more.");
            }
            else if (keys.Values.Any(other => Thumbprint(other) == Thumbprint(key)))
            {
                faults.Add($"Operators:{person.Key} has the key of somebody else; two people means two keys.");
            }
            else
            {
                keys[person.Key] = key;
            }
        }

        return faults.Count == 0 ? keys : throw new AdmissionFaultException(faults);
    }

    private static JsonWebKey? Parse(string text)
    {
        try
        {
            var key = new JsonWebKey(text);
            key.Kid ??= Thumbprint(key);
            return PublicKeys.IsUsable(key) ? key : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Thumbprint(JsonWebKey key) => Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
}
