using ZioExchange.Broker.Pages.Words;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>Codes of the policy in the reader's language. A code that the policy no longer knows is shown as it stands in the log.</summary>
public sealed class CodeWords(Policy policy, PageWords words)
{
    public string Purpose(string? code) => In(policy.Purposes.FirstOrDefault(entry => entry.Code == code)?.Name, code);

    public string Category(string code) => In(policy.Categories.FirstOrDefault(entry => entry.Code == code)?.Name, code);

    public string Role(string? code) => code switch
    {
        "PARENT" or "YOUTH" or "FG" or "PRIVACY_OFFICER" or "BALIEMEDEWERKER" => words[$"toezicht.role-{code.ToLowerInvariant()}"],
        _ => code ?? "",
    };

    public string Reason(string? code) => ReasonCatalogue.Find(code ?? "") is { } reason ? words.In(new Wording(reason.Nl, reason.En)) : code ?? "";

    private string In(Wording? name, string? code) => name is null ? code ?? "" : words.In(name);
}
