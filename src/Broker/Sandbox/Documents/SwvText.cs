namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>What school and SWV both hold about a TLV and an arrangement, so that their documents agree.</summary>
internal static class SwvText
{
    public const string Arrangement = "ambulante begeleiding in de groep";

    public static DateOnly TlvBegin(SandboxCalendar calendar) => calendar.YearStart.AddYears(-1);

    /// <summary>31 July, inclusive, two school years on.</summary>
    public static DateOnly TlvEnd(SandboxCalendar calendar) => calendar.YearEnd.AddYears(1);

    public static string TlvCategory(SandboxChild child) => "HML"[int.Parse(child.Reference, System.Globalization.CultureInfo.InvariantCulture) % 3].ToString();

    /// <summary>The 17-position form: number of the SWV, year of issue, serial.</summary>
    public static string TlvNumber(SandboxRegion region, SandboxChild child, string swv) => FormattableString.Invariant(
        $"{region.Organisation(swv).NumberIn(NamingSystems.Swv)}-{TlvBegin(region.Calendar).Year}-{int.Parse(child.Reference, System.Globalization.CultureInfo.InvariantCulture):00000}");
}
