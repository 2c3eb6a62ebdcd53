using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>Version 1 of the gezagsrelaties of Haal Centraal, read in place, and relations made from it with every property.</summary>
/// <param name="folder">The folder <c>specificatie/brp</c>.</param>
internal sealed partial class BrpVersion1(string folder)
{
    private static readonly string[] Numbers = ["999900018", "999900031", "999900043"];

    private int _persons;

    /// <summary>One relation, with two persons where there may be two.</summary>
    public JsonObject Relation(string type)
    {
        var made = new JsonObject { ["type"] = type, ["inOnderzoek"] = true, ["minderjarige"] = Made("gezag/minderjarige-v1.yaml", "Minderjarige") };
        made["minderjarige"]!["burgerservicenummer"] = "999900006";
        foreach (var name in Properties("gezag/gezagsrelatie-v1.yaml", type))
        {
            made[name] = name switch
            {
                "ouders" => new JsonArray(Parent(), Parent()),
                "ouder" => Parent(),
                "derde" => Known(),
                "derden" => new JsonArray(Known(), Known()),
                _ => name,
            };
        }

        return made;
    }

    private JsonObject Parent() => Made("gezag/gezagouder-v1.yaml", "GezagOuder");

    private JsonObject Known()
    {
        var made = Made("gezag/derde-v1.yaml", "BekendeDerde");
        made["type"] = "BekendeDerde";
        return made;
    }

    private JsonObject Made(string file, string type) => new(Properties(file, type).Select(name => KeyValuePair.Create(name, name switch
    {
        "burgerservicenummer" => Numbers[_persons++ % Numbers.Length],
        "naam" => Made("naam/naam-basis-v1.yaml", "NaamBasis"),
        "geboorte" => Made("geboorte/geboorte-basis-v1.yaml", "GeboorteBasis"),
        "geslacht" => new JsonObject { ["code"] = "V", ["omschrijving"] = "vrouw" },
        _ => (JsonNode?)name,
    })));

    private IEnumerable<string> Properties(string file, string type)
    {
        var text = File.ReadAllText(Path.Combine(folder, file));
        var from = text.IndexOf($"    {type}:\n", StringComparison.Ordinal);
        var rest = text[(from + type.Length + 6)..];
        var next = Next().Match(rest);
        return Property().Matches(next.Success ? rest[..next.Index] : rest).Select(match => match.Groups[1].Value);
    }

    [GeneratedRegex(@"^    \w+:", RegexOptions.Multiline)]
    private static partial Regex Next();

    /// <summary>A name whose own line says no more, and whose next line says of what type it is.</summary>
    [GeneratedRegex(@"^ +(\w+):\n +(?:\$ref: '(?!#)|type: (?:string|array|boolean))", RegexOptions.Multiline)]
    private static partial Regex Property();
}
