using System.Text.Json;
using System.Text.RegularExpressions;

namespace ZioExchange.Broker.Pages.Words;

/// <summary>
/// Every word of the pages in every language: one folder a language, one file an area, read once at start.
/// A language that lacks a word, or a blank in a sentence, stops the start: a half translated question is no question.
/// </summary>
public sealed partial class TextCatalogue
{
    private readonly Dictionary<string, Dictionary<string, TextFile>> _files = new(StringComparer.Ordinal);

    private TextCatalogue(IReadOnlyList<Language> languages) => Languages = languages;

    /// <summary>In the order of languages.json; never empty, the first is the default.</summary>
    public IReadOnlyList<Language> Languages { get; }

    /// <param name="folder">Holds languages.json and a folder per language.</param>
    /// <exception cref="InvalidDataException">With all faults at once, each with file and key.</exception>
    public static TextCatalogue Read(string folder)
    {
        var languages = JsonSerializer.Deserialize<List<Language>>(
            File.ReadAllBytes(Path.Combine(folder, "languages.json")), JsonSerializerOptions.Web);
        if (languages is not { Count: > 0 })
        {
            throw new InvalidDataException($"{folder}/languages.json names no language.");
        }

        var catalogue = new TextCatalogue(languages);
        foreach (var language in languages)
        {
            catalogue._files[language.Code] = System.IO.Directory.EnumerateFiles(Path.Combine(folder, language.Code), "*.json")
                .Select(TextFile.Read)
                .ToDictionary(file => file.Area, StringComparer.Ordinal);
        }

        var faults = languages.Skip(1).SelectMany(catalogue.FaultsIn).ToList();
        return faults.Count is 0 ? catalogue : throw new InvalidDataException(string.Join('\n', faults));
    }

    /// <summary>The language asked for, or the default when it is unknown or none was asked.</summary>
    public Language Choose(string? code) =>
        Languages.FirstOrDefault(language => string.Equals(language.Code, code, StringComparison.OrdinalIgnoreCase)) ?? Languages[0];

    /// <summary>The whole file behind a part of the pages, to name its version and hash in evidence.</summary>
    /// <exception cref="KeyNotFoundException">No such area.</exception>
    public TextFile FileOf(Language language, string area) =>
        _files[language.Code].TryGetValue(area, out var file)
            ? file
            : throw new KeyNotFoundException($"There is no schemas/texts/{language.Code}/{area}.json.");

    /// <summary>One word or sentence. The key is area, dot, name: <c>start.title</c> is <c>title</c> in start.json.</summary>
    /// <exception cref="KeyNotFoundException">No such word.</exception>
    public string Text(Language language, string key) => Find(language, key) ?? throw new KeyNotFoundException($"There is no word for '{key}' in schemas/texts/{language.Code}.");

    /// <summary>The same for a code that need not have a word; null when it has none.</summary>
    /// <exception cref="KeyNotFoundException">No such area.</exception>
    public string? Find(Language language, string key)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 ? FileOf(language, key[..dot]).Texts.GetValueOrDefault(key[(dot + 1)..]) : null;
    }

    private IEnumerable<string> FaultsIn(Language language)
    {
        var (theirs, ours) = (_files[language.Code], _files[Languages[0].Code]);
        foreach (var area in ours.Keys.Union(theirs.Keys).Order(StringComparer.Ordinal))
        {
            var left = ours.GetValueOrDefault(area)?.Texts ?? new Dictionary<string, string>();
            var right = theirs.GetValueOrDefault(area)?.Texts ?? new Dictionary<string, string>();
            foreach (var key in left.Keys.Union(right.Keys).Where(key => !SameBlanks(left, right, key)))
            {
                yield return $"schemas/texts/{language.Code}/{area}.json: '{key}' differs from {Languages[0].Code}: give it the same keys and the same {{0}} blanks.";
            }
        }
    }

    private static bool SameBlanks(IReadOnlyDictionary<string, string> left, IReadOnlyDictionary<string, string> right, string key) =>
        left.TryGetValue(key, out var ours) && right.TryGetValue(key, out var theirs) && Blanks(ours).SetEquals(Blanks(theirs));

    private static HashSet<string> Blanks(string text) => [.. Blank().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Blank();
}
