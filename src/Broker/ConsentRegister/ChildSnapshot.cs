using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>All that is known to decide about one child, read at one consistent moment.</summary>
/// <param name="ConsentVersion">The version a release must still find (ADR-0004).</param>
/// <param name="Holdings">Organisations that keep a record about the child.</param>
public sealed record ChildSnapshot(ChildFacts Facts, long ConsentVersion, IReadOnlyList<string> Holdings);
