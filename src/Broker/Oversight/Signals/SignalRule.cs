namespace ZioExchange.Broker.Oversight.Signals;

/// <summary>A rule as data.</summary>
/// <param name="Window">Minutes, or days where the rule says so.</param>
/// <param name="Threshold">What is still ordinary.</param>
/// <param name="Step">How far one judgement moves the threshold; <paramref name="Most"/> is as far as it goes.</param>
/// <param name="Codes">Reason codes or hours that the rule looks for.</param>
public sealed record SignalRule(string Id, int Window, long Threshold, long Step, long Most, IReadOnlyList<string> Codes);
