using System.Text.Json;
using Xunit;

namespace ZioExchange.Adapters.Tests.Fhir;

public sealed class TypeTableOriginTests
{
    private static readonly string Tool = Path.Combine(FhirTable.Root(), "tools", "fhir-types");

    [Fact]
    public void The_committed_table_is_what_the_generator_writes()
    {
        var generated = NodeTool.Run(Tool, ["generate.mjs", "-"]);

        Assert.Equal(File.ReadAllText(Path.Combine(FhirTable.Schemas, "r4-types.txt")), generated);
    }

    [Theory]
    [InlineData("Meta.project")]
    [InlineData("Meta.compartment")]
    [InlineData("Binary.url")]
    public void What_the_package_adds_to_R4_is_not_in_the_table(string path) => Assert.False(FhirTable.Types.TryResolve(path, out _));

    // The JSON schema of R4 in the same package was made another way: its enums are the codes of required bindings.
    [Fact]
    public void Required_codes_are_those_of_the_JSON_schema_of_R4()
    {
        NodeTool.Restore(Tool);
        var file = Path.Combine(Tool, "node_modules", "@medplum", "definitions", "dist", "fhir", "r4", "fhir.schema.json");
        using var schema = JsonDocument.Parse(File.ReadAllBytes(file));
        var compared = 0;
        var differ = new List<string>();
        foreach (var (path, codes) in Enums(schema.RootElement.GetProperty("definitions")))
        {
            if (FhirTable.Types.TryResolve(path, out var element))
            {
                compared++;
                if (element.RequiredCodes is not { } ours || !ours.SetEquals(codes))
                {
                    differ.Add(path);
                }
            }
        }

        // Its binding is extensible in R4; the schema lists the codes all the same.
        Assert.Equal(["Expression.language"], differ);
        Assert.True(compared > 80, $"{compared} elements were compared.");
    }

    private static IEnumerable<(string Path, string[] Codes)> Enums(JsonElement definitions)
    {
        foreach (var type in definitions.EnumerateObject())
        {
            foreach (var property in type.Value.TryGetProperty("properties", out var properties) ? properties.EnumerateObject() : default)
            {
                var holder = property.Value.TryGetProperty("items", out var items) ? items : property.Value;
                if (holder.TryGetProperty("enum", out var codes))
                {
                    var owner = string.Join('.', type.Name.Split('_').Select((part, i) => i == 0 ? part : char.ToLowerInvariant(part[0]) + part[1..]));
                    yield return ($"{owner}.{property.Name}", [.. codes.EnumerateArray().Select(code => code.GetString()!)]);
                }
            }
        }
    }
}
