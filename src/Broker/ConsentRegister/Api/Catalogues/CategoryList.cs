namespace ZioExchange.Broker.ConsentRegister.Api.Catalogues;

/// <summary>All data categories under one version of the policy.</summary>
public sealed record CategoryList(string Beleidsversie, IReadOnlyList<CategoryAnswer> Gegevensgroepen);
