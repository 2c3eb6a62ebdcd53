namespace ZioExchange.Adapters.Mapping;

/// <summary>A value of the source that cannot be used as it is.</summary>
/// <param name="Rule">The rule that met it.</param>
/// <param name="Path">Where in the document.</param>
/// <param name="Value">The value, <c>***</c> when personal, empty when missing.</param>
/// <param name="Code">What is wrong.</param>
/// <param name="MessageNl">The same in Dutch.</param>
/// <param name="MessageEn">The same in English.</param>
public sealed record MappingIssue(string Rule, string Path, string Value, IssueCode Code, string MessageNl, string MessageEn)
{
    /// <summary>Upper-snake, as reports and answers have it: <c>INVALID_DATE</c>.</summary>
    public string CodeText => IssueMessages.Text(Code);
}
