using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Oversight.Drafts;

/// <summary>Reads a drafted matrix beside the other files of the policy, which stay as they are.</summary>
/// <param name="folder">The folder <c>schemas/policy</c>.</param>
public sealed class DraftPolicies(string folder)
{
    /// <summary>The matrix of today as it stands in its file, to begin a draft with.</summary>
    public string CurrentMatrix() => Text("matrix.json");

    /// <exception cref="PolicyFaultsException">Lists every fault of the draft.</exception>
    public Policy Read(string matrix) => Policy.Parse(new PolicyTexts(matrix, Text("purposes.json"), Text("roles.json"), Text("categories.json"), Text("party-types.json"), Text("authority-evidence.json")));

    private string Text(string file) => File.ReadAllText(Path.Combine(folder, file));
}
