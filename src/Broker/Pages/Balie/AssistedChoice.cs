using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Consent.Grants;

namespace ZioExchange.Broker.Pages.Balie;

/// <summary>What somebody chose, as an employee enters it.</summary>
/// <param name="Act">ja, nee or stop.</param>
/// <param name="Until">Last day of a yes; null otherwise.</param>
/// <param name="ScanHash">SHA-256 of the signed paper, lower-case hex; null without paper.</param>
public sealed record AssistedChoice(ConsentFlow Flow, AssistedRoute Route, string Act, DateOnly? Until, string? ScanHash);
