namespace ZioExchange.Broker.Sandbox;

/// <summary>A request of the school that opens a gate and hands the SWV its pseudonym (WPO 18a lid 6).</summary>
/// <remarks>
/// <para><c>Reference</c>: In the naming system schoolverzoek.</para>
/// <para><c>Purpose</c>: TLV_AANVRAAG, ARRANGEMENT, ARRANGEMENT_TOEWIJZING or THUISZITTER.</para>
/// </remarks>
public sealed record SandboxRequest(SandboxIdentifier Reference, string Purpose, string School, string Swv, DateTimeOffset MadeAt);
