using System.Globalization;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Pages.Words;

/// <summary>The words of one request in the reader's language; pages know it as <c>T</c>. Texts are plain: the page encodes them.</summary>
public sealed class PageWords(TextCatalogue catalogue, IHttpContextAccessor context)
{
    /// <summary>Outside a request: the default language.</summary>
    public Language Language => context.HttpContext?.Features.Get<Language>() ?? catalogue.Languages[0];

    public IReadOnlyList<Language> Languages => catalogue.Languages;

    /// <param name="key">Area and name, as in <c>start.title</c>.</param>
    /// <exception cref="KeyNotFoundException">No such word: a page with a hole is not shown.</exception>
    public string this[string key] => catalogue.Text(Language, key);

    /// <summary>The word for a code that the log holds; null for a code that has none.</summary>
    public string? Find(string key) => catalogue.Find(Language, key);

    /// <summary>A sentence with blanks <c>{0}</c>, <c>{1}</c> filled in.</summary>
    public string this[string key, params object[] blanks] => string.Format(CultureInfo.InvariantCulture, this[key], blanks);

    /// <summary>Words that stand in the policy, in the reader's language; of those it has Dutch and English.</summary>
    public string In(Wording wording) => Language.Code == "nl" ? wording.Nl : wording.En;

    /// <summary>A day in words: 20 november 2026. The runtime carries no Dutch names of months, so they stand in shell.json.</summary>
    public string Date(DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{day.Day} {this["shell.months"].Split(' ')[day.Month - 1]} {day.Year}");
}
