namespace ZioExchange.Broker.Directory.Admissions;

/// <summary>An admission that cannot be accepted; every fault at once, nothing was changed.</summary>
public sealed class AdmissionFaultException(IReadOnlyList<string> faults)
    : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
