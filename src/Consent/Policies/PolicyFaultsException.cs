namespace ZioExchange.Consent.Policies;

/// <summary>The policy cannot be read. Lists every fault at once, each with its file and row.</summary>
public sealed class PolicyFaultsException(IReadOnlyList<string> faults)
    : Exception($"The policy has {faults.Count} fault(s):{Environment.NewLine}{string.Join(Environment.NewLine, faults)}")
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
