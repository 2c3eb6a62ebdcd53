using System.Text.Json;
using ZioExchange.Broker.Sandbox;

namespace ZioExchange.Broker.Cli.Ask;

/// <summary>Reads <c>families.json</c> of a running sandbox: which number a client uses for a child, and who its professionals are.</summary>
internal sealed class SandboxFamilies(JsonElement root)
{
    /// <returns>Null when there is no such file.</returns>
    public static SandboxFamilies? Read(string dataPath)
    {
        var path = Path.Combine(dataPath, "sandbox", "families.json");
        if (!File.Exists(path))
        {
            return null;
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return new SandboxFamilies(document.RootElement.Clone());
    }

    /// <summary>The identifier by which a client may ask about a child; null when either is unknown.</summary>
    public SandboxIdentifier? NumberOf(string child, string client) =>
        Find("children", child) is { } family && family.GetProperty("identifiers").TryGetProperty(client, out var number) ? ToIdentifier(number) : null;

    /// <summary>A registered professional in this role; null when the client has none.</summary>
    public string? ProfessionalOf(string client, string role) =>
        Find("clients", client) is { } party
            ? party.GetProperty("professionals").EnumerateArray().Where(person => person.GetProperty("role").GetString() == role).Select(person => person.GetProperty("id").GetString()).FirstOrDefault()
            : null;

    public SandboxIdentifier? IdentifierOf(string client) => Find("clients", client) is { } party ? ToIdentifier(party.GetProperty("identifier")) : null;

    private static SandboxIdentifier ToIdentifier(JsonElement number) => new(number.GetProperty("system").GetString()!, number.GetProperty("value").GetString()!);

    private JsonElement? Find(string list, string name) => root.GetProperty(list).TryGetProperty(name, out var found) ? found : null;
}
