namespace ZioExchange.Broker.Sandbox;

/// <summary>A fact as the party it belongs to records it with the broker.</summary>
/// <remarks>
/// <para><c>RecordedBy</c>: Client name of the recording party (RULES 2a, "Who is who": each kind of fact only by its own party).</para>
/// <para><c>Source</c>: Where that party has it from, such as <c>BRP</c>.</para>
/// <para><c>From</c>: First day on which the fact holds.</para>
/// <para><c>To</c>: Last day, inclusive; null while it lasts.</para>
/// </remarks>
public sealed record RecordedFact<T>(T Value, string RecordedBy, string Source, DateTimeOffset RecordedAt, DateOnly From, DateOnly? To);
