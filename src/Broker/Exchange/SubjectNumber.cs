namespace ZioExchange.Broker.Exchange;

/// <summary>The number by which an asker names a child. Prints as stars: it may be a BSN.</summary>
public sealed record SubjectNumber(string System, string Value)
{
    public override string ToString() => "*********";
}
