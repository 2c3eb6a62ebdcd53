using System.Text.Json;
using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Hosting;

/// <summary>The bill of materials holds what the lock files hold, of both kinds, and nothing else.</summary>
public sealed class BillOfMaterialsTests
{
    private static readonly Lazy<JsonElement> Bill = new(() => JsonElement.Parse(Write()));

    private static IEnumerable<JsonElement> Components => Bill.Value.GetProperty("components").EnumerateArray();

    [Fact]
    public void Every_package_of_every_lock_file_stands_in_it_with_its_version_and_its_lock_files_and_no_other()
    {
        var locked = Locked().ToLookup(each => each.Purl, each => each.Lock);
        Assert.Contains(locked, package => package.Key.StartsWith("pkg:nuget/Npgsql@", StringComparison.Ordinal));
        Assert.Contains(locked, package => package.Key.StartsWith("pkg:npm/%40utrecht/", StringComparison.Ordinal));

        Assert.Equal(locked.Select(package => package.Key).Order(StringComparer.Ordinal), Components.Select(component => component.GetProperty("purl").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(Components, component => Assert.Equal(
            locked[component.GetProperty("purl").GetString()!].Distinct().Order(StringComparer.Ordinal),
            component.GetProperty("properties").EnumerateArray().Where(property => property.GetProperty("name").GetString() == "zioexchange:lockFile").Select(property => property.GetProperty("value").GetString())));
    }

    [Fact]
    public void What_ships_is_told_from_what_only_builds_and_tests()
    {
        var scopes = Components.ToLookup(component => component.GetProperty("name").GetString(), component => component.GetProperty("scope").GetString());
        Assert.Equal(["required"], scopes["Npgsql"].Distinct());
        Assert.Equal(["excluded"], scopes["xunit.v3"].Distinct());
        Assert.Equal(["excluded"], scopes["openid-client"].Distinct());
    }

    [Fact]
    public void Every_dependency_leads_to_a_component_and_a_hash_is_that_of_its_lock_file()
    {
        var references = Components.Select(component => component.GetProperty("bom-ref").GetString()).ToHashSet();
        var dependencies = Bill.Value.GetProperty("dependencies").EnumerateArray().ToList();
        Assert.All(dependencies.SelectMany(each => each.GetProperty("dependsOn").EnumerateArray()), need => Assert.Contains(need.GetString(), references));
        Assert.Contains(dependencies, each => each.GetProperty("ref").GetString()!.StartsWith("pkg:nuget/Npgsql.EntityFrameworkCore.PostgreSQL@", StringComparison.Ordinal)
            && each.GetProperty("dependsOn").EnumerateArray().Any(need => need.GetString()!.StartsWith("pkg:nuget/Npgsql@", StringComparison.Ordinal)));

        var integrity = Locked().Where(each => each.Hash is not null).DistinctBy(each => each.Purl).ToDictionary(each => each.Purl, each => each.Hash);
        Assert.All(Components, component => Assert.Equal(
            integrity.GetValueOrDefault(component.GetProperty("purl").GetString()!),
            component.TryGetProperty("hashes", out var hashes) ? hashes[0].GetProperty("content").GetString()
                : component.GetProperty("properties").EnumerateArray().Where(property => property.GetProperty("name").GetString() == "nuget:contentHash").Select(property => property.GetProperty("value").GetString()).FirstOrDefault()));
    }

    [Fact]
    public void The_same_lock_files_give_the_same_text_in_the_form_of_CycloneDX()
    {
        Assert.Equal(Write(), Write());
        Assert.Equal(("CycloneDX", "1.6"), (Bill.Value.GetProperty("bomFormat").GetString(), Bill.Value.GetProperty("specVersion").GetString()));
        Assert.Matches("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", Bill.Value.GetProperty("serialNumber").GetString());
        Assert.Equal("EUPL-1.2", Bill.Value.GetProperty("metadata").GetProperty("component").GetProperty("licenses")[0].GetProperty("license").GetProperty("id").GetString());
    }

    private static string Write() => NodeTool.Script(RepositoryFolder.Locate(), RepositoryFolder.Locate("tools", "sbom", "sbom.mjs"));

    /// <summary>Read here once more, by other means.</summary>
    private static IEnumerable<(string Purl, string Lock, string? Hash)> Locked()
    {
        var root = RepositoryFolder.Locate();
        foreach (var path in new[] { "src", "tests", "tools", "web" }.SelectMany(folder => System.IO.Directory.EnumerateFiles(Path.Combine(root, folder), "package*lock.json", SearchOption.AllDirectories)))
        {
            var name = Path.GetRelativePath(root, path).Replace('\\', '/');
            if (name.Split('/').Intersect(["node_modules", "bin", "obj"]).Any())
            {
                continue;
            }

            using var file = JsonDocument.Parse(File.ReadAllText(path));
            foreach (var package in name.EndsWith(".lock.json", StringComparison.Ordinal) ? OfNuget(file.RootElement) : OfNpm(file.RootElement))
            {
                yield return (package.Purl, name, package.Hash);
            }
        }
    }

    private static List<(string Purl, string? Hash)> OfNuget(JsonElement file) =>
    [
        .. file.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject())
            .Where(package => package.Value.GetProperty("type").GetString() != "Project")
            .Select(package => ($"pkg:nuget/{package.Name}@{package.Value.GetProperty("resolved").GetString()}", package.Value.TryGetProperty("contentHash", out var hash) ? hash.GetString() : null)),
    ];

    private static List<(string Purl, string? Hash)> OfNpm(JsonElement file) =>
    [
        .. file.GetProperty("packages").EnumerateObject().Where(package => package.Name.Length > 0 && !package.Value.TryGetProperty("link", out _)).Select(package => (
            $"pkg:npm/{(package.Value.TryGetProperty("name", out var alias) ? alias.GetString()! : package.Name.Split("node_modules/")[^1]).Replace("@", "%40", StringComparison.Ordinal)}@{package.Value.GetProperty("version").GetString()}",
            package.Value.TryGetProperty("integrity", out var integrity) && integrity.GetString()!.StartsWith("sha512-", StringComparison.Ordinal) ? Convert.ToHexStringLower(Convert.FromBase64String(integrity.GetString()!["sha512-".Length..])) : null)),
    ];
}
