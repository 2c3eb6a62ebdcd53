using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Mapping.Conversions;
using ZioExchange.Adapters.Mapping.Plans;
using ZioExchange.Adapters.Tests.Fhir;
using ZioExchange.Adapters.Tests.Sources.Oso;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>Whatever of our own a table can write is defined in <c>schemas/fhir</c>: extensions with their types and places, code systems with their codes.</summary>
public sealed partial class DefinitionTests
{
    private const string OwnExtension = FhirSystems.Base + "/StructureDefinition/";
    private const string OwnSystem = FhirSystems.Base + "/CodeSystem/";

    private static readonly Dictionary<string, JsonElement> Defined =
        new[] { "StructureDefinition-*.json", "CodeSystem-*.json" }.SelectMany(pattern => Files(pattern)).ToDictionary(one => one.At("url")!, StringComparer.Ordinal);

    private static IEnumerable<RowPlan> Rows => RepositoryTables.Catalogue.Plans.SelectMany(plan => plan.Rows);

    [Fact]
    public void An_extension_that_a_table_writes_is_defined_with_its_type_and_its_place()
    {
        var written = Rows.Select(row => (row, chain: Chain(row))).Where(one => one.chain.Count > 0 && one.chain[0].ExtensionUrl!.StartsWith(OwnExtension, StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(written);
        Assert.Equal("", string.Join('\n', written.Select(one => Fault(one.row, one.chain)).Where(fault => fault is not null).Distinct()));
    }

    [Fact]
    public void A_code_system_that_a_table_writes_is_defined_with_its_codes()
    {
        var written = Rows.Where(row => row.Conversion is not VolumeConversion).SelectMany(Codings).Where(coding => coding.System.StartsWith(OwnSystem, StringComparison.Ordinal)).Distinct().ToList();

        Assert.NotEmpty(written);
        Assert.All(written, coding => Assert.True(Knows(coding.System, coding.Code), $"{coding.System}|{coding.Code}"));
    }

    [Fact]
    public void Whatever_comes_out_of_a_document_is_defined_too()
    {
        var resources = RepositoryTables.OwnDocuments().SelectMany(one => RepositoryTables.Catalogue.Preview(one.Document, new PreviewRequest()).Resources).Select(bytes => JsonElement.Parse(bytes.Span));

        Assert.Equal("", string.Join('\n', resources.SelectMany(Unknown).Distinct()));
    }

    [Theory]
    [InlineData("data-category", "categories")]
    [InlineData("purpose", "purposes")]
    [InlineData("role", "roles")]
    [InlineData("party-type", "party-types")]
    public void The_lists_of_the_policy_are_code_systems_with_a_value_set(string list, string file)
    {
        var policy = JsonElement.Parse(File.ReadAllBytes(Path.Combine(FhirTable.Root(), "schemas", "policy", file + ".json"))).EnumerateArray()
            .Select(one => (one.At("code"), one.At("name.en"), one.At("name.nl")));

        Assert.Equal(policy, Defined[OwnSystem + list].GetProperty("concept").EnumerateArray().Select(one => (one.At("code"), one.At("display"), one.At("designation.0.value"))));
        Assert.Equal(OwnSystem + list, JsonElement.Parse(File.ReadAllBytes(Path.Combine(FhirTable.Schemas, $"ValueSet-{list}.json"))).At("compose.include.0.system"));
    }

    [Fact]
    public void Every_table_is_a_dialect_of_its_code_system() =>
        Assert.Equal(
            RepositoryTables.Catalogue.Tables.Select(table => (table.Dialect, table.Standard)),
            Defined[OwnSystem + "source-dialect"].GetProperty("concept").EnumerateArray().Select(one => (one.At("code")!, one.At("display")!)));

    /// <summary>The extension that a row writes, and the parts of it on the way to the value.</summary>
    private static List<TargetNode> Chain(RowPlan row)
    {
        var chain = new List<TargetNode>();
        for (var node = row.Node; node is not null; node = node.Parent)
        {
            if (node.ExtensionUrl is not null)
            {
                chain.Insert(0, node);
            }
        }

        return chain;
    }

    private static string? Fault(RowPlan row, List<TargetNode> chain)
    {
        var url = chain[0].ExtensionUrl!;
        if (!Defined.TryGetValue(url, out var definition))
        {
            return $"{url} is not defined";
        }

        var place = Slice().Replace(row.Row.Target[..row.Row.Target.IndexOf(".extension", StringComparison.Ordinal)], "");
        if (!definition.GetProperty("context").EnumerateArray().Any(context => context.At("expression") == place))
        {
            return $"{url} is not defined for {place}";
        }

        var part = string.Concat(chain.Skip(1).Select(one => ".extension:" + one.ExtensionUrl));
        return Value(row, chain[^1]) is not { } value || Types(definition, $"Extension{part}.value[x]").Contains(value)
            ? null
            : $"{url}{part} is not defined as {value}";
    }

    /// <summary>The type of the extension's value, also when the row writes something within it; null when the row writes the extension as a whole.</summary>
    private static string? Value(RowPlan row, TargetNode extension)
    {
        for (var node = row.Node; node != extension; node = node!.Parent)
        {
            if (node!.Parent == extension)
            {
                return node.Element!.Type;
            }
        }

        return null;
    }

    private static IEnumerable<string?> Types(JsonElement definition, string id) =>
        definition.GetProperty("differential").GetProperty("element").EnumerateArray().Where(element => element.At("id") == id && element.TryGetProperty("type", out _))
            .SelectMany(element => element.GetProperty("type").EnumerateArray()).Select(type => type.At("code"));

    /// <summary>A code of null is any: a list that is not ours to write down.</summary>
    private static IEnumerable<(string System, string? Code)> Codings(RowPlan row)
    {
        var text = row.Row.Conversion;
        if (Fixed().Match(text) is { Success: true } coding)
        {
            yield return (coding.Groups[1].Value, coding.Groups[2].Value);
        }

        if (Open().Match(text) is { Success: true } open)
        {
            yield return (open.Groups[1].Value.TrimEnd('/'), null);
        }

        foreach (var entry in row.CodeMaps.SelectMany(map => map.Entries))
        {
            yield return (entry.System, entry.Code);
            foreach (var target in entry.Targets)
            {
                yield return (target.System, target.Code);
            }
        }
    }

    private static bool Knows(string system, string? code) =>
        Defined.TryGetValue(system, out var definition) && (code is null || definition.At("content") == "not-present"
            || (definition.TryGetProperty("concept", out var concepts) && concepts.EnumerateArray().Any(concept => concept.At("code") == code)));

    private static IEnumerable<string> Unknown(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            return element.EnumerateArray().SelectMany(Unknown);
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        var below = element.EnumerateObject().SelectMany(member => Unknown(member.Value));
        if (element.At("url") is { } url && url.StartsWith(OwnExtension, StringComparison.Ordinal))
        {
            var value = element.EnumerateObject().Select(member => member.Name.TrimStart('_')).FirstOrDefault(name => name.StartsWith("value", StringComparison.Ordinal));
            var isDefined = Defined.TryGetValue(url, out var definition)
                && (value is null || Types(definition, "Extension.value[x]").Any(type => $"value{type}".Equals(value, StringComparison.OrdinalIgnoreCase)));
            return isDefined ? below : below.Append($"{url} {value}");
        }

        return element.At("system") is { } system && system.StartsWith(OwnSystem, StringComparison.Ordinal) && element.At("code") is { } code
            && !Knows(system, code) && !Knows(system[..system.LastIndexOf('/')], code)
            ? below.Append($"{system}|{code}")
            : below;
    }

    private static IEnumerable<JsonElement> Files(string pattern) =>
        System.IO.Directory.GetFiles(FhirTable.Schemas, pattern).Select(file => JsonElement.Parse(File.ReadAllBytes(file)));

    [GeneratedRegex("[#:*][^.]*")]
    private static partial Regex Slice();

    [GeneratedRegex(@"^const\((http[^|]*)\|([^|)]*)")]
    private static partial Regex Fixed();

    [GeneratedRegex(@"^coding\((http[^){]*)")]
    private static partial Regex Open();
}
