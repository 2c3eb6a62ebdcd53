namespace ZioExchange.Adapters.Mapping;

/// <summary>An identifier of the child that stands in the document. The caller compares it with the child that was asked for.</summary>
/// <param name="System">The identifier system that the table declares.</param>
/// <param name="Value">As it stands in the document; personal.</param>
/// <param name="IsValid">It passes the check of its kind (elfproef).</param>
public sealed record SubjectKey(string System, string Value, bool IsValid)
{
    public override string ToString() => $"{System}|***";
}
