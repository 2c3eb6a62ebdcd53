namespace ZioExchange.Broker.Hosting;

/// <summary>What is wrong with the configuration, all of it at once; ends the program with exit code 78.</summary>
public sealed class ConfigurationFaultException(IReadOnlyList<string> faults)
    : Exception("The configuration cannot be used:" + Environment.NewLine + string.Join(Environment.NewLine, faults.Select(fault => "  - " + fault)))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
