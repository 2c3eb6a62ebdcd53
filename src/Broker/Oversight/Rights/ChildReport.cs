namespace ZioExchange.Broker.Oversight.Rights;

/// <summary>The art. 15 report of one child, as far as one organisation is concerned: who got what, when, why, on what ground.</summary>
/// <param name="Child">The organisation's name for the child.</param>
/// <param name="Complete">False when there were more lines than one report holds.</param>
public sealed record ChildReport(string Organisation, string Child, DateTimeOffset MadeAt, IReadOnlyList<ChildReportLine> Lines, bool Complete);
