using System.Text;
using System.Text.Json;
using Xunit;
using ZioExchange.Broker.Sandbox;

namespace ZioExchange.Broker.Tests.Sandbox;

public sealed class FamiliesFileTests
{
    private static readonly SandboxRegion Demo = Region.Demonstration;

    [Fact]
    public void The_file_has_the_shape_that_its_schema_describes() =>
        Assert.Empty(JsonShape.FaultsOf(Encoding.UTF8.GetBytes(FamiliesFile.Text(Demo)), "families.schema.json"));

    [Fact]
    public void Only_parties_with_a_title_ask_by_BSN()
    {
        using var file = JsonDocument.Parse(FamiliesFile.Text(Demo));

        foreach (var child in file.RootElement.GetProperty("children").EnumerateObject())
        {
            foreach (var identifier in child.Value.GetProperty("identifiers").EnumerateObject())
            {
                var party = file.RootElement.GetProperty("clients").GetProperty(identifier.Name).GetProperty("partyType").GetString();
                var expected = party switch
                {
                    "SCHOOL" or "INSTELLING" => NamingSystems.LasKey,
                    "GEMEENTE" or "ZORGKANTOOR" or "ZORGAANBIEDER" or "JEUGDHULPAANBIEDER" => NamingSystems.Bsn,
                    _ => NamingSystems.Pseudonym,
                };
                Assert.Equal(expected, identifier.Value.GetProperty("system").GetString());
            }
        }
    }

    [Fact]
    public void A_stranger_has_an_identifier_that_no_coupling_knows()
    {
        var child = Demo.Child("8");

        Assert.Equal(["school-po", "school-so", "swv-noord"], child.Couplings);
        Assert.All(Demo.Organisations, organisation => Assert.Contains(organisation.Client, child.Identifiers.Keys));
        Assert.Contains("gi", Demo.Child("7").Couplings);
    }

    [Fact]
    public void A_pseudonym_is_of_one_SWV_and_one_child()
    {
        var pseudonyms = Demo.Children.SelectMany(child => child.Identifiers.Values
            .Where(identifier => identifier.System == NamingSystems.Pseudonym).Select(identifier => identifier.Value)).ToArray();

        Assert.Equal(pseudonyms.Length, pseudonyms.Distinct().Count());
        Assert.All(pseudonyms, pseudonym => Assert.Equal(32, pseudonym.Length));
    }

    [Fact]
    public async Task The_file_is_written_as_a_whole_over_an_older_one()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("zio-families");
        try
        {
            var path = Path.Combine(folder.FullName, "sandbox", "families.json");
            await FamiliesFile.WriteAsync(SandboxRegion.Create(new DateOnly(2025, 1, 1)), path, TestContext.Current.CancellationToken);
            await FamiliesFile.WriteAsync(Demo, path, TestContext.Current.CancellationToken);

            Assert.Equal(FamiliesFile.Text(Demo), await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
            Assert.Single(System.IO.Directory.GetFiles(Path.GetDirectoryName(path)!));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
