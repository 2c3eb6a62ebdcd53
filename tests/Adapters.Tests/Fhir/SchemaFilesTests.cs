using System.Text.Json;
using Xunit;
using ZioExchange.Adapters.Fhir;

namespace ZioExchange.Adapters.Tests.Fhir;

public sealed class SchemaFilesTests
{
    public static TheoryData<string> Files() => [.. System.IO.Directory.GetFiles(FhirTable.Schemas, "*.json").Select(file => Path.GetFileName(file)).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_file_in_schemas_fhir_is_a_valid_resource_under_its_own_name(string file)
    {
        var json = File.ReadAllBytes(Path.Combine(FhirTable.Schemas, file));

        Assert.Empty(FhirValidator.Validate(json, FhirTable.Types));
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        Assert.Equal($"{Text(root, "resourceType")}-{Text(root, "id")}.json", file);
        if (root.TryGetProperty("url", out var url))
        {
            Assert.Equal($"{FhirSystems.Base}/{Text(root, "resourceType")}/{Text(root, "id")}", url.GetString());
        }
    }

    [Fact]
    public void Another_implementation_finds_nothing_wrong_with_them_either()
    {
        var files = System.IO.Directory.GetFiles(FhirTable.Schemas, "*.json");
        Assert.NotEmpty(files);

        Medplum.Confirm([.. files.Select(OnOneLine)]);
    }

    [Fact]
    public void A_profile_constrains_elements_that_exist()
    {
        foreach (var file in System.IO.Directory.GetFiles(FhirTable.Schemas, "StructureDefinition-*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var element in document.RootElement.GetProperty("differential").GetProperty("element").EnumerateArray())
            {
                var path = Text(element, "path");
                Assert.True(Exists(path), $"{Path.GetFileName(file)}: {path}");
            }
        }
    }

    private static bool Exists(string path)
    {
        var spelled = path.EndsWith("[x]", StringComparison.Ordinal) ? path[..^3] : path;
        if (FhirTable.Types.TryGetType(spelled, out _) || FhirTable.Types.TryResolve(spelled, out _))
        {
            return true;
        }

        var cut = path.LastIndexOf('.');
        var owner = FhirTable.Types.TryGetType(path[..cut], out var type) ? type
            : FhirTable.Types.TryResolve(path[..cut], out var element) ? element.Definition : null;
        return owner is not null && owner.Elements.Any(each => each.Choice == path[(cut + 1)..]);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static ReadOnlyMemory<byte> OnOneLine(string file) => JsonSerializer.SerializeToUtf8Bytes(JsonElement.Parse(File.ReadAllBytes(file)));
}
