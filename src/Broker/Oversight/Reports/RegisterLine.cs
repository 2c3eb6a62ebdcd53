using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Oversight.Reports;

/// <summary>One processing activity of the art. 30 register: a matrix row that the organisation acceded to.</summary>
/// <param name="Volume">Decisions on this row in the last 31 days that this organisation took part in; <paramref name="Year"/> the same of a year, where 0 tells of a purpose never used.</param>
public sealed record RegisterLine(PolicyRow Row, long Volume, long Year);
