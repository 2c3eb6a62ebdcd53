namespace ZioExchange.Broker.Directory;

/// <summary>A number under which an organisation is known: the naming system and the value in it.</summary>
public sealed record OrganisationIdentifier(string System, string Value)
{
    /// <summary>As AuthZEN and scripts write it: <c>system|value</c>.</summary>
    public override string ToString() => $"{System}|{Value}";
}
