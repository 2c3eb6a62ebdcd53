namespace ZioExchange.Broker.ConsentRegister.Api.Webhooks;

/// <summary>How one event went to one subscription.</summary>
/// <param name="Uitkomst">WACHT, AFGELEVERD or OPGEGEVEN.</param>
public sealed record DeliveryAnswer(long Volgnummer, int Pogingen, int? Status, string Uitkomst, DateTimeOffset? LaatstOp, DateTimeOffset? WeerOp);
