namespace ZioExchange.Broker.ConsentRegister.Api.Catalogues;

/// <summary>All reasons, in the order of their numbers.</summary>
public sealed record ReasonCodeList(IReadOnlyList<ReasonCodeAnswer> Foutcodes);
