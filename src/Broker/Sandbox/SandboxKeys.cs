using System.Security.Cryptography;
using System.Text.Json;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Sandbox;

/// <summary>The private keys of the sandbox's partner systems, one file a client, made at first run: <c>sandbox/clients/{client}.jwk</c> in the data folder.</summary>
public sealed class SandboxKeys(string dataPath)
{
    public string Folder { get; } = Path.Combine(dataPath, "sandbox", "clients");

    /// <summary>The client's private key as JWK with kid; made when there is none.</summary>
    public SandboxKey ReadOrMake(string client)
    {
        System.IO.Directory.CreateDirectory(Folder);
        var path = Path.Combine(Folder, client + ".jwk");
        if (!File.Exists(path))
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            File.WriteAllText(path, JsonSerializer.Serialize(SandboxKey.From(made), BrokerJson.CamelCase));
        }

        return Read(client) ?? throw new InvalidDataException($"{path} holds no private JWK of a P-256 key. Remove it to have a new one made.");
    }

    /// <returns>Null when this sandbox has no such client, or its file holds no key.</returns>
    public SandboxKey? Read(string client)
    {
        var path = Path.Combine(Folder, client + ".jwk");
        return client.Length > 0 && client.All(character => char.IsAsciiLetterOrDigit(character) || character == '-') && File.Exists(path)
            ? JsonSerializer.Deserialize<SandboxKey>(File.ReadAllText(path), BrokerJson.CamelCase)
            : null;
    }
}
