namespace ZioExchange.Broker.Sandbox;

/// <summary>A made-up address. Prints the town only.</summary>
/// <remarks>
/// <para><c>IsSecret</c>: Secret address (adresgeheim): stands in no dossier that a school or gemeente hands out.</para>
/// </remarks>
public sealed record SandboxAddress(string Street, int Number, string Postcode, string Town, bool IsSecret)
{
    public override string ToString() => Town;
}
