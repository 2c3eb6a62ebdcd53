namespace ZioExchange.Broker.ConsentRegister.Api.Catalogues;

/// <summary>All purposes under one version of the policy.</summary>
public sealed record PurposeList(string Beleidsversie, IReadOnlyList<PurposeAnswer> Doelen);
