namespace ZioExchange.Broker.ConsentRegister;

/// <summary>What pages and letters need to address a person: nothing more is kept.</summary>
/// <param name="Relation">kind, ouder, voogd or derde.</param>
public sealed record PersonBody(string GivenName, string Relation, string? Email, string? Phone);
