namespace ZioExchange.Broker.ConsentRegister.Api.Catalogues;

/// <summary>The accessions that hold today.</summary>
public sealed record AgreementList(IReadOnlyList<AgreementAnswer> Afspraken, SavedAgreements Besparing);
