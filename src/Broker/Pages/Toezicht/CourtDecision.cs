using System.Text.RegularExpressions;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Pages.Ouders.Desk;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>What an officer read in a decision of a court.</summary>
/// <param name="Flow">Whose consent it replaces, and for which exchange.</param>
/// <param name="Reference">By which the court knows it: an ECLI or the number of the case.</param>
/// <param name="Until">Last day; the register shortens what is longer than twelve months.</param>
/// <param name="DocumentHash">SHA-256 of the document, lower-case hex. The document itself stays with the organisation.</param>
public sealed partial record CourtDecision(ConsentFlow Flow, string Reference, DateOnly Until, string DocumentHash)
{
    /// <summary>Whether a text can be a reference: it goes into the log, and is one as courts write them.</summary>
    public static bool IsReference(string? text) => LoggedReason.Fits(text) && Form().IsMatch(text!) && text!.Any(char.IsAsciiDigit);

    [GeneratedRegex(@"^[A-Z0-9][A-Z0-9:/. -]{4,59}\z")]
    private static partial Regex Form();
}
