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
        _ => In(policy.Roles.FirstOrDefault(entry => entry.Code == code)?.Name, code),
    };

    public string Basis(string code) => words.Find($"toezicht-codes.basis-{code}") ?? code;

    /// <summary>As the log has it: the code, with the persons it is about behind a colon.</summary>
    public string Obligation(string text) => words.Find($"toezicht-codes.obligation-{text.Split(':')[0]}") ?? text;

    /// <summary>What was searched for, kept as <c>name=value</c> behind each other.</summary>
    public string Question(string text) => string.Join("; ", text.Split(' ').Select(part => part.Split('=', 2) is [var name, var value] ? $"{Detail(name)}: {value}" : part));

    /// <summary>The name of a detail of an entry.</summary>
    public string Detail(string name) => words.Find($"toezicht-codes.detail-{name}") ?? name;

    public string Reason(string? code) => ReasonCatalogue.Find(code ?? "") is { } reason ? words.In(new Wording(reason.Nl, reason.En)) : code ?? "";

    private string In(Wording? name, string? code) => name is null ? code ?? "" : words.In(name);
}
