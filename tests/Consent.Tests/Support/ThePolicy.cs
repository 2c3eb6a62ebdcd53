using ZioExchange.Consent.Policies;

namespace ZioExchange.Consent.Tests.Support;

/// <summary>The policy of this repository, read once.</summary>
internal static class ThePolicy
{
    public static PolicyTexts Texts { get; } = new(Read("matrix"), Read("purposes"), Read("roles"), Read("categories"), Read("party-types"), Read("authority-evidence"));

    public static Policy Policy { get; } = Policy.Parse(Texts);

    private static string Read(string name) => File.ReadAllText(Path.Combine(Folders.Repository, "schemas", "policy", name + ".json"));
}
