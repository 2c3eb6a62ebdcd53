namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>One moment of care or help in school time.</summary>
/// <param name="Day">Monday is 0.</param>
/// <param name="Hours">As the source writes it, local time, such as 09:15-10:00; empty when it says none.</param>
/// <param name="Who">Empty when the source does not say.</param>
public sealed record CareMoment(int Day, string Hours, string What, string Who);
