using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Cli.Decide;

/// <summary>Reads the policy from a folder with the files of <c>schemas/policy/</c>.</summary>
public static class PolicyFolder
{
    /// <exception cref="PolicyFaultsException">Names every fault with file and row.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    public static Policy Read(string folder) => Policy.Parse(new(
        File.ReadAllText(Path.Combine(folder, "matrix.json")),
        File.ReadAllText(Path.Combine(folder, "purposes.json")),
        File.ReadAllText(Path.Combine(folder, "roles.json")),
        File.ReadAllText(Path.Combine(folder, "categories.json")),
        File.ReadAllText(Path.Combine(folder, "party-types.json")),
        File.ReadAllText(Path.Combine(folder, "authority-evidence.json"))));
}
