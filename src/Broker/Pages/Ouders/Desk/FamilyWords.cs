using System.Globalization;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>Codes and moments in the words of a family, in the reader's language; pages know it as <c>W</c>.</summary>
public sealed class FamilyWords(PageWords words, TextCatalogue texts, Policy policy)
{
    public string Category(DataCategory category) => words["ouders-vraag.c-" + category.Code];

    /// <summary>What it holds, in a few words.</summary>
    public string Example(DataCategory category) => words["ouders-vraag.x-" + category.Code];

    public string Purpose(Purpose purpose) => words["ouders-vraag.p-" + purpose.Code];

    public string Categories(IEnumerable<DataCategory> categories) => string.Join(", ", categories.Select(Category).Select((name, index) => index == 0 ? name : Lower(name)));

    /// <summary>Who inside the receiving organisation may look.</summary>
    public string Roles(PolicyRow row, PartyType party) => string.Join(", ", policy.Roles
        .Where(role => role.AliasOf is null && row.Roles.Contains(role.Code) && policy.CanHold(party, new Role(role.Code)))
        .Select((role, index) => index == 0 ? In(role.Name) : Lower(In(role.Name))));

    /// <summary>A FHIR resource type as a family reads it; one word for all that no list knows.</summary>
    public string KnownKind(string type) => Known("r-" + type, "r-other");

    /// <summary>An element of a resource likewise.</summary>
    public string KnownElement(string element) => Known("e-" + element, "e-other");

    /// <summary>Empty for no role, and for one that no list knows.</summary>
    public string Role(string? code) => policy.Roles.FirstOrDefault(role => role.Code == code) is { } role ? In(role.Name) : string.Empty;

    /// <summary>The name, or only the kind for a member who may not learn where the child is (R-SAFE-1).</summary>
    public string Organisation(FamilyMember member, Organisation? organisation) => organisation is null
        ? words["ouders.kind-other"]
        : member.Masked ? Kind(organisation.Party) : Soft(organisation.Name);

    /// <summary>The contact for privacy; nothing for a member who may not learn which organisation it is.</summary>
    public string? Contact(FamilyMember member, Organisation organisation) => member.Masked ? null : organisation.FgContact;

    public string Day(DateTimeOffset instant) => words.Date(DutchCalendar.DayOf(instant));

    public string Moment(DateTimeOffset instant) =>
        words["ouders.time", Day(instant), DutchCalendar.TimeOf(instant).ToString("HH:mm", CultureInfo.InvariantCulture)];

    public string Use(FlowUse use) => use.Last is { } last ? words["ouders.used-times", Day(last), use.Times] : words["ouders.never-used"];

    /// <summary>What really went so far, as a sentence; null when nothing did.</summary>
    public string? Past(FlowUse use) => use switch
    {
        { Times: 1, First: { } only } => words["ouders.since-once", Day(only)],
        { Times: > 1, First: { } first } => words["ouders.since-times", Day(first), use.Times],
        _ => null,
    };

    /// <summary>Why something was refused, as the family may know it: never who said no, nor whether anybody did.</summary>
    public string Refusal(string? code) => ReasonCatalogue.Find(code ?? string.Empty) is { View: RequesterView.AsItIs } reason
        ? In(new Wording(reason.Nl, reason.En))
        : words["ouders-log.refused-masked"];

    public string In(Wording wording) => Soft(words.In(wording));

    private string Known(string name, string otherwise) => words["ouders-bekend." + (texts.FileOf(words.Language, "ouders-bekend").Texts.ContainsKey(name) ? name : otherwise)];

    private string Kind(PartyType party) => party.Code is "SCHOOL" or "INSTELLING" or "SWV" or "GEMEENTE" or "ZORGKANTOOR" or "ZORGAANBIEDER" or "JEUGDHULPAANBIEDER"
        ? words["ouders.kind-" + party.Code]
        : words["ouders.kind-other"];

    // The longest word of the field is wider than a column on a phone.
    private static string Soft(string text) => text.Replace("amenwerkingsverband", "amenwerkings\u00ADverband", StringComparison.Ordinal);

    private static string Lower(string text) => text.Length > 1 && char.IsUpper(text[1]) ? text : string.Concat(char.ToLowerInvariant(text[0]).ToString(), text.AsSpan(1));
}
