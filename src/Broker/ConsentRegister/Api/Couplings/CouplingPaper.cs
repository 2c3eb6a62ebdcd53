namespace ZioExchange.Broker.ConsentRegister.Api.Couplings;

/// <summary>What a coupling on paper rests on: somebody of the family signed, an employee took it in, and a second one saw it.</summary>
/// <param name="ScanHash">SHA-256 of what was signed, lower-case hex: the paper stays with who took it in.</param>
/// <param name="Witness">The second employee, as the organisation registered it.</param>
internal sealed record CouplingPaper(DateOnly SignedOn, string ScanHash, string Witness)
{
    /// <summary>What the log keeps of it.</summary>
    public IReadOnlyDictionary<string, string> ForLog() => new Dictionary<string, string>
    {
        ["route"] = "PAPER",
        ["scan"] = ScanHash,
        ["signedOn"] = SignedOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ["witness"] = Witness,
    };
}
