namespace ZioExchange.Broker.Sandbox;

/// <summary>Which care a child gets, in the codes of its source.</summary>
/// <remarks>
/// <para><c>Jeugdhulp</c>: Whether the jeugdhulpaanbieder and the gemeente hold a record.</para>
/// <para><c>ProductCategorie</c>: JZ020, such as 45 ambulant.</para>
/// <para><c>ProductCode</c>: Five positions, as the gemeente bought it.</para>
/// <para><c>Volume</c>: In the unit of WJ756 (04 uur, 01 minuut, 16 dagdeel), per WMO757 frequency.</para>
/// <para><c>Stopped</c>: The jeugdhulp has ended (JW307).</para>
/// <para><c>Zorgprofiel</c>: COD163 code; null without a Wlz indication.</para>
/// <para><c>Diagnose</c>: OSO codelijst 23.</para>
/// <para><c>DiagnoseName</c>: In words; distinctive, so that a leak shows.</para>
/// </remarks>
public sealed record SandboxCare(
    bool Jeugdhulp, string ProductCategorie, string ProductCode, int Volume, string Eenheid, string Frequentie, bool Stopped,
    string? Zorgprofiel, string Diagnose, string DiagnoseName);
