namespace ZioExchange.Broker.Cli.Conformance;

/// <summary>What an endpoint answered.</summary>
/// <param name="Status">0 when there was no answer.</param>
/// <param name="MediaType">Without parameters; null when absent.</param>
internal sealed record EndpointAnswer(int Status, string? MediaType, byte[] Body, TimeSpan Took)
{
    public static EndpointAnswer None { get; } = new(0, null, [], TimeSpan.Zero);
}
